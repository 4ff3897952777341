import type { Classifier } from './classifier.ts';

export interface TestSentence {
  readonly tokens: readonly string[];
  /** null: of no label that was taught. */
  readonly label: string | null;
}

/** How good a classifier is, from 0 to 1; null where there is nothing to measure it on. */
export interface ClassifierFigures {
  /** Over the sentences that have a label; so are the next two. */
  readonly accuracy: number;
  readonly macroF1: number;
  /** Expected calibration error: how far the scores are from how often they are right, in 15 bins. */
  readonly ece: number;
  /** How often a sentence with a label is taken to belong more than one without. */
  readonly oosAuroc: number | null;
  /** Share of the sentences without a label that are refused when 95 % of those with one are kept. */
  readonly oosRecallAt95: number | null;
}

export interface Judged {
  readonly label: string | null;
  readonly answer: string | null;
  readonly score: number;
  readonly belonging: number;
}

export function judge(classifier: Classifier, { tokens, label }: TestSentence): Judged {
  const { candidates, score, belonging } = classifier.classify(tokens);
  return { label, answer: candidates[0]?.dialog ?? null, score, belonging };
}

export function figuresOf(judged: readonly Judged[]): ClassifierFigures {
  const inScope = judged.filter(({ label }) => label !== null);
  const kept = inScope.map(({ belonging }) => belonging).toSorted(ascending);
  const strange = judged.flatMap(({ label, belonging }) => (label === null ? [belonging] : [])).toSorted(ascending);
  const measurable = kept.length > 0 && strange.length > 0;
  return {
    accuracy: mean(inScope.map((row) => (isRight(row) ? 1 : 0))),
    macroF1: macroF1(inScope),
    ece: calibrationError(inScope),
    oosAuroc: measurable ? auroc(kept, strange) : null,
    oosRecallAt95: measurable ? recallAt95(kept, strange) : null,
  };
}

const ascending = (one: number, other: number): number => one - other;

function isRight({ label, answer }: Judged): boolean {
  return label === answer;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean over labels of the harmonic mean of precision and recall. */
function macroF1(rows: readonly Judged[]): number {
  const labels = [...new Set(rows.map(({ label }) => label))];
  const counts = (of: (row: Judged) => string | null): ReadonlyMap<string | null, number> => countBy(rows.map(of));
  const [given, answered] = [counts(({ label }) => label), counts(({ answer }) => answer)];
  const right = countBy(rows.filter(isRight).map(({ label }) => label));
  return mean(labels.map((label) => (2 * (right.get(label) ?? 0)) / ((given.get(label) ?? 0) + (answered.get(label) ?? 0))));
}

function countBy(keys: readonly (string | null)[]): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const bins = 15;

function calibrationError(rows: readonly Judged[]): number {
  const byBin = Map.groupBy(rows, ({ score }) => Math.min(Math.floor(score * bins), bins - 1));
  const gaps = [...byBin.values()].map(
    (bin) => bin.length * Math.abs(mean(bin.map(({ score }) => score)) - mean(bin.map((row) => (isRight(row) ? 1 : 0)))),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(rows.length, 1);
}

/** Both sorted upwards; what is equal counts half. */
function auroc(kept: readonly number[], strange: readonly number[]): number {
  let [below, notAbove, won] = [0, 0, 0];
  for (const value of kept) {
    while ((strange[below] ?? Number.POSITIVE_INFINITY) < value) below += 1;
    while ((strange[notAbove] ?? Number.POSITIVE_INFINITY) <= value) notAbove += 1;
    won += (below + notAbove) / 2;
  }
  return won / (kept.length * strange.length);
}

function recallAt95(kept: readonly number[], strange: readonly number[]): number {
  const threshold = kept[Math.floor(kept.length * 0.05)] ?? 0;
  return strange.filter((value) => value < threshold).length / strange.length;
}
