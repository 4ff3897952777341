import { createClassifier } from '../../understanding/classifier/create-classifier.ts';
import { type ClassifierFigures, figuresOf, type Judged, judge } from '../../understanding/classifier/measure-classifier.ts';
import { encodeModel } from '../../understanding/classifier/model-bytes.ts';
import { trainModel } from '../../understanding/classifier/train-model.ts';
import { exampleTokens } from '../../understanding/text/example-tokens.ts';
import type { LabelledLine } from './read-labelled-lines.ts';

/** Quality and cost of the classifier on a labelled set. */
export interface SetFigures extends ClassifierFigures {
  /** Processor time. */
  readonly trainSeconds: number;
  /** Median time from a text to its answer. */
  readonly microsecondsPerSentence: number;
  readonly modelBytes: number;
}

export interface LabelledSets {
  readonly train: readonly LabelledLine[];
  readonly test: readonly LabelledLine[];
}

const seed = 20_260_318;

/** Trains the product's classifier on one set and puts another one to it. */
export function classifySets({ train, test }: LabelledSets): SetFigures {
  const began = process.cpuUsage();
  const model = trainModel(
    train.map(({ text, label }) => ({ tokens: exampleTokens(text), dialog: label })),
    seed,
  );
  const { user, system } = process.cpuUsage(began);
  const bytes = encodeModel(model);
  const classifier = createClassifier(model);
  const judgeLine = ({ text, label }: LabelledLine): Judged => judge(classifier, { tokens: exampleTokens(text), label });
  const figures = figuresOf(test.map(judgeLine));
  // The sentences a second time: by now the code is compiled, as it is in a process that serves.
  return {
    ...figures,
    trainSeconds: (user + system) / 1e6,
    microsecondsPerSentence: median(test.map((line) => microsecondsOf(() => judgeLine(line)))),
    modelBytes: bytes.length,
  };
}

function microsecondsOf(work: () => unknown): number {
  const began = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - began) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
