import { describe, expect, test } from '@jest/globals';
import { clearEnvelope } from './clear-envelope.ts';
import { type OpenStoreUnderTest, takeAndClaim, turn } from './store-under-test.ts';

const canary = 'CANARY-0815';
const hour = 3_600_000;

/** What is erased is gone, from the bytes as well; what lies beside a turn can go without it. */
export function describeErasure(open: OpenStoreUnderTest): void {
  describe('erasure', () => {
    test('leaves nothing of a conversation or a record in the bytes, however large it was', async () => {
      const { another, rawBytes } = await open();
      const store = another(() => clearEnvelope);
      const { conversations, effects, records } = store;
      const large = Array.from({ length: 2_000 }, () => canary).join(' ');
      const claim = await takeAndClaim(store, `mid-${canary}`);
      await conversations.commit(claim, turn({ large }, { text: canary }));
      await takeAndClaim(store, 'poison', 'messenger:b').then((poison) =>
        conversations.quarantine(poison, { at: '2026-11-25T10:00:00.000Z', reason: canary, frames: [large] }, []),
      );
      await effects.intend({ key: 'k1', conversation: 'messenger:a', intent: { large } }, hour);
      await records.put('record', { large });
      expect((await rawBytes()).includes(canary)).toBe(true);
      for (const conversation of ['messenger:a', 'messenger:b']) await conversations.forget(conversation);
      await records.delete('record');
      await store.scrub();
      expect((await rawBytes()).includes(canary)).toBe(false);
    });

    test('beside a turn takes what was set aside and the effects, and lets the turn commit, answer and go on', async () => {
      const { store } = await open();
      const { conversations, effects, quarantine } = store;
      const broken = await takeAndClaim(store, 'e1');
      await conversations.quarantine(broken, { at: '2026-11-25T10:00:00.000Z', reason: 'turn', frames: [] }, []);
      await conversations.finish(broken);
      await effects.intend({ key: 'k1', conversation: 'messenger:a', intent: 'freeze' }, hour);
      await effects.intend({ key: 'k2', conversation: 'messenger:b', intent: 'freeze' }, hour);
      const claim = await takeAndClaim(store, 'e2');
      await store.conversations.takeIn({ conversation: 'messenger:a', eventId: 'e3', event: { text: 'e3' } });
      await conversations.forgetBeside('messenger:a');
      expect(await quarantine.list()).toEqual([]);
      expect((await effects.intend({ key: 'k1', conversation: 'messenger:a', intent: 'freeze' }, hour)).outcome).toBe('new');
      expect((await effects.intend({ key: 'k2', conversation: 'messenger:b', intent: 'freeze' }, hour)).outcome).toBe('known');
      expect(await conversations.commit(claim, turn({ empty: true }, { text: 'done' }))).toBe('committed');
      expect(await conversations.finish(claim)).toMatchObject({ eventId: 'e3', state: { empty: true } });
    });

    test('is preceded by a look: state and effects of one conversation are read without a claim', async () => {
      const { store, until } = await open({ stateMs: 400, settledMs: 400 });
      const { conversations, effects } = store;
      expect(await conversations.readState('messenger:a')).toBeUndefined();
      const claim = await takeAndClaim(store, 'e1');
      await conversations.commit(claim, turn({ language: 'fr' }));
      await effects.intend({ key: 'k1', conversation: 'messenger:a', intent: 'freeze' }, hour);
      await effects.intend({ key: 'k2', conversation: 'messenger:a', intent: 'report' }, hour);
      await effects.intend({ key: 'k3', conversation: 'messenger:b', intent: 'freeze' }, hour);
      await effects.settle({ key: 'k2', conversation: 'messenger:a' }, { done: true });
      expect(await conversations.readState('messenger:a')).toEqual({ language: 'fr' });
      expect((await effects.list('messenger:a')).toSorted((one, two) => one.key.localeCompare(two.key))).toMatchObject([
        { key: 'k1', intent: 'freeze', result: undefined },
        { key: 'k2', intent: 'report', result: { done: true } },
      ]);
      expect(await conversations.finish(claim)).toBeUndefined();
      await until(async () => ((await conversations.readState('messenger:a')) === undefined ? true : undefined));
      await until(async () => ((await effects.list('messenger:a')).every(({ key }) => key !== 'k2') ? true : undefined));
    });
  });
}
