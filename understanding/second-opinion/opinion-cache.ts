import { LRUCache } from 'lru-cache';
import type { Opinion } from './opinion-form.ts';

/** Opinions on blind sentences, which many customers share. Nothing of any customer is in it. */
export interface OpinionCache {
  get(key: string): Opinion | undefined;
  put(key: string, opinion: Opinion): void;
}

/** How long an opinion is good. */
const lifeMs = 24 * 3_600_000;
const mostKept = 2_000;

/** Keeps the last ones, in memory. */
export function createOpinionCache(now: () => Date): OpinionCache {
  const kept = new LRUCache<string, Opinion>({ max: mostKept, ttl: lifeMs, ttlResolution: 0, perf: { now: () => now().getTime() } });
  return {
    get: (key) => kept.get(key),
    put: (key, opinion) => void kept.set(key, opinion),
  };
}
