import { addMatrixRows, type ByteMatrix, toByteMatrix, type WeightedRows } from './byte-matrix.ts';
import type { SentenceVector } from './vectoriser.ts';

/** A small neural network: the features of a sentence are summed into a hidden layer, and that decides among the classes. */
export interface Network {
  /** One row of hidden units per feature. */
  readonly input: ByteMatrix;
  /** One row of classes per hidden unit. */
  readonly output: ByteMatrix;
  readonly bias: Float32Array;
}

/** The same as it leaves training. */
export interface NetworkWeights {
  readonly hiddenSize: number;
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly bias: Float32Array;
}

export function compactNetwork({ hiddenSize, input, output, bias }: NetworkWeights): Network {
  return { input: toByteMatrix(input, hiddenSize), output: toByteMatrix(output, bias.length), bias };
}

/** Belief in each class, as logarithms up to a constant. */
export function runNetwork({ input, output, bias }: Network, vector: SentenceVector): Float64Array {
  const hidden = new Float64Array(input.columns);
  addMatrixRows(hidden, input, vector);
  const logits = Float64Array.from(bias);
  addMatrixRows(logits, output, positive(hidden));
  return logits;
}

/** The units that speak; the others are silent. */
function positive(hidden: Float64Array): WeightedRows {
  const ids = new Int32Array(hidden.length);
  const values = new Float32Array(hidden.length);
  let count = 0;
  for (let unit = 0; unit < hidden.length; unit += 1) {
    const value = hidden[unit] ?? 0;
    if (value <= 0) continue;
    ids[count] = unit;
    values[count] = value;
    count += 1;
  }
  return { ids: ids.subarray(0, count), values: values.subarray(0, count) };
}
