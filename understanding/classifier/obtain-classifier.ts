import type { Classifier } from './classifier.ts';
import { createClassifier } from './create-classifier.ts';
import { type ModelStore, modelKey } from './model-store.ts';
import { type Example, trainModel } from './train-model.ts';

export interface ClassifierSettings {
  readonly seed: number;
  readonly models: ModelStore;
}

/** The classifier that the examples teach: from the store where it was trained before, else trained now and kept. */
export function obtainClassifier(examples: readonly Example[], { seed, models }: ClassifierSettings): Classifier {
  const key = modelKey(examples, seed);
  const kept = models.load(key);
  if (kept) return createClassifier(kept);
  const model = trainModel(examples, seed);
  models.save(key, model);
  return createClassifier(model);
}
