import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { envelopeUnder } from '../../store/envelope.ts';
import type { Store } from '../../store/port.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { openRedisUnderTest } from '../contracts/store/redis-under-test.ts';
import { redisAvailable, startRedis, type TestRedis } from './redis-server.ts';

const describeWithRedis = redisAvailable() ? describe : describe.skip;

interface OpenedStore {
  readonly store: Store;
  dispose(): Promise<void>;
}

async function openSqlite(): Promise<OpenedStore> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-effects-'));
  const store = createSqliteStore({ file: join(folder, 'guichet.db'), envelopeFor: envelopeUnder([randomBytes(32)]) });
  return {
    store,
    async dispose() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a suite on each of the two real stores; `open` gives an empty one. */
export function describeOnEachStore(name: string, suite: (open: () => Promise<OpenedStore>) => void): void {
  describe(`${name}, on SQLite`, () => suite(openSqlite));
  describeWithRedis(`${name}, on Redis [needs redis-server]`, () => {
    const servers: TestRedis[] = [];
    beforeAll(async () => {
      servers.push(await startRedis());
    });
    afterAll(() => Promise.all(servers.map((server) => server.stop())));
    suite(async () => {
      const [server] = servers;
      if (!server) throw new Error('Redis was not started');
      return openRedisUnderTest(server);
    });
  });
}
