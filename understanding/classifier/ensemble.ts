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
  /** How far on the right side of its border the likeliest class lies. */
  readonly margin: number;
}

/** How far apart margins must lie to count as certain; measured together with the margins' size. */
const temperature = 0.2;
/** What the networks together weigh, where the borders weigh one. */
const networksWeight = 4;

export function believe({ borders, networks }: Ensemble, vector: SentenceVector): Belief {
  const margins = new Float64Array(borders.columns);
  addMatrixRows(margins, borders, vector);
  const sum = logSoftmax(margins, temperature);
  for (const network of networks) {
    const own = logSoftmax(runNetwork(network, vector));
    for (let label = 0; label < sum.length; label += 1)
      sum[label] = (sum[label] ?? 0) + (networksWeight / networks.length) * (own[label] ?? 0);
  }
  return { shares: logSoftmax(sum).map(Math.exp), margin: margins.reduce((most, margin) => Math.max(most, margin), -2) };
}
