import { counterTraffic } from './counter-traffic.ts';
import type { Figures } from './figures.ts';
import { median } from './quantile.ts';
import type { Sizes } from './sizes.ts';
import { measureClosed, type TurnCost, withStand } from './stand.ts';

/** One process and two on the same Redis; each message goes to the other process than the one before. */
export async function measureProcesses({ rounds, turns }: Sizes): Promise<Figures> {
  const one: TurnCost[] = [];
  const two: TurnCost[] = [];
  const measure = (processes: number): Promise<TurnCost> =>
    withStand({ system: 'guichet-counter', processes }, (stand) =>
      measureClosed(stand, { ...counterTraffic, lanes: 64, warmUp: turns * processes, turns }),
    );
  for (let round = 0; round < rounds; round += 1) {
    one.push(await measure(1));
    two.push(await measure(2));
  }
  const ratio = (figure: 'perSecond' | 'cpuMs'): number =>
    median(two.map((cost) => cost[figure])) / median(one.map((cost) => cost[figure]));
  return { 'processes.ratio2to1': ratio('perSecond'), 'processes.cpuRatio2to1': 2 / ratio('cpuMs') };
}
