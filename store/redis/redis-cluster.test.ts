import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeStore } from '../../test/contracts/store/describe-store.ts';
import { openRedisUnderTest } from '../../test/contracts/store/redis-under-test.ts';
import { outcomeOf } from '../../test/contracts/store/store-under-test.ts';
import { startRedisCluster, type TestCluster } from '../../test/support/redis-cluster.ts';
import { redisServerInstalled } from '../../test/support/redis-server.ts';
import { until } from '../../test/support/until.ts';
import { envelopeUnder } from '../envelope.ts';
import { createRedisStore } from './redis-store.ts';

const describeWithServers = redisServerInstalled() ? describe : describe.skip;

describeWithServers('Redis adapter on a cluster [needs redis-server]', () => {
  const rigs: TestCluster[] = [];
  beforeAll(async () => {
    rigs.push(await startRedisCluster());
  }, 60_000);
  afterAll(async () => {
    await Promise.all(rigs.map((rig) => rig.stop()));
  });

  function rig(): TestCluster {
    const [first] = rigs;
    if (first === undefined) throw new Error('The cluster was not started.');
    return first;
  }

  describeStore('store in a cluster', async (times) => {
    const masters = await rig().masters();
    return openRedisUnderTest({ ...rig(), masters: masters.map(({ port }) => `redis://127.0.0.1:${port}`) }, times);
  });

  describe('that loses a master', () => {
    test('says that it cannot answer for what lies on a master that was killed, and goes on with its replica', async () => {
      const { url, prefix } = rig();
      const store = createRedisStore({ url, prefix, envelopeFor: envelopeUnder([randomBytes(32)]) });
      const names = Array.from({ length: 60 }, (_, index) => `messenger:${index}`);
      const bring = (eventId: string) =>
        Promise.all(names.map((name) => outcomeOf(store, eventId, name).catch((error: unknown) => errorCode(error))));
      expect(new Set(await bring('e1'))).toEqual(new Set(['claimed']));
      const [killed] = await rig().masters();
      await killed?.kill();
      const outcomes = new Set(await bring('e2'));
      expect(outcomes).toEqual(new Set(['queued', 'store_unavailable']));
      await until(async () => ((await bring('e3')).includes('store_unavailable') ? undefined : true));
      expect(await bring('e3')).toEqual(names.map(() => 'duplicate'));
      await store.close();
      await expect(store.ping()).rejects.toMatchObject({ code: 'store_unavailable' });
    }, 60_000);
  });
});

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}
