import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkOwnership } from './check-ownership.ts';
import { openOwnershipWorld } from './open-ownership-world.ts';
import { ownershipHistories } from './ownership-history.ts';
import { playOwnership } from './play-ownership.ts';

let world: Awaited<ReturnType<typeof openOwnershipWorld>>;
beforeAll(async () => {
  world = await openOwnershipWorld();
});
afterAll(() => world.close());

/** The long form plays 10 000: `npm run faults -- R18`. */
const numRuns = 300;

test('nobody speaks who does not hold the conversation, no change of owner is announced twice, and there is always one owner', async () => {
  await fc.assert(
    fc.asyncProperty(ownershipHistories, async (history) => {
      expect(checkOwnership(await playOwnership(world, history))).toEqual([]);
    }),
    { numRuns },
  );
}, 120_000);
