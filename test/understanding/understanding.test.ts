import { describe, expect, test } from '@jest/globals';
import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import { languages } from '../../i18n/language.ts';
import { createUnderstanding } from '../../understanding/create-understanding.ts';
import outOfScope from '../../understanding/out-of-scope.json' with { type: 'json' };
import { plainWords } from '../../understanding/text/plain-words.ts';
import { readableText } from '../../understanding/text/readable-text.ts';
import { describeFigures, evaluationSentences, measureUnderstanding } from './report.ts';

const understanding = createUnderstanding({ dialogs: dialogCatalogue });
const figures = { fr: await measureUnderstanding(understanding, 'fr'), en: await measureUnderstanding(understanding, 'en') };
const normalised = (text: string): string => plainWords(readableText(text).folded);

/** Fails with all the figures and errors, which is what whoever reads the failure needs. */
function atLeast(value: number, floor: number, story: string): void {
  if (!(value >= floor)) throw new Error(`${value} is under the floor of ${floor}\n${story}`);
}

describe.each(languages)('at the first reading, in %s', (language) => {
  const own = figures[language];
  const story = describeFigures(own);

  test('nine in ten get the right dialog', () => atLeast(own.right, 94, story));
  test('a wrong dialog is rare', () => atLeast(-own.wrong, -3, story));
  test('what is out of scope is refused', () => atLeast(own.refused, 94, story));
  test('the language is recognised without a hint', () => atLeast(own.languageRight, 96, story));
  test('whoever needs a person, or help with a card or a fraud, gets it', () => expect(own.personsMissed).toEqual([]));
});

test('French and English are understood alike', () => {
  expect(Math.abs(figures.fr.right - figures.en.right)).toBeLessThanOrEqual(1);
});

describe('the evaluation set', () => {
  const taught = new Set([
    ...dialogCatalogue.flatMap(({ examples }) => [...examples.fr, ...examples.en]).map(normalised),
    ...[...outOfScope.fr, ...outOfScope.en].map(normalised),
  ]);

  test.each(languages)('shares no sentence with what is taught, in %s', (language) => {
    expect(evaluationSentences(language).filter(({ text }) => taught.has(normalised(text)))).toEqual([]);
  });

  test.each(languages)('is large enough for every dialog, in %s', (language) => {
    const sentences = evaluationSentences(language);
    const count = (dialog: string | null): number => sentences.filter(({ expected }) => expected === dialog).length;
    for (const dialog of ['balance', 'transactions', 'receipt_lookup', 'delivery_date']) expect(count(dialog)).toBeGreaterThanOrEqual(30);
    for (const dialog of ['freeze_card', 'report_fraud']) expect(count(dialog)).toBeGreaterThanOrEqual(40);
    for (const { id } of dialogCatalogue) expect(count(id)).toBeGreaterThanOrEqual(15);
    expect(count(null)).toBeGreaterThanOrEqual(75);
  });
});
