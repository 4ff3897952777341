import { median } from '../../../bench/quantile.ts';
import { comparePairs, openPairStage, type PairReport } from './compare-pairs.ts';
import { bucketMs, bucketsApart } from './pair-timing.ts';
import type { Form, Proof, RunReport } from './proof.ts';

const sizes = { short: { pairs: 12, length: 4 }, long: { pairs: 1_000, length: 4 } } as const;
/** That two customers do get something else where that is allowed. */
const control = { pairs: 4, length: 4 } as const;
const seed = 20_261_130;

async function compareAt(form: Form): Promise<{ readonly sealed: PairReport; readonly shown: PairReport }> {
  const stage = await openPairStage();
  try {
    const sealed = await comparePairs(stage, { ...sizes[form], seed });
    const shown = await comparePairs(stage, { ...control, seed, level: 'shown' });
    return { sealed, shown };
  } finally {
    await stage.stop();
  }
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

async function run(form: Form): Promise<RunReport> {
  const { sealed, shown } = await compareAt(form);
  const apart = bucketsApart(sealed);
  return {
    figures: {
      pairs: sealed.pairs,
      'messages of each': sealed.messages,
      'bytes compared': sealed.bytes,
      'differences in bytes, length or calls': sealed.differences.length,
      'median ms between two customers': tenths(median(sealed.between)),
      'median ms between two of the same': tenths(median(sealed.within)),
      [`buckets of ${bucketMs} ms apart`]: apart,
      [`differences of ${control.pairs} pairs at shown`]: shown.differences.length,
    },
    violations: [
      ...sealed.differences.map((difference) => JSON.stringify(difference)),
      // On a machine that does other things as well a few dialogues say nothing about time.
      ...(form === 'long' && apart > 0 ? [`the times of two customers are ${apart} buckets apart`] : []),
      ...(shown.differences.length === 0 ? ['two customers got the same at shown: their data do not differ'] : []),
    ],
  };
}

/** Non-interference: what leaves at `sealed` does not depend on what the bank knows. */
export const pairs: Proof = {
  id: 'pairs',
  title: 'Two customers with different data get the same at sealed, byte for byte, and as fast',
  goal: '1 000 pairs, 0 differences in bytes, length or number of calls, 0 buckets of time apart',
  run,
};
