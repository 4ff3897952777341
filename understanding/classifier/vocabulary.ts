/** The features there are, numbered from 0. */
export interface Vocabulary {
  readonly size: number;
  /** Number of the feature with this hash; -1 where it is not known. */
  idOf(hash: number): number;
  /** The hashes in the order of their numbers. */
  readonly hashes: Uint32Array;
}

/** A table with open addressing: half empty, so that what is not in it is found out in one or two steps. */
export function createVocabulary(hashes: Uint32Array): Vocabulary {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(hashes.length, 1) * 2));
  const mask = slots - 1;
  const ids = new Int32Array(slots).fill(-1);
  const keys = new Uint32Array(slots);
  const slotOf = (hash: number): number => {
    let slot = (hash ^ (hash >>> 16)) & mask;
    while (ids[slot] !== -1 && keys[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  };
  hashes.forEach((hash, id) => {
    const slot = slotOf(hash);
    ids[slot] = id;
    keys[slot] = hash;
  });
  return { size: hashes.length, hashes, idOf: (hash) => ids[slotOf(hash)] ?? -1 };
}
