import { setTimeout as wait } from 'node:timers/promises';
import { startRedis } from '../test/support/redis-server.ts';
import { driveClosed, driveOpen, quantile } from './drive.ts';
import { type GraphSink, startGraphSink } from './graph-sink.ts';
import { watchRedis } from './redis-counts.ts';
import { type Subject, startSubject } from './subject.ts';

/** What one turn of one system costs, on one core. */
interface TurnCost {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly roundTrips: number;
}

interface Stand {
  readonly subject: Subject;
  readonly sink: GraphSink;
  roundTrips(): Promise<number>;
}

export interface TurnCostOptions {
  /** Each system is measured this often, in turn; the median counts. */
  readonly rounds: number;
  readonly turns: number;
  readonly openSeconds: number;
}

const appSecret = 'bench';
const lanes = 32;
const texts = ['hello'];

/** A fresh Redis, a Graph API and one system, for the time of `work`. */
async function withSubject<Result>(name: string, work: (stand: Stand) => Promise<Result>): Promise<Result> {
  const redis = await startRedis({ args: [] });
  const counts = watchRedis(redis.url);
  const sink = await startGraphSink();
  const environment = { REDIS_URL: redis.url, GRAPH_API_URL: sink.url, MESSENGER_APP_SECRET: appSecret, MESSENGER_PAGE_TOKEN: 'bench' };
  const subject = await startSubject({ file: `bench/subjects/${name}.ts`, environment });
  try {
    return await work({ subject, sink, roundTrips: () => counts.roundTrips() });
  } finally {
    await subject.stop();
    counts.close();
    await sink.close();
    await redis.stop();
  }
}

/** A turn goes on after its answer has left: counts once nothing moves any more. */
async function settled(count: () => Promise<number>): Promise<number> {
  for (let last = await count(); ; ) {
    await wait(50);
    const now = await count();
    if (now === last) return now;
    last = now;
  }
}

async function measureClosed({ subject, sink, roundTrips }: Stand, turns: number): Promise<TurnCost> {
  const options = { url: subject.url, appSecret, sink, texts };
  await driveClosed({ ...options, firstPsid: 1_000 }, { lanes, turns: Math.ceil(turns / 3) });
  const before = { cpu: subject.cpuMs(), trips: await settled(roundTrips) };
  const { seconds } = await driveClosed({ ...options, firstPsid: 2_000 }, { lanes, turns });
  return {
    perSecond: turns / seconds,
    cpuMs: (subject.cpuMs() - before.cpu) / turns,
    roundTrips: ((await settled(roundTrips)) - before.trips) / turns,
  };
}

const systems = ['bare-floor', 'guichet-counter', 'plain-botbuilder'] as const;

/** Throughput side by side, and latency at a fixed arrival rate of 200 messages a second. */
export async function measureTurns({ rounds, turns, openSeconds }: TurnCostOptions): Promise<Readonly<Record<string, number>>> {
  const costs = new Map<string, TurnCost[]>(systems.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of systems) costs.get(name)?.push(await withSubject(name, (stand) => measureClosed(stand, turns)));
  }
  const median = (name: (typeof systems)[number], figure: keyof TurnCost): number =>
    quantile(
      (costs.get(name) ?? []).map((cost) => cost[figure]),
      0.5,
    );
  const open = await withSubject('guichet-counter', async ({ subject, sink }) => {
    const options = { url: subject.url, appSecret, sink, texts, firstPsid: 1_000 };
    await driveClosed(options, { lanes, turns: 1_000 });
    return driveOpen({ ...options, firstPsid: 100_000 }, { perSecond: 200, seconds: openSeconds });
  });
  const floor = median('bare-floor', 'perSecond');
  return {
    'bare.turnsPerSecond': floor,
    'turn.perSecond': median('guichet-counter', 'perSecond'),
    'turn.ratioToBare': median('guichet-counter', 'perSecond') / floor,
    'botbuilder.ratioToBare': median('plain-botbuilder', 'perSecond') / floor,
    'turn.cpuMs': median('guichet-counter', 'cpuMs'),
    'bare.cpuMs': median('bare-floor', 'cpuMs'),
    'turn.redisRoundTrips': median('guichet-counter', 'roundTrips'),
    'turn.p50Ms': quantile(open.turnMs, 0.5),
    'turn.p99Ms': quantile(open.turnMs, 0.99),
    'ack.p50Ms': quantile(open.ackMs, 0.5),
    'ack.p99Ms': quantile(open.ackMs, 0.99),
  };
}
