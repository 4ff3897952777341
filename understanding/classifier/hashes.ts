const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;
const wordSalt = 1;
const pairSalt = 2;
const gramSalt = 3;
const longestGram = 5;

/** What a word is made of, as 32-bit numbers: no table of strings has to be kept, and collisions among some ten thousand features are rare. */
export interface WordHashes {
  readonly word: number;
  /** Runs of 2 to 5 characters, word borders included: they survive typing errors and endings. */
  readonly grams: readonly number[];
}

/** Stands before the first word of a sentence. */
export const sentenceStart: WordHashes = { word: hashOf('^', wordSalt), grams: [] };

/** FNV-1a. */
function hashOf(text: string, salt: number): number {
  let hash = salted(salt);
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  return hash >>> 0;
}

function salted(salt: number): number {
  return Math.imul(offsetBasis ^ salt, prime);
}

export function hashWord(word: string): WordHashes {
  const bordered = `<${word}>`;
  const grams: number[] = [];
  for (let start = 0; start < bordered.length - 1; start += 1) {
    let hash = salted(gramSalt);
    const end = Math.min(bordered.length, start + longestGram);
    for (let index = start; index < end; index += 1) {
      hash = Math.imul(hash ^ bordered.charCodeAt(index), prime);
      if (index > start) grams.push(hash >>> 0);
    }
  }
  return { word: hashOf(word, wordSalt), grams };
}

/** Two words in this order, side by side. */
export function hashPair(first: WordHashes, second: WordHashes): number {
  const mixed = Math.imul(salted(pairSalt) ^ first.word, prime);
  return Math.imul((mixed >>> 15) ^ mixed ^ second.word, prime) >>> 0;
}
