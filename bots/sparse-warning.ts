/** How rarely, and by which clock. */
export interface SparseWarningTimes {
  readonly everyMs?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks?: () => number;
}

const oneMinuteMs = 60_000;

/**
 * For what a stranger can bring about as often as he likes: the first time is told at once, what follows within a minute is told
 * together with the next one after it.
 * @param warn called with how many times it has happened since it was last called.
 */
export function createSparseWarning(
  warn: (times: number) => void,
  { everyMs = oneMinuteMs, ticks = () => performance.now() }: SparseWarningTimes = {},
): () => void {
  let times = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  return () => {
    times += 1;
    if (ticks() - lastAt < everyMs) return;
    lastAt = ticks();
    warn(times);
    times = 0;
  };
}
