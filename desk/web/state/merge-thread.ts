import type { ThreadEntry } from '../../api/thread.ts';

/** Entries by their number, each once, the latest word on each. */
export function mergeEntries(known: readonly ThreadEntry[], added: readonly ThreadEntry[]): ThreadEntry[] {
  const byNumber = new Map([...known, ...added].map((entry) => [entry.number, entry]));
  return [...byNumber.values()].sort((one, other) => one.number - other.number);
}

/** Whether something between is missing: numbers have no gaps, so one in them means that the thread has to be loaded again. */
export function hasGap(known: readonly ThreadEntry[], added: readonly ThreadEntry[]): boolean {
  const last = known.at(-1)?.number;
  const first = added[0]?.number;
  return last !== undefined && first !== undefined && first > last + 1;
}
