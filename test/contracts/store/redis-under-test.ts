import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { envelopeUnder } from '../../../store/envelope.ts';
import { defaultStoreTimes, type StoreTimes } from '../../../store/port.ts';
import { createRedisStore } from '../../../store/redis/redis-store.ts';
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
    async backUp() {
      const copies = await Promise.all(masters.map((one) => withClient(one, (client) => copyData(client, ownPrefix))));
      return async () => {
        for (const [index, copy] of copies.entries()) await withClient(masters[index] ?? '', (client) => putBack(client, copy));
      };
    },
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

export async function withClient<Result>(url: string, use: (client: Redis) => Promise<Result>): Promise<Result> {
  const client = new Redis(url);
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

type Copy = readonly { readonly key: string; readonly dump: Buffer; readonly leftMs: number }[];

/** Everything but the key vault, and the fences, which never go back. */
async function copyData(client: Redis, prefix: string): Promise<Copy> {
  const keys = (await client.keys(`${prefix}*`)).filter((key) => !key.startsWith(`${prefix}keys:`) && !key.endsWith(':fence'));
  return Promise.all(keys.map(async (key) => ({ key, dump: await client.dumpBuffer(key), leftMs: Math.max(0, await client.pttl(key)) })));
}

async function putBack(client: Redis, copy: Copy): Promise<void> {
  for (const { key, dump, leftMs } of copy) await client.restore(key, leftMs, dump, 'REPLACE');
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
  const text = await client.getBuffer(key);
  return text === null ? [] : [text];
}
