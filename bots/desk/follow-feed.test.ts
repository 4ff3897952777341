import { afterEach, expect, test } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import { createFeedFollower, type FeedFollower } from './follow-feed.ts';

let follower: FeedFollower;
afterEach(() => follower.stop());

test('a look that is asked for while another one runs follows at once', async () => {
  const first = Promise.withResolvers<void>();
  let looks = 0;
  follower = createFeedFollower({
    desk: {
      list: async () => [],
      leases: async () => [],
      feed: async () => {
        looks += 1;
        if (looks === 1) await first.promise;
        return { events: [], oldest: 0, last: 0 };
      },
    },
    ticks: () => performance.now(),
    log: { warn: () => undefined },
    idleMs: 3_600_000,
  });
  follower.start();
  await until(async () => looks === 1 || undefined);
  follower.soon();
  first.resolve();
  expect(await until(async () => looks === 2 || undefined)).toBe(true);
});
