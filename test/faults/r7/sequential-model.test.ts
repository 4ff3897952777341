import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redisAvailable } from '../../support/redis-server.ts';
import { checkHistory } from './check-history.ts';
import { type Delivery, histories } from './history.ts';
import { openRedisWorld, openSqliteWorld } from './open-worlds.ts';
import { expectedOutcomes } from './sequential-model.ts';

const numRuns = 300;

type OpenWorld = Awaited<ReturnType<typeof openSqliteWorld>>;

function describeHistories(open: () => Promise<OpenWorld>): void {
  let world: OpenWorld;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  test('come to what the sequential model says, however often, in whatever order and however late events are delivered', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (history) => checkHistory(world, history)),
      { numRuns },
    );
  }, 300_000);

  test('in the order in which Meta sent them are answered in that order', async () => {
    const inOrder: Delivery[] = Array.from({ length: 40 }, (_unused, index) => ({
      conversation: 0,
      eventId: `m${index}`,
      atMs: index * 100,
      to: index % 2 === 0 ? 'first' : 'second',
    }));
    await checkHistory(world, inOrder);
    expect(expectedOutcomes(inOrder).get(0)?.turns).toEqual(inOrder.map(({ eventId }) => eventId));
  }, 60_000);
}

describe('R7: histories on SQLite', () => describeHistories(openSqliteWorld));

const suite = redisAvailable() ? describe : describe.skip;
suite('R7: histories on Redis [needs redis-server]', () => describeHistories(openRedisWorld));
