import { describe, expect, test } from '@jest/globals';
import { type OpenStoreUnderTest, outcomeOf, takeAndClaim, turn } from './store-under-test.ts';

/** Order, one holder at a time, and what commits together. */
export function describeMailbox(open: OpenStoreUnderTest): void {
  describe('mailbox', () => {
    test('hands out the events of a conversation one at a time, in order', async () => {
      const { store } = await open();
      const first = await takeAndClaim(store, 'e1');
      expect([await outcomeOf(store, 'e2'), await outcomeOf(store, 'e3')]).toEqual(['queued', 'queued']);
      expect(first).toMatchObject({ eventId: 'e1', event: { text: 'e1' }, state: undefined, unsent: [] });

      await store.conversations.commit(first, turn({ turns: 1 }, 'r1'));
      const second = await store.conversations.finish(first);
      expect(second).toMatchObject({ eventId: 'e2', state: { turns: 1 }, unsent: [] });
      expect(second?.fence).toBeGreaterThan(first.fence);
      if (second === undefined) return;

      await store.conversations.commit(second, turn({ turns: 2 }));
      const third = await store.conversations.finish(second);
      expect(third).toMatchObject({ eventId: 'e3', state: { turns: 2 } });
      if (third === undefined) return;

      await store.conversations.commit(third, turn({ turns: 3 }));
      expect(await store.conversations.finish(third)).toBeUndefined();
      expect(await takeAndClaim(store, 'e4')).toMatchObject({ eventId: 'e4', state: { turns: 3 } });
    });

    test('lets conversations go on side by side', async () => {
      const { store } = await open();
      await takeAndClaim(store, 'e1', 'messenger:a');
      expect(await takeAndClaim(store, 'e1', 'messenger:b')).toMatchObject({ conversation: 'messenger:b', eventId: 'e1' });
    });

    test('knows one holder also across instances', async () => {
      const { store, another } = await open();
      await takeAndClaim(store, 'e1');
      const other = another();
      expect(await outcomeOf(other, 'e2')).toBe('queued');
      expect(await other.conversations.claimOrphan()).toBeUndefined();
    });

    test('drops an event that it has seen, from whichever instance, until the deduplication time is over', async () => {
      const { store, another, until } = await open({ dedupeMs: 400 });
      const claim = await takeAndClaim(store, 'e1');
      await store.conversations.commit(claim, turn({}));
      await store.conversations.finish(claim);
      expect(await outcomeOf(another(), 'e1')).toBe('duplicate');
      await until(async () => ((await outcomeOf(store, 'e1')) === 'claimed' ? true : undefined));
    });

    test('forgets the state of a conversation that has been idle for too long', async () => {
      const { store, until } = await open({ stateMs: 300 });
      const claim = await takeAndClaim(store, 'e1');
      await store.conversations.commit(claim, turn({ known: true }));
      await store.conversations.finish(claim);
      await store.conversations.release(await takeAndClaim(store, 'e2'), 'untouched');
      await until(async () => {
        const again = await store.conversations.claimOrphan();
        if (again === undefined) return undefined;
        await store.conversations.release(again, 'untouched');
        return again.state === undefined ? true : undefined;
      });
    });

    test('does each step once, however often it is asked for the same claim', async () => {
      const { store } = await open();
      const { conversations } = store;
      const claim = await takeAndClaim(store, 'e1');
      await outcomeOf(store, 'e2');
      await outcomeOf(store, 'e3');
      expect(await conversations.commit(claim, turn({ turns: 1 }, 'r1'))).toBe('committed');
      expect(await conversations.commit(claim, turn({ turns: 1 }, 'r1'))).toBe('committed');
      const next = await conversations.finish(claim);
      // The answer to the first one was lost: the same next claim, not the one after it.
      expect(await conversations.finish(claim)).toEqual(next);
      expect(next).toMatchObject({ eventId: 'e2', state: { turns: 1 } });
    });

    test('takes the end of a turn for the word that all its replies have left', async () => {
      const { store } = await open();
      const { conversations } = store;
      const claim = await takeAndClaim(store, 'e1');
      await outcomeOf(store, 'e2');
      await conversations.commit(claim, turn({ turns: 1 }, 'r1', 'r2'));
      await conversations.markSent(claim, 1);
      const next = await conversations.finish(claim);
      expect(next).toMatchObject({ eventId: 'e2', unsent: [] });
      if (next === undefined) return;
      await conversations.commit(next, turn({ turns: 2 }, 'r3'));
      expect(await conversations.finish(next)).toBeUndefined();
      expect(await conversations.claimOrphan()).toBeUndefined();
      expect(await takeAndClaim(store, 'e3')).toMatchObject({ eventId: 'e3', state: { turns: 2 }, unsent: [] });
    });

    test('does not lose an event whose turn was finished without a commit', async () => {
      const { store } = await open();
      const claim = await takeAndClaim(store, 'e1');
      expect(await store.conversations.finish(claim)).toMatchObject({ eventId: 'e1' });
    });

    test('forgets a conversation on request, with what is in flight', async () => {
      const { store } = await open();
      const { conversations } = store;
      const done = await takeAndClaim(store, 'e1');
      await conversations.commit(done, turn({ known: true }, 'r1'));
      await conversations.finish(done);
      const inFlight = await takeAndClaim(store, 'e2');
      await outcomeOf(store, 'e3');
      await conversations.forget('messenger:a');

      expect(await conversations.commit(inFlight, turn({ known: true }))).toBe('stale');
      expect(await conversations.claimOrphan()).toBeUndefined();
      const anew = await takeAndClaim(store, 'e4');
      expect(anew).toMatchObject({ eventId: 'e4', state: undefined, unsent: [] });
      expect(anew.fence).toBeGreaterThan(inFlight.fence);
      expect(await conversations.commit(inFlight, turn({ known: true }))).toBe('stale');
    });
  });
}
