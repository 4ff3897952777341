import { hashPair, hashWord, sentenceStart, type WordHashes } from './hashes.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** A sentence as numbers: `values[i]` belongs to feature `ids[i]`. */
export interface SentenceVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Shares of words, of pairs of words and of character runs that no example contains, 0 to 1: high for what is out of scope. */
  readonly unknown: readonly number[];
}

/** Turns sentences into vectors over the features seen in training: words with their pairs, and runs of characters, in two blocks that weigh the same. */
export interface Vectoriser {
  readonly featureCount: number;
  vectorise(tokens: readonly string[]): SentenceVector;
  readonly knowledge: Knowledge;
}

/** What a vectoriser has learned. */
export interface Knowledge {
  /** Of the features, and after them of what examples have as well and a model has no room for: known, and of no weight. */
  readonly hashes: Uint32Array;
  /** How telling each feature is. */
  readonly weights: Float32Array;
}

/** Weight of the constant feature, which lets a class be rare or frequent. */
const biasValue = 0.3;
/** A set this large can do without what only one of its sentences has: half the model, the same answers. */
const manyRows = 8000;

/**
 * Learns which features exist and how telling each is: idf to the power of a half.
 * @param most how many have a weight; beyond that those have none that the fewest sentences have.
 */
export function learnFeatures(sentences: readonly (readonly string[])[], most = Number.POSITIVE_INFINITY): Knowledge {
  const rowsWith = new Map<number, number>();
  for (const tokens of sentences) for (const hash of new Set(hashesOf(tokens))) rowsWith.set(hash, (rowsWith.get(hash) ?? 0) + 1);
  const fewest = sentences.length > manyRows ? 2 : 1;
  const told = [...rowsWith].filter(([, rows]) => rows >= fewest);
  const ranked = told.length <= most ? told : told.toSorted(([, rows], [, others]) => others - rows);
  return {
    hashes: Uint32Array.from(ranked, ([hash]) => hash),
    weights: Float32Array.from(ranked.slice(0, most), ([, rows]) => Math.sqrt(Math.log(1 + sentences.length / rows))),
  };
}

function hashesOf(tokens: readonly string[]): readonly number[] {
  const words = tokens.map(hashWord);
  return words.flatMap((word, index) => [word.word, hashPair(words[index - 1] ?? sentenceStart, word), ...word.grams]);
}

/** A word whose features have been looked up once. */
interface KnownWord extends WordHashes {
  readonly id: number;
  /** Numbers of its runs of characters; -1 for what is not known. */
  readonly gramIds: Int32Array;
}

export function createVectoriser(knowledge: Knowledge): Vectoriser {
  const vocabulary = createVocabulary(knowledge.hashes);
  const bias = knowledge.weights.length;
  const know = rememberWords(vocabulary);
  const wordBlock = createBlock(knowledge.weights);
  const gramBlock = createBlock(knowledge.weights);
  return {
    knowledge,
    featureCount: bias + 1,
    vectorise: (tokens) => {
      const shares = addWords(tokens.map(know), { vocabulary, wordBlock, gramBlock });
      const size = wordBlock.size() + gramBlock.size();
      const vector = { ids: new Int32Array(size + 1), values: new Float32Array(size + 1), unknown: shares };
      gramBlock.flush(vector, wordBlock.flush(vector, 0));
      vector.ids[size] = bias;
      vector.values[size] = biasValue;
      return vector;
    },
  };
}

/** Only words of the examples are remembered: nothing of what customers write is kept, and nobody can fill the memory. */
function rememberWords(vocabulary: Vocabulary): (word: string) => KnownWord {
  const known = new Map<string, KnownWord>();
  return (word) => {
    const remembered = known.get(word);
    if (remembered) return remembered;
    const hashes = hashWord(word);
    const looked = { ...hashes, id: vocabulary.idOf(hashes.word), gramIds: Int32Array.from(hashes.grams, vocabulary.idOf) };
    if (looked.id >= 0) known.set(word, looked);
    return looked;
  };
}

interface Blocks {
  readonly vocabulary: Vocabulary;
  readonly wordBlock: Block;
  readonly gramBlock: Block;
}

/** Counts the features of the words; gives the shares of those not known. */
function addWords(words: readonly KnownWord[], { vocabulary, wordBlock, gramBlock }: Blocks): readonly number[] {
  let [unknownWords, unknownPairs, unknownGrams, grams] = [0, 0, 0, 0];
  let previous: WordHashes = sentenceStart;
  for (const word of words) {
    if (!wordBlock.add(word.id)) unknownWords += 1;
    if (!wordBlock.add(vocabulary.idOf(hashPair(previous, word)))) unknownPairs += 1;
    for (const id of word.gramIds) if (!gramBlock.add(id)) unknownGrams += 1;
    grams += word.gramIds.length;
    previous = word;
  }
  if (words.length === 0) return [1, 1, 1];
  return [unknownWords / words.length, unknownPairs / words.length, unknownGrams / grams];
}

interface Block {
  /** Counts a feature once more; false where it is not known. */
  add(id: number): boolean;
  size(): number;
  /** Writes what was counted, with length one, and begins anew; gives the position after the last. */
  flush(target: Pick<SentenceVector, 'ids' | 'values'>, start: number): number;
}

function createBlock(weights: Float32Array): Block {
  const counts = new Uint16Array(weights.length);
  let touched: number[] = [];
  return {
    add: (id) => {
      if (id < 0) return false;
      if (id >= weights.length) return true;
      if (counts[id] === 0) touched.push(id);
      counts[id] = (counts[id] ?? 0) + 1;
      return true;
    },
    size: () => touched.length,
    flush: ({ ids, values }, start) => {
      let squares = 0;
      touched.forEach((id, index) => {
        const value = (1 + Math.log(counts[id] ?? 1)) * (weights[id] ?? 0);
        counts[id] = 0;
        ids[start + index] = id;
        values[start + index] = value;
        squares += value * value;
      });
      const end = start + touched.length;
      const length = Math.sqrt(squares) || 1;
      for (let index = start; index < end; index += 1) values[index] = (values[index] ?? 0) / length;
      touched = [];
      return end;
    },
  };
}
