import { describe, expect, test } from '@jest/globals';
import type { QuarantineNote } from '../../../store/port.ts';
import { type OpenStoreUnderTest, onlyOne, outcomeOf, takeAndClaim, turn } from './store-under-test.ts';

const note: QuarantineNote = { at: '2026-11-25T10:00:00.000Z', reason: 'turn_failed', frames: ['at run (engine/run-turn.ts:1:1)'] };

/** Events that could not be handled: set aside, looked at, tried again or dropped. */
export function describeQuarantine(open: OpenStoreUnderTest): void {
  describe('quarantine', () => {
    test('takes an event out of the way, keeps the state, and leaves an apology to be sent', async () => {
      const { store, another, until } = await open();
      const { conversations } = store;
      const before = await takeAndClaim(store, 'e0');
      await conversations.commit(before, turn({ turns: 1 }));
      await conversations.finish(before);
      const claim = await takeAndClaim(store, 'e1');
      await outcomeOf(store, 'e2');

      expect(await conversations.quarantine(claim, note, ['oh', 'sorry'])).toBe('committed');
      await conversations.markSent(claim, 1);
      // The answer to the first one was lost; the second changes nothing.
      expect(await conversations.quarantine(claim, note, ['oh', 'sorry'])).toBe('committed');
      await conversations.release(claim, 'failed');
      const heir = await until(() => conversations.claimOrphan());
      expect(heir).toMatchObject({ eventId: 'e1', unsent: ['sorry'], state: { turns: 1 }, attempt: 2 });
      expect(await conversations.quarantine(claim, note, ['late'])).toBe('stale');
      expect(await conversations.finish(heir)).toMatchObject({ eventId: 'e2', state: { turns: 1 }, attempt: 1 });

      const [listed, ...others] = await another().quarantine.list();
      expect(others).toEqual([]);
      expect(listed).toEqual({ id: expect.any(String), conversation: 'messenger:a', eventId: 'e1', attempts: 1, ...note });
      expect(await store.quarantine.show(listed?.id ?? '')).toEqual({ ...listed, event: { text: 'e1' }, unsent: [] });
    });

    test('keeps what could not be sent of a turn that was over', async () => {
      const { store, until } = await open();
      const { conversations } = store;
      const first = await takeAndClaim(store, 'e1');
      await conversations.commit(first, turn({ turns: 1 }, 'r1', 'r2', 'r3'));
      await conversations.markSent(first, 1);
      await conversations.release(first, 'failed');
      const heir = await until(() => conversations.claimOrphan());
      await conversations.markSent(heir, 1);
      expect(await conversations.quarantine(heir, note, [])).toBe('committed');
      expect(await conversations.finish(heir)).toBeUndefined();
      expect(await onlyOne(store)).toMatchObject({ eventId: 'e1', attempts: 2, event: { text: 'e1' }, unsent: ['r3'] });
      expect(await takeAndClaim(store, 'e2')).toMatchObject({ state: { turns: 1 } });
    });

    test('holds an event once, also where its apology cannot be sent', async () => {
      const { store, until } = await open();
      const { conversations } = store;
      const first = await takeAndClaim(store, 'e1');
      await conversations.quarantine(first, note, ['sorry']);
      await conversations.release(first, 'failed');
      const heir = await until(() => conversations.claimOrphan());
      expect(await conversations.quarantine(heir, { ...note, reason: 'sending_failed' }, [])).toBe('committed');
      expect(await conversations.finish(heir)).toBeUndefined();
      expect(await onlyOne(store)).toMatchObject({ reason: note.reason, unsent: [] });
    });

    test('gives an event back to the end of its inbox', async () => {
      const { store, until } = await open();
      const { conversations, quarantine } = store;
      const claim = await takeAndClaim(store, 'e1');
      await conversations.quarantine(claim, note, []);
      await conversations.finish(claim);
      const { id } = await onlyOne(store);
      expect(await quarantine.retry(id)).toBe(true);
      expect(await quarantine.retry(id)).toBe(false);
      expect(await quarantine.list()).toEqual([]);
      const again = await until(() => conversations.claimOrphan());
      expect(again).toMatchObject({ eventId: 'e1', event: { text: 'e1' }, unsent: [], attempt: 1 });

      await conversations.quarantine(again, note, []);
      await conversations.finish(again);
      const busy = await takeAndClaim(store, 'e2');
      expect(await quarantine.retry((await onlyOne(store)).id)).toBe(true);
      await conversations.commit(busy, turn({}));
      expect(await conversations.finish(busy)).toMatchObject({ eventId: 'e1', attempt: 1 });
    });

    test('lists the oldest first, and drops what it is told to', async () => {
      const { store } = await open();
      const { conversations, quarantine } = store;
      for (const [index, at] of ['2026-11-25T10:00:02.000Z', '2026-11-25T10:00:01.000Z', '2026-11-25T10:00:03.000Z'].entries()) {
        const claim = await takeAndClaim(store, 'e1', `messenger:${index}`);
        await conversations.quarantine(claim, { ...note, at }, []);
        await conversations.finish(claim);
      }
      const listed = await quarantine.list();
      expect(listed.map(({ conversation }) => conversation)).toEqual(['messenger:1', 'messenger:0', 'messenger:2']);
      const [oldest] = listed;
      expect(await quarantine.drop(oldest?.id ?? '')).toBe(true);
      expect(await quarantine.drop(oldest?.id ?? '')).toBe(false);
      expect(await quarantine.show(oldest?.id ?? '')).toBeUndefined();
      expect((await quarantine.list()).map(({ conversation }) => conversation)).toEqual(['messenger:0', 'messenger:2']);
    });

    test.each(['', 'x', '0', '-1', '0-0', '999-1', '1-1x', '0-1 OR 1=1'])('does not know the id "%s"', async (id) => {
      const { quarantine } = (await open()).store;
      expect(await quarantine.show(id)).toBeUndefined();
      expect(await quarantine.retry(id)).toBe(false);
      expect(await quarantine.drop(id)).toBe(false);
    });

    test('is emptied of a conversation that is forgotten, and of no other', async () => {
      const { store } = await open();
      for (const conversation of ['messenger:a', 'messenger:b']) {
        const claim = await takeAndClaim(store, 'e1', conversation);
        await store.conversations.quarantine(claim, note, []);
        await store.conversations.finish(claim);
      }
      await store.conversations.forget('messenger:a');
      expect(await onlyOne(store)).toMatchObject({ conversation: 'messenger:b' });
    });
  });
}
