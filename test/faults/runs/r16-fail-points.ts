import { until } from '../../support/until.ts';
import { type FaultRun, takeoverMs, toReport, withSystem } from '../fault-run.ts';
import { startSystem } from '../harness/system.ts';
import { failPoints, moments } from '../subject/fail-points.ts';
import type { FailPoint } from '../subject/settings.ts';

const forms = {
  short: { repeats: 1, perSecond: 60, customers: 40 },
  long: { repeats: 100, perSecond: 100, customers: 200 },
};

/** Every moment of every step, each at another pass each time. */
function allPoints(repeats: number): FailPoint[] {
  const steps = Object.entries(failPoints).flatMap(([part, names]) => names.map((name) => `${part}.${name}`));
  const once = steps.flatMap((step) => moments.map((moment) => ({ step, moment })));
  return Array.from({ length: repeats }, (_unused, round) =>
    once.map((point, index) => ({ ...point, pass: 1 + ((round * 7 + index) % 5) })),
  ).flat();
}

/** R16: one of two workers ends itself at each named point of the way of a message; its successor at the next point. */
export const crashPoints: FaultRun = {
  id: 'R16',
  title: 'a crash at each named fail point',
  goal: 'invariants hold at 100 % of the points',
  async run(form) {
    const { repeats, perSecond, customers } = forms[form];
    const points = allPoints(repeats);
    // The first worker stays whole, so that there is always somebody who takes over.
    const failPoint = (place: number, generation: number): FailPoint | undefined => (place === 1 ? points[generation] : undefined);
    return withSystem(startSystem({ leaseMs: 500, failPoint }), async (system) => {
      const { fleet, generator } = system;
      let sent = 0;
      // In handfuls, until the last of them has ended: a rare step takes its time to be reached.
      while (fleet.deaths < points.length) {
        await generator.run({ count: customers, perSecond, customers });
        sent += customers;
        if (sent > points.length * customers * 20) break;
      }
      await until(async () => fleet.workers.length === 2 || undefined);
      const missed = points.slice(fleet.deaths).map(({ step, moment }) => `the point ${step} ${moment} was not reached`);
      const verdict = await system.conclude({ customers, mostDuplicates: points.length });
      return toReport(verdict, { points: points.length, crashes: fleet.deaths, 'taken over': takeoverMs(verdict.history).length }, missed);
    });
  },
};
