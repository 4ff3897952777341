import { describe, expect, test } from '@jest/globals';
import { type OpenStoreUnderTest, outcomeOf, takeAndClaim, turn } from './store-under-test.ts';

/** How often an event, or the sending of its replies, was begun; and how many events may wait. */
export function describeAttempts(open: OpenStoreUnderTest): void {
  describe('attempts', () => {
    test('count the claims of an event whose turn failed or whose worker died, and begin anew with the next event', async () => {
      const { store, until } = await open({ leaseMs: 1_000 });
      const { conversations } = store;
      const first = await takeAndClaim(store, 'e1');
      await outcomeOf(store, 'e2');
      await conversations.release(first, 'failed');
      const second = await until(() => conversations.claimOrphan());
      expect(await conversations.begin(second)).toBe('ok');
      // This one says nothing any more: its lease ends.
      const third = await until(() => conversations.claimOrphan());
      expect([first, second, third].map(({ eventId, attempt }) => [eventId, attempt])).toEqual([
        ['e1', 1],
        ['e1', 2],
        ['e1', 3],
      ]);
      await conversations.commit(third, turn({}));
      expect(await conversations.finish(third)).toMatchObject({ eventId: 'e2', attempt: 1 });
    });

    test('count a first try that ended without a word, and of those after it only what was begun', async () => {
      const { store, until } = await open({ leaseMs: 1_000 });
      const { conversations } = store;
      await takeAndClaim(store, 'e1');
      const second = await until(() => conversations.claimOrphan());
      // It waited for its turn when its worker died.
      const third = await until(() => conversations.claimOrphan());
      expect([second.attempt, third.attempt]).toEqual([2, 2]);
      expect([await conversations.begin(second), await conversations.begin(third), await conversations.begin(third)]).toEqual([
        'stale',
        'ok',
        'ok',
      ]);
      const fourth = await until(() => conversations.claimOrphan());
      expect(fourth.attempt).toBe(3);
      await conversations.begin(fourth);
      await conversations.release(fourth, 'untouched');
      expect(await conversations.claimOrphan()).toMatchObject({ attempt: 3 });
    });

    test('of the sending count a worker that died over it', async () => {
      const { store, until } = await open({ leaseMs: 1_000 });
      const { conversations } = store;
      await conversations.commit(await takeAndClaim(store, 'e1'), turn({}, 'r1'));
      const heir = await until(() => conversations.claimOrphan());
      expect(heir).toMatchObject({ unsent: ['r1'], attempt: 2 });
      await conversations.begin(heir);
      expect(await until(() => conversations.claimOrphan())).toMatchObject({ unsent: ['r1'], attempt: 3 });
    });

    test('begin anew where a worker died when all was sent', async () => {
      const { store, until } = await open({ leaseMs: 1_000 });
      const { conversations } = store;
      const claim = await takeAndClaim(store, 'e1');
      await outcomeOf(store, 'e2');
      await conversations.commit(claim, turn({}, 'r1'));
      await conversations.markSent(claim, 1);
      expect(await until(() => conversations.claimOrphan())).toMatchObject({ eventId: 'e2', attempt: 1 });
    });

    test('do not count what was let go untouched', async () => {
      const { store } = await open({ leaseMs: 3_600_000 });
      const { conversations } = store;
      const first = await takeAndClaim(store, 'e1');
      await conversations.release(first, 'untouched');
      // The answer to the first one was lost; the second changes nothing.
      await conversations.release(first, 'untouched');
      const second = await conversations.claimOrphan();
      expect(second).toMatchObject({ attempt: 1 });
      if (second !== undefined) await conversations.release(second, 'failed');
      await conversations.release(first, 'untouched');
      expect(await conversations.claimOrphan()).toMatchObject({ attempt: 2 });
    });

    test('of the sending are counted by themselves, the one by the turn itself included', async () => {
      const { store, until } = await open();
      const { conversations } = store;
      await conversations.release(await takeAndClaim(store, 'e1'), 'failed');
      const again = await until(() => conversations.claimOrphan());
      expect(again.attempt).toBe(2);
      await conversations.commit(again, turn({}, 'r1', 'r2'));
      await conversations.release(again, 'failed');
      const heir = await until(() => conversations.claimOrphan());
      expect(heir).toMatchObject({ unsent: ['r1', 'r2'], attempt: 2 });
      await conversations.release(heir, 'untouched');
      expect(await until(() => conversations.claimOrphan())).toMatchObject({ unsent: ['r1', 'r2'], attempt: 2 });
    });

    test('go on where a turn was ended without a commit', async () => {
      const { store } = await open();
      const claim = await takeAndClaim(store, 'e1');
      expect(await store.conversations.finish(claim)).toMatchObject({ eventId: 'e1', attempt: 2 });
    });
  });

  describe('a full inbox', () => {
    test('takes nothing more in and remembers nothing of it, until there is room again', async () => {
      const { store } = await open({ mostWaiting: 2 });
      const { conversations } = store;
      const claim = await takeAndClaim(store, 'e1');
      expect(await outcomeOf(store, 'e2')).toBe('queued');
      expect(await outcomeOf(store, 'e3')).toBe('full');
      expect([await outcomeOf(store, 'e2'), await outcomeOf(store, 'e1')]).toEqual(['duplicate', 'duplicate']);
      expect(await outcomeOf(store, 'e1', 'messenger:other')).toBe('claimed');
      await conversations.commit(claim, turn({}));
      expect(await outcomeOf(store, 'e3')).toBe('queued');
      const second = await conversations.finish(claim);
      expect(second).toMatchObject({ eventId: 'e2' });
      if (second === undefined) return;
      await conversations.commit(second, turn({}));
      expect(await conversations.finish(second)).toMatchObject({ eventId: 'e3' });
    });
  });
}
