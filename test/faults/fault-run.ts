import { quantile } from '../../bench/quantile.ts';
import type { RunReport, Trial } from '../support/run-all.ts';
import type { Verdict } from './check-history.ts';
import type { Outcome, System } from './harness/system.ts';

/** One fault test: a trial that needs redis-server, and says what it needs beside it. */
export type FaultRun = Trial;
export type { RunReport } from '../support/run-all.ts';

/** A quantile for a report: rounded, and 0 where there was nothing to measure. */
export function roundedQuantile(values: readonly number[], share: number): number {
  return values.length === 0 ? 0 : Math.round(quantile(values, share));
}

/** A verdict of the checker as a report: its counts among the figures. */
export function toReport(verdict: Verdict, figures: RunReport['figures'], further: readonly string[] = []): RunReport {
  return {
    figures: { ...verdict.counts, ...figures },
    violations: [...further, ...verdict.violations.map(({ invariant, what }) => `${invariant}: ${what}`)],
  };
}

/**
 * How long it took, in ms, until another worker began with what a worker that died had under way. Where the next thing that begins in
 * the conversation is another event, the dead worker had finished its own and only not written it down: nothing was left to take over.
 */
export function takeoverMs(history: Outcome['history']): number[] {
  const open = new Map<string, { worker: string; fence: number; name: string }>();
  const orphaned = new Map<string, { at: number; fence: number; name: string }>();
  const took: number[] = [];
  for (const happening of history) {
    if (happening.kind === 'begun') {
      const orphan = orphaned.get(happening.psid);
      if (orphan && happening.fence > orphan.fence) {
        if (happening.name === orphan.name) took.push(happening.at - orphan.at);
        orphaned.delete(happening.psid);
      }
      open.set(happening.psid, { worker: happening.worker, fence: happening.fence, name: happening.name });
    }
    if (happening.kind === 'ended' && open.get(happening.psid)?.fence === happening.fence) open.delete(happening.psid);
    if (happening.kind !== 'fault' || happening.what !== 'died') continue;
    for (const [psid, { worker, fence, name }] of open) {
      if (worker !== happening.worker) continue;
      orphaned.set(psid, { at: happening.at, fence, name });
      open.delete(psid);
    }
  }
  return took;
}

/** Starts a system, uses it, and ends it whatever happened. */
export async function withSystem<Result>(start: Promise<System>, use: (system: System) => Promise<Result>): Promise<Result> {
  const system = await start;
  try {
    return await use(system);
  } finally {
    await system.close();
  }
}

/** Events go on, in handfuls of one for each customer, until the work is done. */
export async function whileLoaded(
  { generator }: System,
  load: { readonly perSecond: number; readonly customers: number },
  work: () => Promise<void>,
): Promise<void> {
  const over = new AbortController();
  const sending = (async () => {
    while (!over.signal.aborted) await generator.run({ count: load.customers, ...load });
  })();
  await work();
  over.abort();
  await sending;
}
