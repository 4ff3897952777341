import type { Ensemble } from './ensemble.ts';
import type { Logistic } from './logistic.ts';

/** All that training learns: what is kept in a file, and from which a classifier is made in a moment. */
export interface Model {
  /** Names of the classes; where sentences of no class were given, a class without a name follows. */
  readonly labels: readonly string[];
  readonly ensemble: Ensemble;
  /** From measurements to the probability that the likeliest label is right. */
  readonly certainty: Logistic;
  /** From measurements to the probability that the sentence is of any label. */
  readonly belonging: Logistic;
  /** Every word of the examples. */
  readonly words: readonly string[];
}
