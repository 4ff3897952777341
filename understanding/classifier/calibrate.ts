import { createRandom, type Random, shuffledIndices } from '../random.ts';
import { assess } from './assess.ts';
import type { Ensemble } from './ensemble.ts';
import type { LabelledSentences } from './labelled-sentences.ts';
import { fitLogistic, type Logistic, type LogisticRow } from './logistic.ts';
import { trainEnsemble } from './train-ensemble.ts';
import { createVectoriser } from './vectoriser.ts';

export interface Calibration {
  readonly certainty: Logistic;
  readonly belonging: Logistic;
}

/** Share of the sentences kept from the training of the ensemble that is put to them. */
const heldOutShare = 0.25;
/** Where so few sentences are out of scope, whole classes are left out to show what strangers look like. */
const enoughStrangers = 0.1;
const strangeLabels = 0.2;
const fewestLabels = 10;

/**
 * Learns how much a belief is worth from sentences that the ensemble asked had not seen: the only honest ground.
 * That ensemble is a smaller one, made of three quarters of the sentences.
 */
export function calibrate(set: LabelledSentences, seed: number): Calibration {
  const random = createRandom(seed);
  const split = splitRows(set, random);
  const ensemble = trainEnsemble({
    sentences: split.taught.map((row) => set.sentences[row] ?? []),
    labels: split.taught.map((row) => set.labels[row] ?? 0),
    classCount: set.classCount,
    networkCount: 1,
    seed,
  });
  const rows = (of: readonly number[]): readonly Judged[] => judge(ensemble, set, of);
  const known = rows(split.heldOut);
  const strangers = rows(split.strangers);
  return {
    certainty: fitLogistic(known.map(({ measurements, label, best }) => ({ measurements, right: label === best }))),
    belonging: fitLogistic(inOrOut(known, strangers, set.labelCount)),
  };
}

interface Split {
  readonly taught: readonly number[];
  readonly heldOut: readonly number[];
  /** Rows of labels that are not taught at all. */
  readonly strangers: readonly number[];
}

function splitRows({ labels, labelCount }: LabelledSentences, random: Random): Split {
  const outside = labels.filter((label) => label === labelCount).length;
  const strange = outside < labels.length * enoughStrangers && labelCount >= fewestLabels ? Math.floor(labelCount * strangeLabels) : 0;
  const strangeOnes = new Set(shuffledIndices(labelCount, random).subarray(0, strange));
  const order = [...shuffledIndices(labels.length, random)];
  const strangers = order.filter((row) => strangeOnes.has(labels[row] ?? 0));
  const others = order.filter((row) => !strangeOnes.has(labels[row] ?? 0));
  const cut = Math.floor(others.length * heldOutShare);
  return { strangers, heldOut: others.slice(0, cut), taught: others.slice(cut) };
}

interface Judged {
  readonly measurements: readonly number[];
  readonly label: number;
  readonly best: number;
}

function judge(ensemble: Ensemble, { sentences, labels, labelCount }: LabelledSentences, rows: readonly number[]): readonly Judged[] {
  const { vectorise } = createVectoriser(ensemble.knowledge);
  return rows.map((row) => {
    const { measurements, best } = assess(ensemble, vectorise(sentences[row] ?? []), labelCount);
    return { measurements, best, label: labels[row] ?? 0 };
  });
}

/** Sentences of any label against those of none. */
function inOrOut(known: readonly Judged[], strangers: readonly Judged[], labelCount: number): readonly LogisticRow[] {
  return [
    ...known.map(({ measurements, label }) => ({ measurements, right: label < labelCount })),
    ...strangers.map(({ measurements }) => ({ measurements, right: false })),
  ];
}
