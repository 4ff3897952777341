import { type Random, shuffledIndices } from '../random.ts';
import type { SentenceVector } from './vectoriser.ts';

/** One straight border per class; the margin says on which side of it a sentence lies, and how far. */
export interface LinearModel {
  margins(vector: SentenceVector): Float64Array;
}

export interface TrainingSet {
  readonly vectors: readonly SentenceVector[];
  /** Class of each vector, from 0. */
  readonly labels: readonly number[];
  readonly classCount: number;
  readonly featureCount: number;
}

const cost = 1;
const tolerance = 0.1;
const maximumEpochs = 30;

/** Trains one-vs-rest support vector machines with squared loss by dual coordinate descent (Hsieh et al., 2008). */
export function trainLinearSvm(set: TrainingSet, random: Random): LinearModel {
  const { classCount } = set;
  const squares = Float64Array.from(set.vectors, ({ values }) => values.reduce((sum, value) => sum + value * value, 0));
  const weights = new Float32Array(set.featureCount * classCount);
  for (let label = 0; label < classCount; label += 1) {
    const border = trainBorder({ set, squares, label, random });
    for (let id = 0; id < set.featureCount; id += 1) weights[id * classCount + label] = border[id] ?? 0;
  }
  return { margins: (vector) => marginsOf(vector, weights, classCount) };
}

function marginsOf(vector: SentenceVector, weights: Float32Array, classCount: number): Float64Array {
  const margins = new Float64Array(classCount);
  const { ids, values } = vector;
  for (let index = 0; index < ids.length; index += 1) {
    const start = (ids[index] ?? 0) * classCount;
    const value = values[index] ?? 0;
    for (let label = 0; label < classCount; label += 1) margins[label] = (margins[label] ?? 0) + value * (weights[start + label] ?? 0);
  }
  return margins;
}

interface BorderTask {
  readonly set: TrainingSet;
  readonly squares: Float64Array;
  readonly label: number;
  readonly random: Random;
}

/** Minimises the dual one row at a time; rows that stay correct with room to spare are left out until the end (shrinking). */
function trainBorder({ set, squares, label, random }: BorderTask): Float64Array {
  const weights = new Float64Array(set.featureCount);
  const alphas = new Float64Array(set.vectors.length);
  let active = shuffledIndices(set.vectors.length, random);
  for (let epoch = 0; epoch < maximumEpochs; epoch += 1) {
    const kept: number[] = [];
    let worst = 0;
    for (const row of active) {
      const vector = set.vectors[row];
      if (!vector) continue;
      const sign = set.labels[row] === label ? 1 : -1;
      const alpha = alphas[row] ?? 0;
      const gradient = sign * dot(vector, weights) - 1 + alpha / (2 * cost);
      if (alpha === 0 && gradient > 0.5) continue;
      kept.push(row);
      if (alpha === 0 && gradient >= 0) continue;
      worst = Math.max(worst, Math.abs(gradient));
      const next = Math.max(alpha - gradient / ((squares[row] ?? 0) + 1 / (2 * cost)), 0);
      alphas[row] = next;
      add(vector, sign * (next - alpha), weights);
    }
    const everyRow = kept.length === set.vectors.length || active.length === set.vectors.length;
    if (worst < tolerance && everyRow) break;
    active = worst < tolerance * 10 || epoch % 8 === 7 ? shuffledIndices(set.vectors.length, random) : Int32Array.from(kept);
  }
  return weights;
}

function dot({ ids, values }: SentenceVector, weights: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < ids.length; index += 1) sum += (values[index] ?? 0) * (weights[ids[index] ?? 0] ?? 0);
  return sum;
}

function add({ ids, values }: SentenceVector, factor: number, weights: Float64Array): void {
  for (let index = 0; index < ids.length; index += 1) {
    const id = ids[index] ?? 0;
    weights[id] = (weights[id] ?? 0) + factor * (values[index] ?? 0);
  }
}
