import { describe, expect, test } from '@jest/globals';
import { type OpenStoreUnderTest, outcomeOf, takeAndClaim, turn } from './store-under-test.ts';

/** What happens to the turns of workers that died, were slow, or let go. */
export function describeTakeover(open: OpenStoreUnderTest): void {
  describe('takeover', () => {
    test('gives the event of a dead worker to another one once the lease has ended', async () => {
      const { store, another, until } = await open({ leaseMs: 300 });
      const dead = await takeAndClaim(store, 'e1');
      const heir = await until(() => another().conversations.claimOrphan());
      expect(heir).toMatchObject({ eventId: 'e1', event: { text: 'e1' }, unsent: [] });
      expect(heir.fence).toBeGreaterThan(dead.fence);
    });

    test('gives it to whoever takes in the next event of the conversation, too, the oldest first', async () => {
      const { store, until } = await open({ leaseMs: 300 });
      await takeAndClaim(store, 'e1');
      let count = 1;
      const claim = await until(async () => {
        count += 1;
        const taken = await store.conversations.takeIn({ conversation: 'messenger:a', eventId: `e${count}`, event: null });
        return taken.outcome === 'claimed' ? taken.claim : undefined;
      });
      expect(claim.eventId).toBe('e1');
    });

    test('refuses everything of a worker that was overtaken', async () => {
      const { store, until } = await open({ leaseMs: 300 });
      const { conversations } = store;
      const slow = await takeAndClaim(store, 'e1');
      const heir = await until(() => conversations.claimOrphan());
      await conversations.renew(heir);

      expect(await conversations.commit(slow, turn({ by: 'slow' }, 'slow'))).toBe('stale');
      expect(await conversations.markSent(slow, 1)).toBe('stale');
      expect(await conversations.renew(slow)).toBe('stale');
      expect(await conversations.finish(slow)).toBeUndefined();
      await conversations.release(slow, 'failed');

      expect(await conversations.commit(heir, turn({ by: 'heir' }))).toBe('committed');
      expect(await conversations.finish(heir)).toBeUndefined();
      expect((await takeAndClaim(store, 'e2')).state).toEqual({ by: 'heir' });
    });

    test('leaves to the heir only the replies that may not have been sent', async () => {
      const { store, until } = await open({ leaseMs: 300 });
      const { conversations } = store;
      const dead = await takeAndClaim(store, 'e1');
      await conversations.commit(dead, turn({ turns: 1 }, 'r1', 'r2', 'r3'));
      await conversations.markSent(dead, 1);
      const heir = await until(() => conversations.claimOrphan());
      expect(heir).toMatchObject({ eventId: 'e1', state: { turns: 1 }, unsent: ['r2', 'r3'] });

      // The heir counts from what it was given, and dies as well.
      await conversations.markSent(heir, 1);
      const second = await until(() => conversations.claimOrphan());
      expect(second).toMatchObject({ eventId: 'e1', unsent: ['r3'] });
      await conversations.markSent(second, 1);
      expect(await conversations.finish(second)).toBeUndefined();
    });

    test('does not begin a committed turn again whose replies had all left, or that had none', async () => {
      const { store, until } = await open({ leaseMs: 600 });
      const { conversations } = store;
      const silent = await takeAndClaim(store, 'e1', 'messenger:silent');
      await conversations.commit(silent, turn({}));
      const sent = await takeAndClaim(store, 'e1', 'messenger:sent');
      await conversations.commit(sent, turn({}, 'r1'));
      await conversations.markSent(sent, 1);
      // The last one waits longest; when it can be claimed, the other two could have been.
      await takeAndClaim(store, 'e1', 'messenger:last');
      const claim = await until(() => conversations.claimOrphan());
      expect(claim).toMatchObject({ conversation: 'messenger:last' });
      expect(await conversations.claimOrphan()).toBeUndefined();
      expect(await takeAndClaim(store, 'e2', 'messenger:silent')).toMatchObject({ eventId: 'e2', state: {} });
      expect(await takeAndClaim(store, 'e2', 'messenger:sent')).toMatchObject({ eventId: 'e2', unsent: [] });
    });

    test('goes on with the next event after a committed turn that had nothing left to send', async () => {
      const { store, until } = await open({ leaseMs: 300 });
      const silent = await takeAndClaim(store, 'e1');
      await outcomeOf(store, 'e2');
      await store.conversations.commit(silent, turn({ turns: 1 }));
      expect(await until(() => store.conversations.claimOrphan())).toMatchObject({ eventId: 'e2', state: { turns: 1 }, unsent: [] });
    });

    test('frees a released conversation at once, with the event still at its head', async () => {
      const { store, another } = await open({ leaseMs: 3_600_000 });
      const claim = await takeAndClaim(store, 'e1');
      await outcomeOf(store, 'e2');
      await store.conversations.release(claim, 'failed');
      expect(await store.conversations.commit(claim, turn({}))).toBe('stale');
      const heir = await another().conversations.claimOrphan();
      expect(heir).toMatchObject({ eventId: 'e1' });
    });

    test('keeps a conversation for as long as the lease is renewed', async () => {
      const { store, until } = await open({ leaseMs: 1_000 });
      const { conversations } = store;
      const kept = await takeAndClaim(store, 'e1', 'messenger:kept');
      await takeAndClaim(store, 'e1', 'messenger:dropped');
      const orphan = await until(async () => {
        expect(await conversations.renew(kept)).toBe('ok');
        return conversations.claimOrphan();
      });
      expect(orphan.conversation).toBe('messenger:dropped');
      expect(await conversations.commit(kept, turn({}))).toBe('committed');
    });

    test('finds every orphan of many', async () => {
      const { store } = await open({ leaseMs: 3_600_000 });
      const names = Array.from({ length: 40 }, (_, index) => `messenger:${index}`);
      for (const name of names) await store.conversations.release(await takeAndClaim(store, 'e1', name), 'untouched');
      const found: string[] = [];
      for (;;) {
        const claim = await store.conversations.claimOrphan();
        if (claim === undefined) break;
        found.push(claim.conversation);
      }
      expect(found.sort()).toEqual(names.sort());
    });
  });
}
