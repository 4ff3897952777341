import type { HashCounts, HashedFeatures } from './hashed-features.ts';

/** A sentence as numbers: `values[i]` belongs to feature `ids[i]`. */
export interface SentenceVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Share of words (with their pairs) and of character runs that no example contains, 0 to 1: high for what is out of scope. */
  readonly unknownWords: number;
  readonly unknownGrams: number;
}

/** Turns sentences into vectors over the features seen in training. */
export interface Vectoriser {
  readonly featureCount: number;
  vectorise(features: HashedFeatures): SentenceVector;
}

/** Weight of the constant feature, which lets a class be rare or frequent. */
const biasValue = 0.3;

/** Learns which features exist and how telling each is: tf 1+ln, idf to the power of a half, both blocks of length one. */
export function createVectoriser(sentences: readonly HashedFeatures[]): Vectoriser {
  const idOf = new Map<number, number>();
  const rowsWith: number[] = [];
  const countRow = (hash: number): void => {
    const id = idOf.get(hash) ?? idOf.size;
    if (id === rowsWith.length) idOf.set(hash, id);
    rowsWith[id] = (rowsWith[id] ?? 0) + 1;
  };
  for (const { words, grams } of sentences) {
    for (const hash of words.keys()) countRow(hash);
    for (const hash of grams.keys()) countRow(hash);
  }
  const weightOf = Float64Array.from(rowsWith, (count) => Math.sqrt(Math.log(1 + sentences.length / count)));
  return { featureCount: idOf.size + 1, vectorise: (features) => toVector(features, { idOf, weightOf }) };
}

interface Knowledge {
  readonly idOf: ReadonlyMap<number, number>;
  readonly weightOf: Float64Array;
}

interface Target {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

function toVector({ words, grams }: HashedFeatures, knowledge: Knowledge): SentenceVector {
  const size = words.size + grams.size + 1;
  const target = { ids: new Int32Array(size), values: new Float32Array(size) };
  const afterWords = writeBlock(words, knowledge, { target, start: 0 });
  const end = writeBlock(grams, knowledge, { target, start: afterWords });
  target.ids[end] = knowledge.idOf.size;
  target.values[end] = biasValue;
  return {
    ids: target.ids.subarray(0, end + 1),
    values: target.values.subarray(0, end + 1),
    unknownWords: words.size === 0 ? 1 : 1 - afterWords / words.size,
    unknownGrams: grams.size === 0 ? 1 : 1 - (end - afterWords) / grams.size,
  };
}

/** Writes the known features of a block, scaled to length one; gives the position after the last. */
function writeBlock(counts: HashCounts, { idOf, weightOf }: Knowledge, place: { readonly target: Target; readonly start: number }): number {
  const { ids, values } = place.target;
  let end = place.start;
  let squares = 0;
  for (const [hash, count] of counts) {
    const id = idOf.get(hash);
    if (id === undefined) continue;
    const value = (1 + Math.log(count)) * (weightOf[id] ?? 0);
    ids[end] = id;
    values[end] = value;
    squares += value * value;
    end += 1;
  }
  const length = Math.sqrt(squares) || 1;
  for (let index = place.start; index < end; index += 1) values[index] = (values[index] ?? 0) / length;
  return end;
}
