import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { envelopeUnder } from '../../../store/envelope.ts';
import { defaultStoreTimes, type StoreTimes } from '../../../store/port.ts';
import { createRedisStore } from '../../../store/redis/redis-store.ts';
import { copyRedis } from '../../support/copy-data.ts';
import { withClient } from '../../support/redis-client.ts';
import type { TestRedis } from '../../support/redis-server.ts';
import { until } from '../../support/until.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Where the store is, and the servers its data lie on: one each for the masters of a cluster. */
interface RedisForTests extends Pick<TestRedis, 'url' | 'prefix'> {
  readonly masters?: readonly string[];
}

/** A store of its own (by its prefix) on a running Redis. */
export function openRedisUnderTest({ url, prefix, masters = [url] }: RedisForTests, times: Partial<StoreTimes> = {}): StoreUnderTest {
  const keys = [randomBytes(32)];
  const ownEnvelope = envelopeUnder(keys);
  const ownPrefix = `${prefix}${randomBytes(4).toString('hex')}:`;
  const instance = (envelopeFor = ownEnvelope) =>
    createRedisStore({ url, prefix: ownPrefix, envelopeFor, times: { ...defaultStoreTimes, ...times } });
  const store = instance();
  const stores = [store];
  return {
    store,
    keys,
    another(envelopeFor) {
      const other = instance(envelopeFor);
      stores.push(other);
      return other;
    },
    until,
    backUp: () => copyRedis(masters, ownPrefix),
    rawBytes: async () => Buffer.concat(await Promise.all(masters.map((one) => withClient(one, (client) => readAll(client, ownPrefix))))),
    async dispose() {
      await Promise.all(stores.map((one) => one.close()));
      for (const master of masters) {
        await withClient(master, async (client) => {
          for (const key of await client.keys(`${ownPrefix}*`)) await client.del(key);
        });
      }
    },
  };
}

/** Names and contents of all keys, as bytes. DUMP would not do: it compresses. */
async function readAll(client: Redis, prefix: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const key of await client.keys(`${prefix}*`)) {
    parts.push(Buffer.from(key), ...(await readKey(client, key)));
  }
  return Buffer.concat(parts);
}

export async function readKey(client: Redis, key: string): Promise<Buffer[]> {
  const type = await client.type(key);
  if (type === 'list') return client.lrangeBuffer(key, 0, -1);
  if (type === 'zset') return client.zrangeBuffer(key, 0, '-1');
  if (type === 'set') return client.smembersBuffer(key);
  if (type === 'hash') return client.hvalsBuffer(key);
  if (type === 'stream') return (await client.xrangeBuffer(key, '-', '+')).flatMap(([, fields]) => fields);
  const text = await client.getBuffer(key);
  return text === null ? [] : [text];
}
