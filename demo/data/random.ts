/** A small stream of pseudo-random numbers that depends on nothing but the keys it was made from. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer, both bounds included. */
  int(min: number, max: number): number;
  /** One of the list. @throws RangeError when the list is empty. */
  pick<T>(list: readonly T[]): T;
}

/** Folds numbers into one unsigned 32-bit hash; neighbouring keys give unrelated hashes. */
export function hashNumbers(keys: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const key of keys) {
    hash = Math.imul(hash ^ (key | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** Hashes a text into an unsigned 32-bit number (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The stream of numbers that belongs to the keys: the same keys always give the same stream. */
export function createRandom(keys: readonly number[]): Random {
  let state = hashNumbers(keys);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    pick: (list) => {
      const chosen = list[int(0, list.length - 1)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
  };
}
