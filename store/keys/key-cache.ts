import { LRUCache } from 'lru-cache';
import type { TextKey } from '../text.ts';

/** Keys in the memory of one process: a bounded number, the one used last longest. */
export interface KeyCache {
  get(owner: string): TextKey | undefined;
  /** Loads a key that is not remembered; those who ask while it is being loaded share the answer. */
  load(owner: string, ask: () => Promise<TextKey | undefined>): Promise<TextKey | undefined>;
  /** Loads a key whatever is remembered. */
  renew(owner: string, ask: () => Promise<TextKey>): Promise<TextKey>;
  /** Forgets a key, also one whose loading is under way: it has been destroyed. */
  forget(owner: string): void;
}

/** Customers who write at the same time are far fewer; a key with its name takes less than a kilobyte. */
const mostKeys = 20_000;
/** For so long a process may still read what another one has erased, should somebody put it back from a backup. */
const longestMs = 10 * 60_000;

export function createKeyCache(now: () => Date, most = mostKeys): KeyCache {
  // Asks the clock each time, and counts from when a key was loaded, however often it is used.
  const remembered = new LRUCache<string, TextKey>({ max: most, ttl: longestMs, ttlResolution: 0, perf: { now: () => now().getTime() } });
  const loading = new Map<string, Promise<TextKey | undefined>>();
  /** How often a key was destroyed here: what was asked for before is not remembered. */
  let destroyed = 0;

  async function ask<Loaded extends TextKey | undefined>(owner: string, answer: Promise<Loaded>): Promise<Loaded> {
    const before = destroyed;
    const key = await answer;
    if (key !== undefined && before === destroyed) remembered.set(owner, key);
    return key;
  }

  return {
    get: (owner) => remembered.get(owner),

    load(owner, load) {
      const underWay = loading.get(owner);
      if (underWay !== undefined) return underWay;
      const loaded = ask(owner, load()).finally(() => {
        if (loading.get(owner) === loaded) loading.delete(owner);
      });
      loading.set(owner, loaded);
      return loaded;
    },

    renew: (owner, load) => ask(owner, load()),

    forget(owner) {
      destroyed += 1;
      remembered.delete(owner);
      loading.delete(owner);
    },
  };
}
