import { startRedisCluster } from '../test/support/redis-cluster.ts';
import { counterTraffic } from './counter-traffic.ts';
import type { Figures } from './figures.ts';
import { median } from './quantile.ts';
import type { Sizes } from './sizes.ts';
import { type BenchRedis, measureClosed, startBenchRedis, type TurnCost, withStand } from './stand.ts';

/** Three masters, and the replicas that stand in for them. */
async function startBenchCluster(): Promise<BenchRedis> {
  const { url, masters, stop } = await startRedisCluster();
  return { url, servers: (await masters()).map(({ port }) => `redis://127.0.0.1:${port}`), stop };
}

/** One process of Guichet on one Redis, and on a cluster of three masters: the same work, spread by conversation. */
export async function measureCluster({ rounds, turns }: Sizes): Promise<Figures> {
  const [one, cluster] = [await startBenchRedis(), await startBenchCluster()];
  const costs: Record<'one' | 'cluster', TurnCost[]> = { one: [], cluster: [] };
  const measure = (redis: BenchRedis): Promise<TurnCost> =>
    withStand({ system: 'guichet-counter', redis }, (stand) => measureClosed(stand, { ...counterTraffic, warmUp: turns, turns }));
  try {
    for (let round = 0; round < rounds; round += 1) {
      costs.one.push(await measure(one));
      costs.cluster.push(await measure(cluster));
    }
  } finally {
    await one.stop();
    await cluster.stop();
  }
  const middle = (which: 'one' | 'cluster', figure: 'perSecond' | 'cpuMs' | 'redisRoundTrips'): number =>
    median(costs[which].map((cost) => cost[figure]));
  return {
    'cluster.ratio': middle('cluster', 'perSecond') / middle('one', 'perSecond'),
    'cluster.cpuMs': middle('cluster', 'cpuMs'),
    'cluster.cpuRatio': middle('one', 'cpuMs') / middle('cluster', 'cpuMs'),
    'cluster.redisRoundTrips': middle('cluster', 'redisRoundTrips'),
  };
}
