import { calibrate } from './calibrate.ts';
import type { LabelledSentences } from './labelled-sentences.ts';
import type { Model } from './model.ts';
import { trainEnsemble } from './train-ensemble.ts';

/** A sentence whose dialog is known; null when no dialog can help. */
export interface Example {
  readonly tokens: readonly string[];
  readonly dialog: string | null;
}

/** Two networks make fewer mistakes than one; a third adds little, and costs each sentence as much. */
const networkCount = 2;

/**
 * Trains on examples of all languages at once: the classifier needs no language detection.
 * The same examples and seed give the same model.
 */
export function trainModel(examples: readonly Example[], seed: number): Model {
  const labels = [...new Set(examples.flatMap(({ dialog }) => dialog ?? []))];
  const set = labelSentences(examples, labels);
  return {
    labels,
    ensemble: trainEnsemble({ ...set, networkCount, seed }),
    ...calibrate(set, seed),
    words: [...new Set(examples.flatMap(({ tokens }) => tokens))],
  };
}

function labelSentences(examples: readonly Example[], labels: readonly string[]): LabelledSentences {
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const numberOf = (dialog: string | null): number => (dialog === null ? undefined : numbers.get(dialog)) ?? labels.length;
  return {
    sentences: examples.map(({ tokens }) => tokens),
    labels: examples.map(({ dialog }) => numberOf(dialog)),
    labelCount: labels.length,
    classCount: labels.length + (examples.some(({ dialog }) => dialog === null) ? 1 : 0),
  };
}
