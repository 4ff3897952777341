import { LRUCache } from 'lru-cache';

/** How long sending may fail on one thing while the channel works for others. */
export const longestTroubleMs = 10 * 60_000;
/** More than ever are in trouble at a time; beyond it the oldest begin anew. */
const mostKept = 1_000;

/** Keeps what always fails from blocking its conversation for ever. Each process has its own. */
export interface Patience {
  /** One more round in vain; true where it has lasted too long, or where these are as many rounds as it may have. */
  isOver(id: string, mostRounds?: number): boolean;
  /** It is settled. */
  forget(id: string): void;
}

/** @param ticks milliseconds of a clock that never goes back. */
export function createPatience(ticks: () => number): Patience {
  const troubles = new LRUCache<string, { readonly since: number; readonly rounds: number }>({ max: mostKept });
  return {
    isOver(id, mostRounds = Number.POSITIVE_INFINITY) {
      const { since, rounds } = troubles.get(id) ?? { since: ticks(), rounds: 0 };
      troubles.set(id, { since, rounds: rounds + 1 });
      return ticks() - since >= longestTroubleMs || rounds + 1 >= mostRounds;
    },
    forget: (id) => void troubles.delete(id),
  };
}
