import { type Random, shuffledIndices } from '../random.ts';
import type { NetworkWeights } from './network.ts';
import type { SentenceVector } from './vectoriser.ts';

export interface NetworkTraining {
  readonly rowCount: number;
  /** A sentence as it is seen this time: noise may differ from epoch to epoch. */
  vectorOf(row: number): SentenceVector;
  /** Class of each row, from 0. */
  readonly labels: readonly number[];
  readonly classCount: number;
  readonly featureCount: number;
  readonly random: Random;
  readonly pace: Pace;
}

/** How long and how fast a network learns. */
export interface Pace {
  readonly epochs: number;
  readonly rate: number;
}

export const hiddenSize = 128;
/** Weights begin this close to zero: a network that has few examples then learns what they have in common first. */
const spread = 0.03;
/** Sentences have length one in each block; a hidden layer wants larger numbers. */
const inputScale = 3;
const featuresKept = 0.5;
const hiddenKept = 0.5;
/** Share of the belief that is spread over all classes, so that no answer is taken for certain. */
const smoothing = 0.1;
/** The rate at the end, as a share of the rate at the beginning. */
const lastRate = 0.05;
const tiny = 1e-8;

/** What is being learned, and the sums of squares that slow down what has moved much (AdaGrad, one sum per row of weights). */
interface State extends NetworkWeights {
  readonly inputHistory: Float32Array;
  readonly outputHistory: Float32Array;
  readonly biasHistory: Float32Array;
}

/** Numbers of the step under way, allocated once. */
interface Step {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  readonly hidden: Float32Array;
  /** Numbers of the hidden units that take part. */
  readonly active: Int32Array;
  readonly errors: Float32Array;
  /** How each active unit should change. */
  readonly blame: Float32Array;
}

/** Trains by stochastic gradient descent; a random half of the features and of the hidden units is left out of each step. */
export function trainNetwork(training: NetworkTraining): NetworkWeights {
  const { rowCount, random, pace, labels, classCount } = training;
  const state = createState(training);
  const step = createStep(classCount);
  const steps = pace.epochs * rowCount;
  for (let done = 0; done < steps; ) {
    for (const row of shuffledIndices(rowCount, random)) {
      const rate = pace.rate * (1 - (1 - lastRate) * (done / steps));
      learn(training.vectorOf(row), { label: labels[row] ?? 0, rate }, { state, step, random });
      done += 1;
    }
  }
  const input = state.input.map((weight) => weight * inputScale);
  return { hiddenSize, input, output: state.output, bias: state.bias };
}

function createState({ featureCount, classCount, random }: NetworkTraining): State {
  const small = (size: number): Float32Array => Float32Array.from({ length: size }, () => (random() * 2 - 1) * spread);
  return {
    hiddenSize,
    input: small(featureCount * hiddenSize),
    output: small(hiddenSize * classCount),
    bias: new Float32Array(classCount),
    inputHistory: new Float32Array(featureCount),
    outputHistory: new Float32Array(hiddenSize),
    biasHistory: new Float32Array(classCount),
  };
}

/** More features than a sentence can have: `analysedLength` characters with four runs and two words each. */
const mostFeatures = 12_000;

function createStep(classCount: number): Step {
  return {
    ids: new Int32Array(mostFeatures),
    values: new Float32Array(mostFeatures),
    hidden: new Float32Array(hiddenSize),
    active: new Int32Array(hiddenSize),
    errors: new Float32Array(classCount),
    blame: new Float32Array(hiddenSize),
  };
}

interface Aim {
  readonly label: number;
  readonly rate: number;
}

interface Means {
  readonly state: State;
  readonly step: Step;
  readonly random: Random;
}

function learn(vector: SentenceVector, aim: Aim, { state, step, random }: Means): void {
  const features = keepFeatures(vector, step, random);
  sumHidden(features, state, step);
  const units = keepUnits(step, random);
  decide(units, state, step);
  const size = findErrors(aim.label, step.errors);
  correctBias(aim.rate, state, step);
  const blame = correctOutput({ units, rate: aim.rate, size }, state, step);
  correctInput({ features, units, rate: aim.rate, size: blame }, state, step);
}

function keepFeatures({ ids, values }: SentenceVector, step: Step, random: Random): number {
  let kept = 0;
  for (let index = 0; index < ids.length && kept < mostFeatures; index += 1) {
    if (random() >= featuresKept) continue;
    step.ids[kept] = ids[index] ?? 0;
    step.values[kept] = ((values[index] ?? 0) * inputScale) / featuresKept;
    kept += 1;
  }
  return kept;
}

function sumHidden(features: number, { input }: State, { ids, values, hidden }: Step): void {
  hidden.fill(0);
  for (let index = 0; index < features; index += 1) {
    const start = (ids[index] ?? 0) * hiddenSize;
    const value = values[index] ?? 0;
    for (let unit = 0; unit < hiddenSize; unit += 1) hidden[unit] = (hidden[unit] ?? 0) + value * (input[start + unit] ?? 0);
  }
}

function keepUnits({ hidden, active }: Step, random: Random): number {
  let units = 0;
  for (let unit = 0; unit < hiddenSize; unit += 1) {
    const value = hidden[unit] ?? 0;
    if (value <= 0 || random() >= hiddenKept) continue;
    hidden[unit] = value / hiddenKept;
    active[units] = unit;
    units += 1;
  }
  return units;
}

/** Leaves the belief in each class, before it is made a probability, in `errors`. */
function decide(units: number, { output, bias }: State, { hidden, active, errors }: Step): void {
  const classCount = errors.length;
  errors.set(bias);
  for (let index = 0; index < units; index += 1) {
    const unit = active[index] ?? 0;
    const value = hidden[unit] ?? 0;
    const start = unit * classCount;
    for (let label = 0; label < classCount; label += 1) errors[label] = (errors[label] ?? 0) + value * (output[start + label] ?? 0);
  }
}

/** Turns beliefs into their distances from what is right; gives the mean square. */
function findErrors(label: number, errors: Float32Array): number {
  const classCount = errors.length;
  let highest = Number.NEGATIVE_INFINITY;
  for (const belief of errors) if (belief > highest) highest = belief;
  let sum = 0;
  for (let index = 0; index < classCount; index += 1) {
    const power = Math.exp((errors[index] ?? 0) - highest);
    errors[index] = power;
    sum += power;
  }
  let squares = 0;
  for (let index = 0; index < classCount; index += 1) {
    const error = (errors[index] ?? 0) / sum - smoothing / classCount - (index === label ? 1 - smoothing : 0);
    errors[index] = error;
    squares += error * error;
  }
  return squares / classCount;
}

function correctBias(rate: number, { bias, biasHistory }: State, { errors }: Step): void {
  for (let label = 0; label < errors.length; label += 1) {
    const error = errors[label] ?? 0;
    const history = (biasHistory[label] ?? 0) + error * error;
    biasHistory[label] = history;
    bias[label] = (bias[label] ?? 0) - (rate * error) / Math.sqrt(history + tiny);
  }
}

interface Correction {
  readonly units: number;
  readonly rate: number;
  /** Mean square of what is corrected. */
  readonly size: number;
}

/** Gives the mean square of the blame that falls on the hidden units. */
function correctOutput(
  { units, rate, size }: Correction,
  { output, outputHistory }: State,
  { hidden, active, errors, blame }: Step,
): number {
  const classCount = errors.length;
  let squares = 0;
  for (let index = 0; index < units; index += 1) {
    const unit = active[index] ?? 0;
    const value = hidden[unit] ?? 0;
    const history = (outputHistory[unit] ?? 0) + value * value * size;
    outputHistory[unit] = history;
    const factor = (rate * value) / Math.sqrt(history + tiny);
    const start = unit * classCount;
    let sum = 0;
    for (let label = 0; label < classCount; label += 1) {
      const error = errors[label] ?? 0;
      const weight = output[start + label] ?? 0;
      sum += weight * error;
      output[start + label] = weight - factor * error;
    }
    blame[index] = sum / hiddenKept;
    squares += (sum / hiddenKept) ** 2;
  }
  return squares / hiddenSize;
}

function correctInput(correction: Correction & { readonly features: number }, { input, inputHistory }: State, step: Step): void {
  const { features, units, rate, size } = correction;
  const { ids, values, active, blame } = step;
  for (let index = 0; index < features; index += 1) {
    const id = ids[index] ?? 0;
    const value = values[index] ?? 0;
    const history = (inputHistory[id] ?? 0) + value * value * size;
    inputHistory[id] = history;
    const factor = (rate * value) / Math.sqrt(history + tiny);
    const start = id * hiddenSize;
    for (let unit = 0; unit < units; unit += 1) {
      const place = start + (active[unit] ?? 0);
      input[place] = (input[place] ?? 0) - factor * (blame[unit] ?? 0);
    }
  }
}
