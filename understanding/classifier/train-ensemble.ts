import { createRandom } from '../random.ts';
import { toByteMatrix } from './byte-matrix.ts';
import type { Ensemble } from './ensemble.ts';
import { trainLinearSvm } from './linear-svm.ts';
import { compactNetwork } from './network.ts';
import { packRows } from './sparse-rows.ts';
import { hiddenSize, type Pace, trainNetwork } from './train-network.ts';
import { withTypingNoise } from './typing-noise.ts';
import { createVectoriser, learnFeatures } from './vectoriser.ts';

export interface EnsembleTraining {
  readonly sentences: readonly (readonly string[])[];
  /** Class of each sentence, from 0. */
  readonly labels: readonly number[];
  readonly classCount: number;
  readonly networkCount: number;
  readonly seed: number;
}

/** A class of as many sentences needs no patience. */
const manyPerClass = 40;
const patient: Pace = { epochs: 40, rate: 0.01 };
const brisk: Pace = { epochs: 25, rate: 0.025 };

/** A model is to stay below 12 MB as bytes. */
const mostBytes = 11_850_000;

/** How many features fit: each has its hash and its weight, a row of borders, and a row of every network, rows with their scale. */
function mostFeaturesFor({ classCount, networkCount }: Pick<EnsembleTraining, 'classCount' | 'networkCount'>): number {
  return Math.floor(mostBytes / (8 + classCount + 4 + networkCount * (hiddenSize + 4)));
}

/** Trains all parts on the same sentences; each network sees other typing errors in every epoch. */
export function trainEnsemble({ sentences, labels, classCount, networkCount, seed }: EnsembleTraining): Ensemble {
  const knowledge = learnFeatures(sentences, mostFeaturesFor({ classCount, networkCount }));
  const { vectorise, featureCount } = createVectoriser(knowledge);
  const common = { labels, classCount, featureCount };
  const rows = packRows(sentences.map(vectorise));
  const borders = trainLinearSvm({ ...common, rows, random: createRandom(seed) });
  const pace = sentences.length / classCount < manyPerClass ? patient : brisk;
  const networks = Array.from({ length: networkCount }, (_, index) => {
    const random = createRandom(seed + index + 1);
    const vectorOf = (row: number) => vectorise(withTypingNoise(sentences[row] ?? [], random));
    return compactNetwork(trainNetwork({ ...common, rowCount: sentences.length, vectorOf, random, pace }));
  });
  return { knowledge, borders: toByteMatrix(borders, classCount), networks };
}
