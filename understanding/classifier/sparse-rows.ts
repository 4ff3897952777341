import type { SentenceVector } from './vectoriser.ts';

/** Many sentences' vectors one after the other: row `r` takes the places from `starts[r]` up to `starts[r + 1]`. */
export interface SparseRows {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Squared length of each row. */
  readonly squares: Float64Array;
}

export function packRows(vectors: readonly SentenceVector[]): SparseRows {
  const size = vectors.reduce((sum, { ids }) => sum + ids.length, 0);
  const starts = new Int32Array(vectors.length + 1);
  const ids = new Int32Array(size);
  const values = new Float32Array(size);
  vectors.forEach((vector, row) => {
    const start = starts[row] ?? 0;
    ids.set(vector.ids, start);
    values.set(vector.values, start);
    starts[row + 1] = start + vector.ids.length;
  });
  const squares = Float64Array.from(vectors, (vector) => vector.values.reduce((sum, value) => sum + value * value, 0));
  return { count: vectors.length, starts, ids, values, squares };
}

export function dotRow({ starts, ids, values }: SparseRows, row: number, weights: Float64Array): number {
  const end = starts[row + 1] ?? 0;
  let sum = 0;
  for (let index = starts[row] ?? 0; index < end; index += 1) sum += (values[index] ?? 0) * (weights[ids[index] ?? 0] ?? 0);
  return sum;
}

/** Adds a row, so many times, to a weight per feature. */
export function addRowTo(
  weights: Float64Array,
  { starts, ids, values }: SparseRows,
  { row, factor }: { row: number; factor: number },
): void {
  const end = starts[row + 1] ?? 0;
  for (let index = starts[row] ?? 0; index < end; index += 1) {
    const id = ids[index] ?? 0;
    weights[id] = (weights[id] ?? 0) + factor * (values[index] ?? 0);
  }
}
