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

/** Reads every sentence of the evaluation in one language. */
export async function judgeSentences(understanding: Understanding, language: Language): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const { text, expected } of evaluationSentences(language)) {
    const reading = await understanding.read({ kind: 'text', text }, { now: new Date('2026-03-18T11:00:00Z'), timeZone: 'Europe/Paris' });
    judged.push({ text, expected, reading });
  }
  return judged;
}

/** Says how many of the sentences were understood. */
export async function measureUnderstanding(understanding: Understanding, language: Language): Promise<Figures> {
  const judged = await judgeSentences(understanding, language);
  const inScope = judged.filter(({ expected }) => expected !== null);
  const outside = judged.filter(({ expected }) => expected === null);
  const share = (part: readonly Judged[], whole: readonly Judged[]): number => Math.round((1000 * part.length) / whole.length) / 10;
  const missed = judged.filter(({ expected, reading }) => reading.dialog !== expected);
  return {
    language,
    inScope: inScope.length,
    right: share(
      inScope.filter(({ expected, reading }) => reading.dialog === expected),
      inScope,
    ),
    wrong: share(
      inScope.filter(({ expected, reading }) => reading.dialog !== null && reading.dialog !== expected),
      inScope,
    ),
    refused: share(
      outside.filter(({ reading }) => reading.dialog === null),
      outside,
    ),
    languageRight: share(
      judged.filter(({ reading }) => reading.language === language),
      judged,
    ),
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
