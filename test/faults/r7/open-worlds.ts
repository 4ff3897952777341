import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envelopeUnder } from '../../../store/envelope.ts';
import { defaultStoreTimes, type Store } from '../../../store/port.ts';
import { createRedisStore } from '../../../store/redis/redis-store.ts';
import { createSqliteStore } from '../../../store/sqlite/sqlite-store.ts';
import { startRedis } from '../../support/redis-server.ts';
import type { World } from './play-history.ts';
import { startProcess } from './processes.ts';
import { createWitness } from './witness.ts';

/** Longer than the minutes that pass at once in a history: no process dies here, so no lease may run out. */
const leaseMs = 3_600_000;
const times = { ...defaultStoreTimes, leaseMs };
const envelopeFor = envelopeUnder([Buffer.alloc(32, 7)]);

type OpenWorld = World & { close(): Promise<void> };

interface Stores {
  readonly stores: readonly [Store, Store];
  advance(ms: number): void;
  remove(): Promise<void>;
}

function openWorld({ stores, advance, remove }: Stores): OpenWorld {
  const witness = createWitness();
  const [first, second] = [startProcess({ store: stores[0], witness, leaseMs }), startProcess({ store: stores[1], witness, leaseMs })];
  return {
    first,
    second,
    witness,
    advance,
    async close() {
      await Promise.all([first.drain(), second.drain()]);
      await Promise.all(stores.map((store) => store.close()));
      await remove();
    },
  };
}

/** Two processes on one SQLite file, whose time the test lets go on. */
export async function openSqliteWorld(): Promise<OpenWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-r7-'));
  let nowMs = Date.parse('2026-11-17T12:00:00Z');
  const open = (): Store => createSqliteStore({ file: join(folder, 'guichet.db'), envelopeFor, times, now: () => new Date(nowMs) });
  return openWorld({
    stores: [open(), open()],
    advance: (ms) => void (nowMs += ms),
    remove: () => rm(folder, { recursive: true, force: true }),
  });
}

/** Two processes on one Redis. Its time is its own: what is late comes after everything else, not a day later. */
export async function openRedisWorld(): Promise<OpenWorld> {
  const redis = await startRedis();
  const open = (): Store => createRedisStore({ url: redis.url, prefix: redis.prefix, envelopeFor, times });
  return openWorld({ stores: [open(), open()], advance: () => undefined, remove: () => redis.stop() });
}
