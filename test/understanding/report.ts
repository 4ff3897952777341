import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import type { Reading, Understanding } from '../../engine/reading.ts';
import type { Language } from '../../i18n/language.ts';
import { createUnderstanding } from '../../understanding/create-understanding.ts';
import evaluation from './evaluation.json' with { type: 'json' };

/** What understanding is held to, counted at the first reading of sentences that it was not taught. */
export interface Figures {
  readonly language: Language;
  readonly inScope: number;
  /** Shares in per cent: the right dialog, a wrong one accepted, out of scope refused, right language without a hint. */
  readonly right: number;
  readonly wrong: number;
  readonly refused: number;
  readonly languageRight: number;
  /** Sentences that need a person, or what a person would do first for a lost card or a fraud, and got none of these. */
  readonly personsMissed: readonly string[];
  /** Every sentence that went elsewhere than it should, one line each. */
  readonly errors: readonly string[];
}

/** Dialogs that take whoever cannot be left alone. */
function isCry(dialog: string | null): boolean {
  return dialog !== null && ['person', 'freeze_card', 'report_fraud'].includes(dialog);
}

export interface Judged {
  readonly text: string;
  readonly expected: string | null;
  readonly reading: Reading;
}

/** Sentences of the evaluation set by dialog; null for what is out of scope. */
export function evaluationSentences(language: Language): readonly { readonly text: string; readonly expected: string | null }[] {
  return Object.entries(evaluation).flatMap(([dialog, sentences]) =>
    sentences[language].map((text) => ({ text, expected: dialog === 'oos' ? null : dialog })),
  );
}

/** When and where the sentences are read. */
export const evaluationContext = { now: new Date('2026-03-18T11:00:00Z'), timeZone: 'Europe/Paris' } as const;

/** Reads every sentence of the evaluation in one language. */
export async function judgeSentences(understanding: Understanding, language: Language): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const { text, expected } of evaluationSentences(language)) {
    const reading = await understanding.read({ kind: 'text', text }, evaluationContext);
    judged.push({ text, expected, reading });
  }
  return judged;
}

/** The dialog that was meant, or none where none was. */
export const isRight = ({ expected, reading }: Judged): boolean => reading.dialog === expected;
/** A dialog, and not the one that was meant. */
export const isWrong = ({ expected, reading }: Judged): boolean => reading.dialog !== null && reading.dialog !== expected;

/** A share in per cent, to a tenth; NaN of nothing. */
export function percentOf(part: number, whole: number): number {
  return Math.round((1000 * part) / whole) / 10;
}

/** Says how many of the sentences were understood. */
export async function measureUnderstanding(understanding: Understanding, language: Language): Promise<Figures> {
  return figuresOf(await judgeSentences(understanding, language), language);
}

/** The same of sentences that were read already. */
export function figuresOf(judged: readonly Judged[], language: Language): Figures {
  const inScope = judged.filter(({ expected }) => expected !== null);
  const outside = judged.filter(({ expected }) => expected === null);
  const share = (rows: readonly Judged[], of: (row: Judged) => boolean): number => percentOf(rows.filter(of).length, rows.length);
  const missed = judged.filter((row) => !isRight(row));
  return {
    language,
    inScope: inScope.length,
    right: share(inScope, isRight),
    wrong: share(inScope, isWrong),
    refused: share(outside, isRight),
    languageRight: share(judged, ({ reading }) => reading.language === language),
    personsMissed: missed.filter(({ expected, reading }) => isCry(expected) && !isCry(reading.dialog)).map(({ text }) => text),
    errors: missed.map(
      ({ text, expected, reading }) => `${expected} | ${text} → ${reading.dialog} (${reading.score.toFixed(2)}, ${reading.source})`,
    ),
  };
}

/** Figures and errors as a person reads them. */
export function describeFigures({ errors, personsMissed, language, ...shares }: Figures): string {
  return [`${language} ${JSON.stringify(shares)}, persons missed: ${personsMissed.length}`, ...errors.map((error) => `  ${error}`)].join(
    '\n',
  );
}

// `node test/understanding/report.ts` prints the figures.
if (import.meta.main) {
  const understanding = createUnderstanding({ dialogs: dialogCatalogue });
  for (const language of ['fr', 'en'] as const) console.log(describeFigures(await measureUnderstanding(understanding, language)));
}
