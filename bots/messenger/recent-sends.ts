import { LRUCache } from 'lru-cache';

/** What this process knows of a sending: it has left, or it may have left. */
export type Fate = 'sent' | 'in_doubt';

/** The latest sendings of this process. */
export interface RecentSends {
  note(sendId: string, fate: Fate): void;
  fateOf(sendId: string): Fate | undefined;
}

/** Enough for every conversation that a process holds, many times over. */
const most = 10_000;

/**
 * Remembers what became of the latest sendings, for replies that come back from the outbox to the process that sent them: because
 * the store was away when it wanted to note that they had left, or because sending had to rest before their echo came.
 */
export function createRecentSends(): RecentSends {
  const fates = new LRUCache<string, Fate>({ max: most });
  return {
    note: (sendId, fate) => void fates.set(sendId, fate),
    fateOf: (sendId) => fates.get(sendId),
  };
}
