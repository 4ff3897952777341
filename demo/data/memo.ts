import { LRUCache } from 'lru-cache';

/** Keeps the `limit` results of a pure function that were asked for last. */
export function createMemo<T>(limit: number): (key: string, make: () => T) => T {
  const kept = new LRUCache<string, { readonly value: T }>({ max: limit });
  return (key, make) => {
    const known = kept.get(key);
    if (known) return known.value;
    const value = make();
    kept.set(key, { value });
    return value;
  };
}
