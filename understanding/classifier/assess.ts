import { believe, type Ensemble } from './ensemble.ts';
import type { SentenceVector } from './vectoriser.ts';

/** What an ensemble makes of a sentence, and what the probabilities are computed from. */
export interface Assessment {
  readonly shares: Float64Array;
  /** Class with a name that is likeliest. */
  readonly best: number;
  readonly outOfScope: number;
  readonly measurements: readonly number[];
}

const tiny = 1e-4;

/** @param labelCount classes with a name; the class after them, if there is one, is everything out of scope. */
export function assess(ensemble: Ensemble, vector: SentenceVector, labelCount: number): Assessment {
  const { shares, sureness } = believe(ensemble, vector);
  const outOfScope = shares[labelCount] ?? 0;
  const named = shares.subarray(0, labelCount);
  const best = named.reduce((most, share, label) => (share > (named[most] ?? 0) ? label : most), 0);
  const measurements = [Math.log((named[best] ?? 0) + tiny), Math.log(outOfScope + tiny), ...sureness, ...vector.unknown];
  return { shares, best, outOfScope, measurements };
}
