import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { quantile } from '../../../bench/quantile.ts';
import { envelopeUnder } from '../../../store/envelope.ts';
import { defaultStoreTimes, type Store } from '../../../store/port.ts';
import { createRedisStore } from '../../../store/redis/redis-store.ts';
import { startRedis, type TestRedis } from '../../support/redis-server.ts';
import type { FaultRun } from '../fault-run.ts';
import { startProduct } from '../harness/product.ts';
import { rounded, unless } from '../harness/product-run.ts';

const forms = { short: { count: 100_000 }, long: { count: 1_000_000 } };
const atOnce = 128;

const key = Buffer.alloc(32, 7);
/** As much as a conversation remembers: about 1 100 bytes once encrypted. */
const state = { schema: 1, padding: 'x'.repeat(1_000) };

const conversationOf = (number: number): string => `messenger:${String(number).padStart(43, '0')}`;

function openStore(redis: TestRedis): Store {
  // Idle for longer than two days: no event id is remembered any more.
  return createRedisStore({ url: redis.url, envelopeFor: envelopeUnder([key]), times: { ...defaultStoreTimes, dedupeMs: 1_000 } });
}

/** One finished turn of a conversation; answers with how long it took to take the message in and to load the state. */
async function turn({ conversations }: Store, conversation: string, eventId: string): Promise<number> {
  const begun = performance.now();
  const taken = await conversations.takeIn({ conversation, eventId, event: { text: eventId } });
  const loadedMs = performance.now() - begun;
  if (taken.outcome !== 'claimed') throw new Error(`not claimed but ${taken.outcome}`);
  await conversations.commit(taken.claim, { state, replies: [] });
  await conversations.finish(taken.claim);
  return loadedMs;
}

async function fill(store: Store, count: number): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) await turn(store, conversationOf(number), `f${number}`);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Loads conversations from all over, one after the other; a thousand of them are measured. */
async function loads(store: Store, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < 2_000; index += 1) times.push(await turn(store, conversationOf((index * 7_919) % count), `l${index}`));
  return times.slice(1_000);
}

/** Of a thousand conversations from all over, how many have no state any more. */
async function countLost({ conversations }: Store, count: number): Promise<number> {
  let lost = 0;
  for (let index = 0; index < 1_000; index += 1) {
    const conversation = conversationOf((index * 7_907) % count);
    const taken = await conversations.takeIn({ conversation, eventId: `k${index}`, event: {} });
    if (taken.outcome !== 'claimed' || taken.claim.state === undefined) lost += 1;
  }
  return lost;
}

/** Once the event ids that have run out are gone. */
async function usedBytes({ url }: TestRedis): Promise<number> {
  const client = new Redis(url);
  try {
    // By itself Redis looks for what has run out ever more seldom, the less of it there is: the last of it would take an hour.
    await client.config('SET', 'active-expire-effort', '10');
    await client.config('SET', 'hz', '100');
    const keys = async (): Promise<number> => client.dbsize();
    for (let before = Number.POSITIVE_INFINITY, now = await keys(); now < before; now = await keys()) {
      before = now;
      await wait(2_000);
    }
    return Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
  } finally {
    client.disconnect();
  }
}

/** From the start of a process to its being ready, in milliseconds: medians, the two in turn, because the machine is not always as fast. */
async function bootMs(redises: readonly [TestRedis, TestRedis]): Promise<readonly [number, number]> {
  const times: readonly [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    for (const [index, redis] of redises.entries()) {
      const product = await startProduct({ redis, environment: { STORE_KEYS: key.toString('base64') } });
      times[index]?.push(product.readyMs);
      await product.stop();
    }
  }
  return [quantile(times[0], 0.5), quantile(times[1], 0.5)];
}

async function startBoth(): Promise<readonly [TestRedis, TestRedis]> {
  return Promise.all([startRedis({ appendOnly: true }), startRedis({ appendOnly: true })]);
}

/** R12: conversations that nobody continues cost memory in Redis and nothing else. */
export const idle: FaultRun = {
  id: 'R12',
  title: 'a million idle conversations (100 000 in the short form)',
  goal: 'Redis <= 1.5 GB (1 500 bytes for each); load p99 <= 5 ms; the start of a process does not depend on them; Redis back within 10 s',
  async run(form) {
    const { count } = forms[form];
    const [empty, redis] = await startBoth();
    const store = openStore(redis);
    try {
      await fill(store, count);
      const bytes = await usedBytes(redis);
      const loadMs = await loads(store, count);
      const [bootWithNone, bootWithAll] = await bootMs([empty, redis]);
      await redis.kill();
      const begun = performance.now();
      await redis.restart();
      const backAfterMs = performance.now() - begun;
      const lost = await countLost(store, count);
      return {
        figures: {
          conversations: count,
          'memory of Redis MB': Math.round(bytes / 1e6),
          'bytes for each': Math.round(bytes / count),
          'taking in and loading p50 ms': rounded(quantile(loadMs, 0.5)),
          'taking in and loading p99 ms': rounded(quantile(loadMs, 0.99)),
          'ready, with none there, ms': Math.round(bootWithNone),
          'ready, with all there, ms': Math.round(bootWithAll),
          'Redis back after a kill s': rounded(backAfterMs / 1_000),
        },
        violations: unless(lost === 0, `${lost} conversations of a thousand had lost their state after the kill`),
      };
    } finally {
      await store.close();
      await Promise.all([redis.stop(), empty.stop()]);
    }
  },
};
