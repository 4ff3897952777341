import { setTimeout as wait } from 'node:timers/promises';
import type { LineFault } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { type FaultRun, roundedQuantile, toReport, whileLoaded, withSystem } from '../fault-run.ts';
import { type System, startSystem } from '../harness/system.ts';
import { type Happening, monotonicMs } from '../history.ts';

const forms = {
  short: { holdsMs: [1_200], perSecond: 40, customers: 40 },
  long: { holdsMs: [1_000, 2_000, 5_000, 12_000, 30_000], perSecond: 60, customers: 200 },
};

const faults: readonly LineFault[] = [{ kind: 'blackhole' }, { kind: 'half-open' }, { kind: 'slices' }, { kind: 'latency', ms: 500 }];
const lines = ['redis', 'bank', 'graph'] as const;

/** A line that was broken, and when it was whole again. */
interface Partition {
  readonly line: (typeof lines)[number];
  readonly healedAt: number;
}

/** Until a customer is answered again, whoever it is. */
async function answered(system: System): Promise<void> {
  const before = system.replied().size;
  await until(async () => system.replied().size > before || undefined);
}

/** For each partition, how long it took from its end until the first message arrived at a customer, in ms. */
function progressMs(history: readonly Happening[], partitions: readonly Partition[]): number[] {
  const arrived = history.flatMap(({ kind, at }) => (kind === 'delivered' ? [at] : []));
  return partitions.map(({ healedAt }) => (arrived.find((at) => at >= healedAt) ?? Number.POSITIVE_INFINITY) - healedAt);
}

/** R5: the lines between worker and Redis, bank and Graph API break in every way, one after the other, under load. */
export const partitions: FaultRun = {
  id: 'R5',
  title: 'partitions worker-Redis, worker-bank, worker-Graph API: black hole, half-open, byte by byte, +500 ms',
  goal: 'I1-I3: 0 violations; progress <= 15 s after healing; no write executed twice',
  async run(form) {
    const { holdsMs, perSecond, customers } = forms[form];
    return withSystem(startSystem({ leaseMs: 5_000, callTimeoutMs: 5_000 }), async (system) => {
      const broken: Partition[] = [];
      await whileLoaded(system, { perSecond, customers }, async () => {
        for (const holdMs of holdsMs)
          for (const fault of faults)
            for (const line of lines) {
              system.recorder.tell({ kind: 'fault', what: `${line} ${fault.kind}` });
              system.lines[line].fault(fault);
              await wait(holdMs);
              system.lines[line].fault({ kind: 'none' });
              broken.push({ line, healedAt: monotonicMs() });
              await answered(system);
            }
      });
      const verdict = await system.conclude({ customers, mostDuplicates: broken.length });
      const progress = progressMs(verdict.history, broken);
      return toReport(verdict, {
        partitions: broken.length,
        'progress p50 ms': roundedQuantile(progress, 0.5),
        'progress most ms': roundedQuantile(progress, 1),
        'answered 503': system.generator.refusals.get(503) ?? 0,
        'worker crashes': system.fleet.deaths,
      });
    });
  },
};
