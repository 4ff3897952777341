import { setTimeout as wait } from 'node:timers/promises';
import { type FaultRun, roundedQuantile, toReport, withSystem } from '../fault-run.ts';
import type { System } from '../harness/system.ts';
import { startSystem } from '../harness/system.ts';
import { type Happening, monotonicMs } from '../history.ts';

const forms = {
  short: { kills: 3, events: 900, perSecond: 100, customers: 100 },
  long: { kills: 50, events: 30_000, perSecond: 150, customers: 1_000 },
};

/** How long Redis is away, beside the time it needs to start. */
const awayMs = 300;

interface Outage {
  readonly from: number;
  /** When Redis took connections again. */
  readonly until: number;
}

async function killRedis({ redis, recorder }: System): Promise<Outage> {
  if (!redis) throw new TypeError('this needs a Redis of its own');
  await redis.kill();
  const from = monotonicMs();
  recorder.tell({ kind: 'fault', what: 'redis killed' });
  await wait(awayMs);
  await redis.restart();
  recorder.tell({ kind: 'fault', what: 'redis restarted' });
  return { from, until: monotonicMs() };
}

/** For each outage, how long it took until an event was answered with 200 again, in ms; and what was while nothing could be journaled. */
function readOutages(history: readonly Happening[], outages: readonly Outage[]): { readonly ms: number[]; readonly untrue: string[] } {
  const sentAt = new Map<string, number>();
  const ms = new Map<Outage, number>();
  const untrue: string[] = [];
  for (const happening of history) {
    if (happening.kind === 'sent') sentAt.set(happening.name, happening.at);
    if (happening.kind !== 'answered' || happening.status !== 200) continue;
    const sent = sentAt.get(happening.name) ?? 0;
    const current = outages.findLast(({ from }) => sent > from);
    if (!current) continue;
    if (happening.at < current.until - awayMs && happening.at > current.from && happening.at < current.from + awayMs)
      untrue.push(`I1: ${happening.name} was answered with 200 while Redis was away`);
    if (!ms.has(current)) ms.set(current, happening.at - current.from);
  }
  return { ms: [...ms.values()], untrue };
}

/** R2: Redis is killed without warning and started again on what it has written, under load. */
export const redisKills: FaultRun = {
  id: 'R2',
  title: 'SIGKILL of Redis (append-only file, fsync every second) under load',
  goal: '0 acknowledged events lost; outage per kill <= 3 s; never 200 while Redis is away',
  async run(form) {
    const { kills, events, perSecond, customers } = forms[form];
    return withSystem(startSystem({ leaseMs: form === 'short' ? 2_000 : 5_000 }), async (system) => {
      const begun = performance.now();
      const load = system.generator.run({ count: events, perSecond, customers });
      const everyMs = (events * 1_000) / perSecond / (kills + 1);
      const outages: Outage[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        await wait(Math.max(0, begun + (kill + 1) * everyMs - performance.now()));
        outages.push(await killRedis(system));
      }
      await load;
      const verdict = await system.conclude({ customers, mostDuplicates: kills * 2 });
      const { ms, untrue } = readOutages(verdict.history, outages);
      const refusals = system.generator.refusals;
      const figures = {
        kills,
        'outage p50 ms': roundedQuantile(ms, 0.5),
        'outage most ms': roundedQuantile(ms, 1),
        'answered 503': refusals.get(503) ?? 0,
        'posts without an answer': refusals.get(0) ?? 0,
        'worker crashes': system.fleet.deaths,
      };
      return toReport(verdict, figures, untrue);
    });
  },
};
