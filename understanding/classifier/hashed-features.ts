/** Hashes of what a sentence is made of and how often each occurs, in two blocks that weigh the same. */
export interface HashedFeatures {
  /** Words and pairs of neighbouring words. */
  readonly words: HashCounts;
  /** Runs of 2 to 5 characters inside words, word borders included: they survive typing errors and endings. */
  readonly grams: HashCounts;
}

export type HashCounts = ReadonlyMap<number, number>;

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;
const wordSalt = 1;
const pairSalt = 2;
const gramSalt = 3;
const longestGram = 5;

/** FNV-1a to 32 bits: no table of strings has to be kept, and collisions among some ten thousand features are rare. */
function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  return hash >>> 0;
}

function salted(salt: number): number {
  return Math.imul(offsetBasis ^ salt, prime);
}

/** The features of a tokenised sentence. */
export function hashFeatures(tokens: readonly string[]): HashedFeatures {
  const words = new Map<number, number>();
  const grams = new Map<number, number>();
  let previous = '^';
  for (const token of tokens) {
    increase(words, hashText(token, salted(wordSalt)));
    increase(words, hashText(token, hashText(`${previous} `, salted(pairSalt))));
    addGrams(`<${token}>`, grams);
    previous = token;
  }
  return { words, grams };
}

function addGrams(word: string, grams: Map<number, number>): void {
  for (let start = 0; start < word.length - 1; start += 1) {
    let hash = salted(gramSalt);
    const end = Math.min(word.length, start + longestGram);
    for (let index = start; index < end; index += 1) {
      hash = Math.imul(hash ^ word.charCodeAt(index), prime);
      if (index > start) increase(grams, hash >>> 0);
    }
  }
}

function increase(counts: Map<number, number>, hash: number): void {
  counts.set(hash, (counts.get(hash) ?? 0) + 1);
}
