import { createRandom, type Random, shuffledIndices } from '../random.ts';
import type { Classification, Classifier } from './classifier.ts';
import { type HashedFeatures, hashFeatures } from './hashed-features.ts';
import { type LinearModel, trainLinearSvm } from './linear-svm.ts';
import { fitLogistic, type LogisticRow } from './logistic.ts';
import { withTypingNoise } from './typing-noise.ts';
import { createVectoriser, type SentenceVector, type Vectoriser } from './vectoriser.ts';

/** A sentence whose dialog is known; null when no dialog can help. */
export interface Example {
  readonly tokens: readonly string[];
  readonly dialog: string | null;
}

/** How far apart margins must lie to count as certain; measured together with the margins' size. */
const temperature = 0.2;
const folds = 3;

/**
 * Trains on examples of all languages at once: the classifier needs no language detection.
 * The score is calibrated on sentences that the model they were put to had not seen.
 */
export function trainClassifier(examples: readonly Example[], seed: number): Classifier {
  const random = createRandom(seed);
  const dialogs = [...new Set(examples.flatMap(({ dialog }) => dialog ?? []))];
  const rows = examples.map(({ tokens, dialog }) => ({
    dialog,
    features: hashFeatures(tokens),
    misspelt: hashFeatures(withTypingNoise(tokens, random)),
  }));
  const certainty = fitLogistic(heldOutRows(rows, dialogs, random));
  const model = trainModel(rows, dialogs, random);
  const words = new Set(examples.flatMap(({ tokens }) => tokens));
  return {
    classify: (tokens) => classify(tokens, model, certainty),
    knows: (word) => words.has(word),
  };
}

interface Model {
  readonly dialogs: readonly string[];
  readonly vectoriser: Vectoriser;
  readonly borders: LinearModel;
}

/** An example made ready once for all the models it takes part in. */
interface Row {
  readonly dialog: string | null;
  readonly features: HashedFeatures;
  readonly misspelt: HashedFeatures;
}

function trainModel(rows: readonly Row[], dialogs: readonly string[], random: Random): Model {
  const sentences = rows.flatMap(({ features, misspelt }) => [features, misspelt]);
  const vectoriser = createVectoriser(sentences);
  const borders = trainLinearSvm(
    {
      vectors: sentences.map((features) => vectoriser.vectorise(features)),
      // The class after the last dialog is everything that is out of scope.
      labels: rows.flatMap(({ dialog }) => {
        const label = dialog === null ? dialogs.length : dialogs.indexOf(dialog);
        return [label, label];
      }),
      classCount: dialogs.length + 1,
      featureCount: vectoriser.featureCount,
    },
    random,
  );
  return { dialogs, vectoriser, borders };
}

/** What models make of examples they were not trained on: the only honest ground for a calibration. */
function heldOutRows(rows: readonly Row[], dialogs: readonly string[], random: Random): readonly LogisticRow[] {
  const order = shuffledIndices(rows.length, random);
  const foldOf = new Map([...order].map((row, position) => [row, position % folds]));
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const model = trainModel(
      rows.filter((_, row) => foldOf.get(row) !== fold),
      dialogs,
      random,
    );
    return rows
      .filter((_, row) => foldOf.get(row) === fold)
      .map(({ features, dialog }) => {
        const { candidates, measurements } = believe(features, model);
        return { measurements, right: candidates[0]?.dialog === dialog };
      });
  });
}

interface Belief extends Omit<Classification, 'score'> {
  readonly measurements: readonly number[];
}

function believe(features: HashedFeatures, model: Model): Belief {
  const vector = model.vectoriser.vectorise(features);
  const shares = softmax(model.borders.margins(vector));
  const outOfScope = shares[model.dialogs.length] ?? 0;
  const candidates = model.dialogs
    .map((dialog, index) => ({ dialog, share: shares[index] ?? 0 }))
    .sort((first, second) => second.share - first.share);
  return { candidates, outOfScope, measurements: measure(candidates[0]?.share ?? 0, outOfScope, vector) };
}

function measure(best: number, outOfScope: number, vector: SentenceVector): readonly number[] {
  return [Math.log(best + 1e-4), Math.log(outOfScope + 1e-4), vector.unknownWords, vector.unknownGrams];
}

function classify(tokens: readonly string[], model: Model, certainty: (measurements: readonly number[]) => number): Classification {
  const { candidates, outOfScope, measurements } = believe(hashFeatures(tokens), model);
  return { candidates, outOfScope, score: tokens.length === 0 ? 0 : certainty(measurements) };
}

function softmax(margins: Float64Array): readonly number[] {
  const highest = Math.max(...margins);
  const powers = Array.from(margins, (margin) => Math.exp((margin - highest) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
