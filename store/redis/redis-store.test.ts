import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeStore } from '../../test/contracts/store/describe-store.ts';
import { openRedisUnderTest } from '../../test/contracts/store/redis-under-test.ts';
import { outcomeOf, takeAndClaim, turn, wholeTurn } from '../../test/contracts/store/store-under-test.ts';
import { withClient } from '../../test/support/redis-client.ts';
import {
  redisAvailable,
  redisServerInstalled,
  startRedis,
  type TestRedis,
  type TestRedisOptions,
} from '../../test/support/redis-server.ts';
import { until } from '../../test/support/until.ts';
import { digestOf } from '../digest-of.ts';
import { envelopeUnder } from '../envelope.ts';
import { defaultStoreTimes, type Store } from '../port.ts';
import { createRedisStore } from './redis-store.ts';
import { vaultBucket } from './redis-vault.ts';

const describeWithRedis = redisAvailable() ? describe : describe.skip;
const describeWithOwnServer = redisServerInstalled() ? describe : describe.skip;

describeWithRedis('Redis adapter [needs redis-server]', () => {
  const servers: TestRedis[] = [];
  beforeAll(async () => {
    servers.push(await startRedis());
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
  });

  describeStore('store in Redis', async (times) => {
    const [server] = servers;
    if (server === undefined) throw new Error('Redis was not started.');
    return openRedisUnderTest(server, times);
  });
});

describeWithOwnServer('Redis adapter on a server of its own [needs redis-server]', () => {
  test('keeps what it acknowledged when the server is killed', async () => {
    // With `everysec` a busy disk lets writes wait in the process for up to two seconds, and a kill takes them along.
    await withServer({ appendOnly: true, args: ['--appendfsync', 'always'] }, async (store, server) => {
      const claim = await takeAndClaim(store, 'e1');
      expect(await store.conversations.commit(claim, turn({ turns: 1 }, 'r1'))).toBe('committed');
      expect(await outcomeOf(store, 'e2')).toBe('queued');
      await server.kill();
      await expect(outcomeOf(store, 'e3')).rejects.toMatchObject({ name: 'StoreUnavailableError', code: 'store_unavailable' });
      await server.restart();
      const next = await until(() => store.conversations.finish(claim).catch(() => undefined));
      expect(next).toMatchObject({ eventId: 'e2', state: { turns: 1 } });
      expect(await outcomeOf(store, 'e1')).toBe('duplicate');
    });
  });

  test('refuses a claim from before the server forgot, though the same event was claimed anew', async () => {
    await withServer({}, async (store, server) => {
      const lost = await takeAndClaim(store, 'e1');
      server.command('FLUSHALL');
      const claim = await takeAndClaim(store, 'e1');
      expect(claim.fence).toBeGreaterThan(lost.fence);
      expect(await store.conversations.commit(lost, turn({ turns: 1 }, 'r1'))).toBe('stale');
      expect(await store.conversations.commit(claim, turn({ turns: 1 }, 'r1'))).toBe('committed');
    });
  });

  test('says that a hung server does not answer, and does not write twice when it wakes up', async () => {
    await withServer({}, async (store, server) => {
      await store.ping();
      server.signal('SIGSTOP');
      await expect(outcomeOf(store, 'e1')).rejects.toMatchObject({ code: 'store_unavailable' });
      server.signal('SIGCONT');
      // The event that timed out came in once, or not at all: then its sender brings it again.
      await until(() => outcomeOf(store, 'e1').catch(() => undefined));
      const claim = await until(() => store.conversations.claimOrphan());
      expect(claim.eventId).toBe('e1');
      await store.conversations.commit(claim, turn({}));
      expect(await store.conversations.finish(claim)).toBeUndefined();
    });
  });

  test.each([
    ['a replica', ['--replicaof', '127.0.0.1', '1', '--replica-serve-stale-data', 'yes']],
    ['a server whose memory is full', ['--maxmemory', '1', '--maxmemory-policy', 'noeviction']],
  ])('calls %s unavailable', async (_what, args) => {
    await withServer({ args }, async (store) => {
      await expect(outcomeOf(store, 'e1')).rejects.toMatchObject({ code: 'store_unavailable' });
      await expect(store.records.put('k', 1)).rejects.toMatchObject({ code: 'store_unavailable' });
      await expect(store.ping()).rejects.toMatchObject({ code: 'store_unavailable' });
    });
  });

  test('goes on with turns of an earlier version, which were not counted', async () => {
    await withServer({}, async ({ conversations, ...store }, server) => {
      await conversations.release(await takeAndClaim({ conversations, ...store }, 'e1'), 'failed');
      const client = new Redis(server.url);
      for (const key of await client.keys(`${server.prefix}*:turn:*`)) await client.hdel(key, 'attempts');
      client.disconnect();
      const again = await until(() => conversations.claimOrphan());
      expect(again).toMatchObject({ eventId: 'e1', attempt: 1 });
      await conversations.commit(again, turn({ turns: 1 }));
      expect(await conversations.finish(again)).toBeUndefined();
    });
  });

  test('keeps data keys on a server of their own where one is named, and says when that one is away', async () => {
    const [data, vault] = await Promise.all([startRedis({ args: [] }), startRedis({ args: [] })]);
    const store = createRedisStore({ url: data.url, vaultUrl: vault.url, envelopeFor: envelopeUnder([randomBytes(32)]), times });
    try {
      await store.ping();
      expect(await wholeTurn(store, { conversation: 'messenger:a', eventId: 'e1', state: { turns: 1 } })).toBeUndefined();
      const keys = await Promise.all([data, vault].map(({ url }) => withClient(url, (client) => client.keys('*'))));
      expect(keys.map((names) => names.filter((name) => name.startsWith('guichet:keys:')).length)).toEqual([0, 4]);
      expect(keys[1]).toHaveLength(4);
      await vault.kill();
      expect(await wholeTurn(store, { conversation: 'messenger:a', eventId: 'e2', state: { turns: 2 } })).toEqual({ turns: 1 });
      const claim = await takeAndClaim(store, 'e1', 'messenger:new');
      await expect(store.conversations.commit(claim, turn({}))).rejects.toMatchObject({ code: 'store_unavailable' });
      await expect(store.conversations.forget('messenger:a')).rejects.toMatchObject({ code: 'store_unavailable' });
      expect(await store.conversations.readState('messenger:a')).toEqual({ turns: 2 });
    } finally {
      await store.close();
      await Promise.all([data.stop(), vault.stop()]);
    }
  });

  test('takes a destroyed key out of the append-only file, too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guichet-aof-'));
    const logged = async (): Promise<Buffer> => {
      const names = await readdir(join(folder, 'appendonlydir'));
      return Buffer.concat(
        await Promise.all(names.map((name) => readFile(join(folder, 'appendonlydir', name)).catch(() => Buffer.alloc(0)))),
      );
    };
    await withServer({ appendOnly: true, args: ['--dir', folder, '--appendfsync', 'always'] }, async (store, { url, prefix }) => {
      await wholeTurn(store, { conversation: 'messenger:a', eventId: 'e1', state: { turns: 1 } });
      const name = digestOf('messenger:a');
      const wrapped = await withClient(url, (client) => client.hgetBuffer(vaultBucket(prefix, name), name));
      expect(wrapped).toHaveLength(64);
      expect((await logged()).includes(wrapped ?? '')).toBe(true);
      await store.conversations.forget('messenger:a');
      await store.scrub();
      await until(async () => ((await logged()).includes(wrapped ?? '') ? undefined : true));
      expect((await logged()).includes(name)).toBe(false);
    });
    await rm(folder, { recursive: true, force: true });
  });

  test('answers no command once it is closed, and closing twice is harmless', async () => {
    await withServer({}, async (store) => {
      await store.ping();
      await store.close();
      await store.close();
      await expect(store.ping()).rejects.toMatchObject({ code: 'store_unavailable' });
    });
  });
});

const times = { ...defaultStoreTimes, leaseMs: 3_000 };

async function withServer(options: TestRedisOptions, use: (store: Store, server: TestRedis) => Promise<void>): Promise<void> {
  const server = await startRedis({ args: [], ...options });
  const store = createRedisStore({ url: server.url, prefix: server.prefix, envelopeFor: envelopeUnder([randomBytes(32)]), times });
  try {
    await use(store, server);
  } finally {
    await store.close();
    await server.stop();
  }
}
