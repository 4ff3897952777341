import { addMatrixRows, type ByteMatrix } from './byte-matrix.ts';
import { type Network, runNetwork } from './network.ts';
import { logSoftmax } from './softmax.ts';
import type { Knowledge, SentenceVector } from './vectoriser.ts';

/** Straight borders and a few small networks that decide together. */
export interface Ensemble {
  readonly knowledge: Knowledge;
  /** One row of classes per feature. */
  readonly borders: ByteMatrix;
  readonly networks: readonly Network[];
}

/** What an ensemble makes of a sentence. */
export interface Belief {
  /** Probability of each class. */
  readonly shares: Float64Array;
  /**
   * How sure the parts are, each by itself: the highest margin of the borders, and the highest logarithms of a probability
   * by the borders and by the networks. Together they tell strangers better than the common belief does.
   */
  readonly sureness: readonly number[];
}

/** How far apart margins must lie to count as certain; measured together with the margins' size. */
const temperature = 0.2;
/** What the networks together weigh, where the borders weigh one. */
const networksWeight = 4;

export function believe({ borders, networks }: Ensemble, vector: SentenceVector): Belief {
  const margins = new Float64Array(borders.columns);
  addMatrixRows(margins, borders, vector);
  const byBorders = logSoftmax(margins, temperature);
  const byNetworks = meanOf(networks.map((network) => logSoftmax(runNetwork(network, vector))));
  const shares = logSoftmax(byBorders.map((belief, label) => belief + networksWeight * (byNetworks[label] ?? 0))).map(Math.exp);
  return { shares, sureness: [highestOf(margins), highestOf(byBorders), highestOf(byNetworks)] };
}

function meanOf(vectors: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let index = 0; index < mean.length; index += 1) mean[index] = (mean[index] ?? 0) + (vector[index] ?? 0) / vectors.length;
  return mean;
}

function highestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
