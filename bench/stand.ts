import { setTimeout as wait } from 'node:timers/promises';
import { startRedis } from '../test/support/redis-server.ts';
import { type DriveOptions, driveClosed } from './drive.ts';
import { type GraphSink, startGraphSink } from './graph-sink.ts';
import { keeperPath } from './keeper-path.ts';
import { combine, type RedisUse, type RedisWatch, watchRedis } from './redis-use.ts';
import { type Subject, startSubject } from './subject.ts';

/** The systems of `bench/subjects/` that take messages. */
export type System = 'bare-floor' | 'guichet-counter' | 'plain-botbuilder' | 'guichet-bank';

/** A Redis, or a cluster, for one measurement. */
export interface BenchRedis {
  /** As the system is told. */
  readonly url: string;
  /** Each server by itself. */
  readonly servers: readonly string[];
  stop(): Promise<void>;
}

export interface Stand {
  readonly subjects: readonly Subject[];
  readonly sink: GraphSink;
  readonly redis: RedisWatch;
  /** To drive the system with. */
  readonly driving: Pick<DriveOptions, 'urls' | 'appSecret' | 'sink'>;
}

export interface StandOptions {
  readonly system: System;
  readonly environment?: Readonly<Record<string, string>>;
  /** How many processes of the system, each on a core of its own as far as there are any. */
  readonly processes?: number;
  /** One that is there already; otherwise a new one, for this measurement only. */
  readonly redis?: BenchRedis;
}

const appSecret = 'bench';

/** Starts a Redis of its own for a measurement. */
export async function startBenchRedis(): Promise<BenchRedis> {
  const { url, stop } = await startRedis({ args: [] });
  return { url, servers: [url], stop };
}

/** A Graph API and one system on a Redis, for the time of `work`. */
export async function withStand<Result>(options: StandOptions, work: (stand: Stand) => Promise<Result>): Promise<Result> {
  const { system, environment: own = {}, processes = 1 } = options;
  const redis = options.redis ?? (await startBenchRedis());
  const watch = watchRedis(redis.servers);
  const sink = await startGraphSink();
  const environment = {
    REDIS_URL: redis.url,
    GRAPH_API_URL: sink.url,
    MESSENGER_APP_SECRET: appSecret,
    MESSENGER_PAGE_TOKEN: 'bench',
    ...own,
  };
  const subjects: Subject[] = [];
  try {
    for (let core = 0; core < processes; core += 1)
      subjects.push(await startSubject({ file: `bench/subjects/${system}.ts`, environment, core }));
    const urls = subjects.map(({ url }) => url);
    return await work({ subjects, sink, redis: watch, driving: { urls, appSecret, sink } });
  } finally {
    for (const subject of subjects) await subject.stop();
    watch.close();
    await sink.close();
    if (!options.redis) await redis.stop();
  }
}

/** What one turn costs; times in milliseconds. */
export interface TurnCost {
  readonly perSecond: number;
  /** Processor time of the system. */
  readonly cpuMs: number;
  /** Processor time of Redis. */
  readonly redisCpuMs: number;
  /** Time inside of Redis. */
  readonly redisMs: number;
  readonly redisRoundTrips: number;
  readonly turnMs: readonly number[];
  /** Resident memory of all processes together afterwards, in bytes. */
  readonly memory: number;
}

/** What the keepers of the ledger ask Redis belongs to no turn; only the counter has one. */
async function keeperScripts(subjects: readonly Subject[]): Promise<number> {
  const counts = await Promise.all(
    subjects.map(async ({ url }) => {
      const answer = await fetch(`${url}${keeperPath}`);
      return answer.status === 200 ? Number(await answer.text()) : 0;
    }),
  );
  return counts.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0);
}

/** A turn goes on after its answer has left: looks once nothing moves any more. */
async function settled({ redis, subjects }: Stand): Promise<RedisUse> {
  const look = async (): Promise<RedisUse> => {
    const use = await redis.use();
    return { ...use, roundTrips: use.roundTrips - (await keeperScripts(subjects)) };
  };
  for (let last = await look(); ; ) {
    await wait(50);
    const now = await look();
    if (now.roundTrips === last.roundTrips) return now;
    last = now;
  }
}

function total(subjects: readonly Subject[], figure: 'cpuMs' | 'memory'): number {
  return subjects.reduce((sum, subject) => sum + subject[figure](), 0);
}

export interface ClosedOptions extends Pick<DriveOptions, 'says' | 'psidOf'> {
  readonly lanes: number;
  readonly warmUp: number;
  readonly turns: number;
}

/** Closed loop, after warming up. */
export async function measureClosed(stand: Stand, { says, psidOf, lanes, warmUp, turns }: ClosedOptions): Promise<TurnCost> {
  const { subjects, driving } = stand;
  await driveClosed({ ...driving, says, psidOf }, { lanes, turns: warmUp });
  const before = await settled(stand);
  const cpuBefore = total(subjects, 'cpuMs');
  const { seconds, turnMs } = await driveClosed({ ...driving, says, psidOf: (serial) => psidOf(warmUp + serial) }, { lanes, turns });
  const used = combine(await settled(stand), before, -1);
  return {
    perSecond: turns / seconds,
    cpuMs: (total(subjects, 'cpuMs') - cpuBefore) / turns,
    redisCpuMs: used.cpuMs / turns,
    redisMs: used.commandMs / turns,
    redisRoundTrips: used.roundTrips / turns,
    turnMs,
    memory: total(subjects, 'memory'),
  };
}
