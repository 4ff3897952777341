/** How long Meta may fail on one reply while the Page works for others. */
export const longestTroubleMs = 10 * 60_000;
/** More than ever are in trouble at a time; beyond it the oldest begin anew. */
const mostKept = 1_000;

/** Keeps one reply that Meta always fails on from blocking its conversation for ever. Each process has its own. */
export interface Patience {
  /** One more round of sendings in vain; true where it has lasted too long. */
  isOver(sendId: string): boolean;
  /** It is settled. */
  forget(sendId: string): void;
}

/** @param ticks milliseconds of a clock that never goes back. */
export function createPatience(ticks: () => number): Patience {
  const since = new Map<string, number>();
  return {
    isOver(sendId) {
      const begun = since.get(sendId) ?? ticks();
      since.set(sendId, begun);
      const [oldest] = since.keys();
      if (since.size > mostKept && oldest !== undefined) since.delete(oldest);
      return ticks() - begun >= longestTroubleMs;
    },
    forget: (sendId) => void since.delete(sendId),
  };
}
