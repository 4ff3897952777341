/** A probability made of a few measurements. */
export type LogisticModel = (measurements: readonly number[]) => number;

export interface LogisticRow {
  readonly measurements: readonly number[];
  readonly right: boolean;
}

const steps = 400;
const rate = 1;

/** Fits a logistic regression by gradient descent on standardised measurements; a few hundred rows of four numbers take milliseconds. */
export function fitLogistic(rows: readonly LogisticRow[]): LogisticModel {
  const size = rows[0]?.measurements.length ?? 0;
  const scales = Array.from({ length: size }, (_, column) => scaleOf(rows.map((row) => row.measurements[column] ?? 0)));
  const standardise = (measurements: readonly number[]): readonly number[] => [
    1,
    ...scales.map(({ mean, deviation }, column) => ((measurements[column] ?? 0) - mean) / deviation),
  ];
  const inputs = rows.map((row) => standardise(row.measurements));
  let weights: readonly number[] = Array.from({ length: size + 1 }, () => 0);
  for (let step = 0; step < steps; step += 1) weights = descend(weights, inputs, rows);
  return (measurements) => sigmoid(product(weights, standardise(measurements)));
}

function descend(weights: readonly number[], inputs: readonly (readonly number[])[], rows: readonly LogisticRow[]): readonly number[] {
  const gradient = weights.map(() => 0);
  inputs.forEach((input, row) => {
    const error = sigmoid(product(weights, input)) - (rows[row]?.right ? 1 : 0);
    input.forEach((value, column) => {
      gradient[column] = (gradient[column] ?? 0) + error * value;
    });
  });
  return weights.map((weight, column) => weight - (rate * (gradient[column] ?? 0)) / rows.length);
}

function scaleOf(column: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function product(weights: readonly number[], values: readonly number[]): number {
  return weights.reduce((sum, weight, column) => sum + weight * (values[column] ?? 0), 0);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
