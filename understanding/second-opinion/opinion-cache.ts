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
  const kept = new Map<string, { readonly opinion: Opinion; readonly until: number }>();
  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined || found.until <= now().getTime()) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.opinion;
    },
    put(key, opinion) {
      kept.delete(key);
      kept.set(key, { opinion, until: now().getTime() + lifeMs });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    },
  };
}
