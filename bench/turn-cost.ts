import { counterTraffic } from './counter-traffic.ts';
import { driveOpen } from './drive.ts';
import type { Figures } from './figures.ts';
import { median, quantile } from './quantile.ts';
import type { Sizes } from './sizes.ts';
import { measureClosed, type StandOptions, type TurnCost, withStand } from './stand.ts';

/** Beside each other in each round, so that a machine that is busy for a while is so for all of them. */
const contenders = {
  bare: { system: 'bare-floor' },
  botbuilder: { system: 'plain-botbuilder' },
  turn: { system: 'guichet-counter' },
  signed: { system: 'guichet-counter', environment: { COUNTER_SIGN: 'at-once' } },
} as const satisfies Readonly<Record<string, StandOptions>>;
type Contender = keyof typeof contenders;
const names = ['bare', 'botbuilder', 'turn', 'signed'] as const satisfies readonly Contender[];

/** Throughput and cost in closed loop. */
async function measureCosts({ rounds, warmUp, turns }: Sizes): Promise<Readonly<Record<Contender, readonly TurnCost[]>>> {
  const costs: Record<Contender, TurnCost[]> = { bare: [], botbuilder: [], turn: [], signed: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const name of names)
      costs[name].push(await withStand(contenders[name], (stand) => measureClosed(stand, { ...counterTraffic, warmUp, turns })));
  return costs;
}

/** A turn as Guichet runs, at 200 messages a second, and at half of what it can do. */
async function measureLatency({ turns, openSeconds: seconds }: Sizes, halfLoad: number): Promise<Figures> {
  return withStand(contenders.signed, async ({ driving }) => {
    const options = { ...driving, ...counterTraffic };
    await driveOpen(options, { perSecond: 200, seconds: Math.min(3, turns / 1_000) });
    const fixed = await driveOpen(options, { perSecond: 200, seconds });
    const half = await driveOpen(options, { perSecond: halfLoad, seconds });
    return {
      ...tail('fixed', fixed.turnMs),
      ...tail('ack', fixed.ackMs),
      'half.perSecond': halfLoad,
      ...tail('turn', half.turnMs),
    };
  });
}

function tail(name: string, times: readonly number[]): Figures {
  return { [`${name}.p50Ms`]: quantile(times, 0.5), [`${name}.p99Ms`]: quantile(times, 0.99), [`${name}.p999Ms`]: quantile(times, 0.999) };
}

/** One turn of Guichet beside the bare floor and plain botbuilder, on one core. */
export async function measureTurns(sizes: Sizes): Promise<Figures> {
  const costs = await measureCosts(sizes);
  const middle = (name: Contender, figure: Exclude<keyof TurnCost, 'turnMs'>): number => median(costs[name].map((cost) => cost[figure]));
  const floor = middle('bare', 'perSecond');
  return {
    'bare.turnsPerSecond': floor,
    'bare.cpuMs': middle('bare', 'cpuMs'),
    'botbuilder.ratioToBare': middle('botbuilder', 'perSecond') / floor,
    'botbuilder.cpuMs': middle('botbuilder', 'cpuMs'),
    'turn.perSecond': middle('turn', 'perSecond'),
    'turn.ratioToBare': middle('turn', 'perSecond') / floor,
    'turn.cpuMs': middle('turn', 'cpuMs'),
    'turn.cpuRatioToBare': middle('bare', 'cpuMs') / middle('turn', 'cpuMs'),
    'turn.perSecondWithSign': middle('signed', 'perSecond'),
    'turn.ratioToBareWithSign': middle('signed', 'perSecond') / floor,
    'turn.cpuMsWithSign': middle('signed', 'cpuMs'),
    'turn.redisRoundTrips': middle('turn', 'redisRoundTrips'),
    'turn.redisMs': middle('turn', 'redisMs'),
    'memory.rssMb': middle('signed', 'memory') / 1e6,
    ...(await measureLatency(sizes, middle('signed', 'perSecond') / 2)),
  };
}
