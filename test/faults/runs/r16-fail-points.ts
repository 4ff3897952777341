import { type FaultRun, takeoverMs, toReport, withSystem } from '../fault-run.ts';
import { type System, startSystem } from '../harness/system.ts';
import { failPoints, moments } from '../subject/fail-points.ts';
import type { FailPoint } from '../subject/settings.ts';

const forms = {
  short: { repeats: 1, moments: 1, perSecond: 60, customers: 40 },
  long: { repeats: 20, moments: 3, perSecond: 100, customers: 61 },
};

/** Workers that end themselves; the one before them stays whole, so that there is always somebody who takes over. */
const crashers = [1, 2];
/** After how many handfuls of events a point counts as not reached. */
const patience = 10;
/** Seven, which no number of workers divides: else one kind would come to the same worker each time, and to the others never. */
const whats = ['count', 'two', 'pay', 'count', 'throw', 'pay', 'count'];

/** So many moments of every step, each at another pass each time. */
function allPoints({ repeats, moments: most }: { readonly repeats: number; readonly moments: number }): FailPoint[] {
  const steps = Object.entries(failPoints).flatMap(([part, names]) => names.map((name) => `${part}.${name}`));
  const once = steps.flatMap((step, turn) =>
    moments.map((_unused, index) => ({ step, moment: moments[(turn + index) % moments.length] ?? 'during' })).slice(0, most),
  );
  return Array.from({ length: repeats }, (_unused, round) =>
    once.map((point, index) => ({ ...point, pass: 1 + ((round * 7 + index) % 4) })),
  ).flat();
}

/** The points of each crashing worker, one a generation. */
function deal(points: readonly FailPoint[]): FailPoint[][] {
  return crashers.map((_unused, index) => points.filter((_point, number) => number % crashers.length === index));
}

/** Sends events in handfuls until all points were passed or given up; answers with those that were not reached. */
async function passAll(system: System, dealt: readonly FailPoint[][], { perSecond, customers }: { perSecond: number; customers: number }) {
  const { fleet, generator } = system;
  const missed: string[] = [];
  const waited = new Map<string, number>();
  for (;;) {
    await generator.run({ count: customers, perSecond, customers, whats });
    const now = fleet.workers.map((worker) => ({ worker, place: worker.place, point: dealt[worker.place - 1]?.[worker.generation] }));
    const isOver = now.filter(({ place, point }) => place > 0 && !point).length === crashers.length;
    if (isOver) return missed;
    for (const { worker, point } of now) {
      const times = (waited.get(worker.name) ?? 0) + 1;
      waited.set(worker.name, times);
      if (!point || times < patience) continue;
      missed.push(`${point.step} ${point.moment}`);
      await fleet.kill(worker);
    }
  }
}

/** R16: workers end themselves at each named point of the way of a message, their successors at the next ones. */
export const crashPoints: FaultRun = {
  id: 'R16',
  title: 'a crash at each named fail point',
  goal: 'invariants hold at 100 % of the points',
  async run(form) {
    const { perSecond, customers, ...extent } = forms[form];
    const points = allPoints(extent);
    const dealt = deal(points);
    const failPoint = (place: number, generation: number): FailPoint | undefined => dealt[place - 1]?.[generation];
    const around = { workers: 1 + crashers.length, leaseMs: 1_500, loseBankAnswers: 5 };
    return withSystem(startSystem({ ...around, failPoint }), async (system) => {
      // Turns longer than a third of the lease, so that it is renewed.
      system.lines.bank.fault({ kind: 'latency', ms: 700 });
      const missed = await passAll(system, dealt, { perSecond, customers });
      const rules = { mostDuplicates: points.length, breaking: (what: string) => what === 'throw' };
      const verdict = await system.conclude({ customers, ...rules });
      return toReport(verdict, {
        points: points.length,
        'not reached': missed.length === 0 ? 0 : `${missed.length}: ${[...new Set(missed)].join(', ')}`,
        deaths: system.fleet.deaths,
        'taken over': takeoverMs(verdict.history).length,
      });
    });
  },
};
