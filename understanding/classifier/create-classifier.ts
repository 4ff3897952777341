import { assess } from './assess.ts';
import type { Classifier } from './classifier.ts';
import { probabilityOf } from './logistic.ts';
import type { Model } from './model.ts';
import { createVectoriser } from './vectoriser.ts';

/** Makes a classifier of what training has learned: a moment's work. */
export function createClassifier({ labels, ensemble, certainty, belonging, words }: Model): Classifier {
  const { vectorise } = createVectoriser(ensemble.knowledge);
  const known = new Set(words);
  return {
    knows: (word) => known.has(word),
    classify: (tokens) => {
      const { shares, outOfScope, measurements } = assess(ensemble, vectorise(tokens), labels.length);
      const candidates = labels
        .map((dialog, index) => ({ dialog, share: shares[index] ?? 0 }))
        .sort((first, second) => second.share - first.share);
      const says = tokens.length > 0;
      return {
        candidates,
        outOfScope,
        score: says ? probabilityOf(certainty, measurements) : 0,
        belonging: says ? probabilityOf(belonging, measurements) : 0,
      };
    },
  };
}
