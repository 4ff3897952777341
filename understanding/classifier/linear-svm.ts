import { type Random, shuffledIndices } from '../random.ts';
import { addRowTo, dotRow, type SparseRows } from './sparse-rows.ts';

export interface SvmTraining {
  readonly rows: SparseRows;
  /** Class of each row, from 0. */
  readonly labels: readonly number[];
  readonly classCount: number;
  readonly featureCount: number;
  readonly random: Random;
}

const cost = 1;
const tolerance = 0.1;
const maximumEpochs = 30;

/**
 * Trains one-vs-rest support vector machines with squared loss by dual coordinate descent (Hsieh et al., 2008):
 * one straight border per class. Gives a row of `classCount` weights per feature.
 */
export function trainLinearSvm(training: SvmTraining): Float32Array {
  const { classCount, featureCount } = training;
  const weights = new Float32Array(featureCount * classCount);
  for (let label = 0; label < classCount; label += 1) {
    const border = trainBorder(training, label);
    for (let id = 0; id < featureCount; id += 1) weights[id * classCount + label] = border[id] ?? 0;
  }
  return weights;
}

/** Minimises the dual one row at a time; rows that stay correct with room to spare are left out until the end (shrinking). */
function trainBorder({ rows, labels, featureCount, random }: SvmTraining, label: number): Float64Array {
  const weights = new Float64Array(featureCount);
  const alphas = new Float64Array(rows.count);
  let active = shuffledIndices(rows.count, random);
  for (let epoch = 0; epoch < maximumEpochs; epoch += 1) {
    const kept: number[] = [];
    let worst = 0;
    for (const row of active) {
      const sign = labels[row] === label ? 1 : -1;
      const alpha = alphas[row] ?? 0;
      const gradient = sign * dotRow(rows, row, weights) - 1 + alpha / (2 * cost);
      if (alpha === 0 && gradient > 0.5) continue;
      kept.push(row);
      if (alpha === 0 && gradient >= 0) continue;
      worst = Math.max(worst, Math.abs(gradient));
      const next = Math.max(alpha - gradient / ((rows.squares[row] ?? 0) + 1 / (2 * cost)), 0);
      alphas[row] = next;
      addRowTo(weights, rows, { row, factor: sign * (next - alpha) });
    }
    const everyRow = kept.length === rows.count || active.length === rows.count;
    if (worst < tolerance && everyRow) break;
    active = worst < tolerance * 10 || epoch % 8 === 7 ? shuffledIndices(rows.count, random) : Int32Array.from(kept);
  }
  return weights;
}
