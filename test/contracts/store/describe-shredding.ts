import { describe, expect, test } from '@jest/globals';
import { envelopeUnder } from '../../../store/envelope.ts';
import type { Store } from '../../../store/port.ts';
import { type OpenStoreUnderTest, takeAndClaim, turn, wholeTurn } from './store-under-test.ts';

const [gone, kept] = ['messenger:a', 'messenger:b'];
const hour = 3_600_000;
const note = { at: '2026-11-30T10:00:00.000Z', reason: 'turn', frames: [] };

/** Everything that stays of a customer. */
async function fill(store: Store, conversation: string): Promise<void> {
  const { conversations, desk, effects, records } = store;
  const broken = await takeAndClaim(store, 'poison', conversation);
  await conversations.quarantine(broken, note, []);
  await conversations.finish(broken);
  await wholeTurn(store, { conversation, eventId: 'e1', state: { words: conversation } });
  await effects.intend({ key: `open ${conversation}`, conversation, intent: { card: conversation } }, 0);
  await effects.intend({ key: `done ${conversation}`, conversation, intent: { card: conversation } }, hour);
  await effects.settle({ key: `done ${conversation}`, conversation }, { reference: conversation });
  await records.put(`link:${conversation}`, { name: conversation }, { owner: conversation });
  const entries = [{ number: 1, entry: { text: conversation } }];
  await desk.apply({ conversation, version: 1, summary: { words: conversation }, entries });
}

/** What a process can still read of a customer. */
async function readable(store: Store, conversation: string) {
  const { conversations, desk, effects, records, quarantine } = store;
  const { events } = await desk.feed(0, 100);
  const aside = (await quarantine.list()).filter((event) => event.conversation === conversation);
  return {
    state: await conversations.readState(conversation),
    orders: (await effects.list(conversation)).map(({ key }) => key).toSorted(),
    link: (await records.get(`link:${conversation}`))?.value,
    setAside: aside.length,
    listed: (await desk.list()).filter((listed) => listed.conversation === conversation).map(({ summary }) => summary),
    thread: (await desk.thread(conversation, { before: 100, most: 100 })).map(({ entry }) => entry),
    told: events.filter((event) => event.conversation === conversation).flatMap(({ change }) => change?.summary ?? []),
  };
}

const nothing = { state: undefined, orders: [], link: undefined, setAside: 0, listed: [], thread: [], told: [] };

function everything(conversation: string) {
  return {
    state: { words: conversation },
    orders: [`done ${conversation}`, `open ${conversation}`],
    link: { name: conversation },
    setAside: 1,
    listed: [{ words: conversation }],
    thread: [{ text: conversation }],
    told: [{ words: conversation }],
  };
}

/** Destroying the data key: no copy of the data tells anything any more. */
export function describeShredding(open: OpenStoreUnderTest): void {
  describe('shredding', () => {
    test('makes a copy of the data from before unreadable, of this customer and of no other', async () => {
      const { store, another, backUp } = await open();
      const bystander = another();
      for (const conversation of [gone, kept]) await fill(store, conversation);
      for (const conversation of [gone, kept]) expect(await readable(bystander, conversation)).toEqual(everything(conversation));
      const putBack = await backUp();
      await store.conversations.forget(gone);
      await store.records.delete(`link:${gone}`);
      await store.desk.forget(gone);
      await putBack();
      for (const process of [store, another()]) {
        expect(await readable(process, gone)).toEqual(nothing);
        expect(await readable(process, kept)).toEqual(everything(kept));
      }
      // An order that was put back is not looked into; that of the other customer is.
      expect(await store.effects.claimDue(hour)).toMatchObject({ key: `open ${kept}` });
      expect(await store.effects.claimDue(hour)).toBeUndefined();
    });

    test('lets a customer whose data were put back begin anew', async () => {
      const { store, another, backUp } = await open();
      await fill(store, gone);
      const putBack = await backUp();
      await store.conversations.forget(gone);
      await putBack();
      expect(await wholeTurn(store, { conversation: gone, eventId: 'e2', state: { begun: 'anew' } })).toBeUndefined();
      expect(await another().conversations.readState(gone)).toEqual({ begun: 'anew' });
      expect(await store.records.put(`link:${gone}`, { name: 'new' }, { owner: gone })).toBe(true);
      expect(await another().records.get(`link:${gone}`)).toMatchObject({ value: { name: 'new' } });
    });

    test('of replies that wait to be sent leaves their event to be answered anew', async () => {
      const { store, another, backUp, until } = await open({ leaseMs: 300 });
      await store.conversations.commit(await takeAndClaim(store, 'e1', gone), turn({ words: 'x' }, { words: 'y' }));
      const putBack = await backUp();
      await store.conversations.forget(gone);
      await putBack();
      const heir = await until(() => another().conversations.claimOrphan());
      expect(heir).toMatchObject({ eventId: 'e1', state: undefined, unsent: [] });
    });

    test('of the key of a day leaves an event that waited for longer than a week unreadable', async () => {
      const { another, keys, until } = await open({ leaseMs: 300 });
      let days = 0;
      const process = another(envelopeUnder(keys, () => new Date(Date.UTC(2026, 10, 1 + days))));
      await takeAndClaim(process, 'e1', gone);
      for (days = 1; days <= 9; days += 1) await wholeTurn(process, { conversation: kept, eventId: `day ${days}`, state: {} });
      const claim = await until(() => another().conversations.claimOrphan());
      expect(claim).toMatchObject({ conversation: gone, eventId: 'lost', event: null });
    });

    test('is noticed by a process that still remembers the key: it writes nothing under it', async () => {
      const { store, another } = await open();
      const other = another();
      for (const [process, eventId] of [
        [store, 'e1'],
        [other, 'e2'],
      ] as const)
        await wholeTurn(process, { conversation: gone, eventId, state: { eventId } });
      await store.records.put('mine', 1, { owner: gone });
      expect(await other.records.get('mine')).toMatchObject({ value: 1 });
      await store.conversations.forget(gone);
      expect(await wholeTurn(other, { conversation: gone, eventId: 'e3', state: { new: true } })).toBeUndefined();
      await other.records.put('later', 2, { owner: gone });
      await other.effects.intend({ key: 'k1', conversation: gone, intent: 'freeze' }, hour);
      const third = another();
      expect(await third.conversations.readState(gone)).toEqual({ new: true });
      expect(await third.records.get('later')).toMatchObject({ value: 2 });
      expect(await third.effects.list(gone)).toMatchObject([{ intent: 'freeze' }]);
      expect(await wholeTurn(store, { conversation: gone, eventId: 'e4', state: {} })).toEqual({ new: true });
    });

    test('ends a turn under way: its commit is stale, also where its process remembers the key', async () => {
      const { store, another } = await open();
      const other = another();
      await wholeTurn(other, { conversation: gone, eventId: 'e1', state: {} });
      const claim = await takeAndClaim(other, 'e2', gone);
      await store.conversations.forget(gone);
      expect(await other.conversations.commit(claim, turn({ words: 'x' }))).toBe('stale');
      expect(await store.conversations.readState(gone)).toBeUndefined();
    });

    test('by a turn of the customer leaves that turn its answer, and keeps no state', async () => {
      const { store, another, until } = await open({ leaseMs: 300 });
      const { conversations } = store;
      await wholeTurn(store, { conversation: gone, eventId: 'e1', state: { words: 'x' } });
      await store.records.put('mine', 1, { owner: gone });
      const claim = await takeAndClaim(store, 'e2', gone);
      await conversations.forgetBeside(gone);
      // A second try of this turn has to know what was asked.
      expect(await another().conversations.readState(gone)).toEqual({ words: 'x' });
      expect(await conversations.commit(claim, { state: undefined, replies: [{ text: 'erased' }] })).toBe('committed');
      await conversations.destroyKey(gone);
      const heir = await until(() => another().conversations.claimOrphan());
      expect(heir).toMatchObject({ eventId: 'e2', state: undefined, unsent: [{ text: 'erased' }] });
      expect(await another().records.get('mine')).toBeUndefined();
      await another().conversations.finish(heir);
      expect(await wholeTurn(store, { conversation: gone, eventId: 'e3', state: { new: true } })).toBeUndefined();
      expect(await another().conversations.readState(gone)).toEqual({ new: true });
    });
  });
}
