/** A logistic regression on standardised measurements. */
export interface Logistic {
  readonly bias: number;
  /** Per measurement: its mean, its deviation, and its weight once standardised. */
  readonly terms: readonly { readonly mean: number; readonly deviation: number; readonly weight: number }[];
}

export interface LogisticRow {
  readonly measurements: readonly number[];
  readonly right: boolean;
}

const steps = 400;
const rate = 1;

/** The probability that the measurements speak for. */
export function probabilityOf({ bias, terms }: Logistic, measurements: readonly number[]): number {
  const sum = terms.reduce(
    (total, { mean, deviation, weight }, at) => total + (weight * ((measurements[at] ?? 0) - mean)) / deviation,
    bias,
  );
  return 1 / (1 + Math.exp(-sum));
}

/** Fits by gradient descent; a few hundred rows of a few numbers take milliseconds. */
export function fitLogistic(rows: readonly LogisticRow[]): Logistic {
  const size = rows[0]?.measurements.length ?? 0;
  const scales = Array.from({ length: size }, (_, column) => scaleOf(rows.map((row) => row.measurements[column] ?? 0)));
  let fitted: Logistic = { bias: 0, terms: scales.map((scale) => ({ ...scale, weight: 0 })) };
  for (let step = 0; step < steps; step += 1) fitted = descend(fitted, rows);
  return fitted;
}

function descend(fitted: Logistic, rows: readonly LogisticRow[]): Logistic {
  let biasSlope = 0;
  const slopes = fitted.terms.map(() => 0);
  for (const { measurements, right } of rows) {
    const error = (probabilityOf(fitted, measurements) - (right ? 1 : 0)) / rows.length;
    biasSlope += error;
    fitted.terms.forEach(({ mean, deviation }, at) => {
      slopes[at] = (slopes[at] ?? 0) + (error * ((measurements[at] ?? 0) - mean)) / deviation;
    });
  }
  return {
    bias: fitted.bias - rate * biasSlope,
    terms: fitted.terms.map((term, at) => ({ ...term, weight: term.weight - rate * (slopes[at] ?? 0) })),
  };
}

function scaleOf(column: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
