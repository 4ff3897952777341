import { describe, expect, test } from '@jest/globals';
import { type OpenStoreUnderTest, takeAndClaim, turn } from './store-under-test.ts';

/** What the channel said it has sent. */
export function describeEchoes(open: OpenStoreUnderTest): void {
  describe('echoes', () => {
    test('are known to the turn and to its heir, from whichever instance they came', async () => {
      const { store, another, until } = await open();
      const { conversations } = store;
      const claim = await takeAndClaim(store, 'e1');
      await conversations.commit(claim, turn({}, 'r1', 'r2'));
      await another().conversations.noteEcho('messenger:a', 'send-1');
      await conversations.noteEcho('messenger:a', 'send-1');
      await conversations.noteEcho('messenger:a', 'send-2');
      await conversations.release(claim, 'failed');
      const heir = await until(() => conversations.claimOrphan());
      expect(await conversations.wasEchoed(heir, 'send-1')).toBe(true);
      expect(await conversations.wasEchoed(heir, 'send-2')).toBe(true);
      expect(await conversations.wasEchoed(heir, 'send-')).toBe(false);
    });

    test('are not kept of a conversation without work, nor beyond the turn, nor after it is forgotten', async () => {
      const { store } = await open();
      const { conversations } = store;
      await conversations.noteEcho('messenger:a', 'early');
      const first = await takeAndClaim(store, 'e1');
      expect(await conversations.wasEchoed(first, 'early')).toBe(false);
      await conversations.commit(first, turn({}, 'r1'));
      await conversations.noteEcho('messenger:a', 'send-1');
      await conversations.finish(first);
      const second = await takeAndClaim(store, 'e2');
      expect(await conversations.wasEchoed(second, 'send-1')).toBe(false);
      await conversations.noteEcho('messenger:a', 'send-2');
      await conversations.forget('messenger:a');
      expect(await conversations.wasEchoed(second, 'send-2')).toBe(false);
    });

    test('of one turn are gone when the next event follows at once', async () => {
      const { store } = await open();
      const { conversations } = store;
      const first = await takeAndClaim(store, 'e1');
      await conversations.takeIn({ conversation: 'messenger:a', eventId: 'e2', event: null });
      await conversations.commit(first, turn({}, 'r1'));
      await conversations.noteEcho('messenger:a', 'send-1');
      const second = await conversations.finish(first);
      expect(second).toMatchObject({ eventId: 'e2' });
      if (second !== undefined) expect(await conversations.wasEchoed(second, 'send-1')).toBe(false);
    });
  });
}
