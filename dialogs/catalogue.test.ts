import { describe, expect, test } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import type { AnyDialog } from '../engine/define-dialog.ts';
import { slotMeta } from '../engine/slots/slots.ts';
import type { Language } from '../i18n/language.ts';
import { dialogCatalogue } from './catalogue.ts';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Every argument of a sentence; `{status, select, …}` with the cases it distinguishes. */
function argumentsIn(elements: Elements): string[] {
  return elements.flatMap((element) => {
    if ('options' in element) {
      const cases = Object.keys(element.options).toSorted().join('|');
      const kind = 'offset' in element ? 'plural' : cases;
      return [`${element.value}: ${kind}`, ...Object.values(element.options).flatMap((option) => argumentsIn(option.value))];
    }
    return 'value' in element && element.type === 1 ? [element.value] : [];
  });
}

function signature(pattern: string, language: Language): string[] {
  return [...new Set(argumentsIn(new IntlMessageFormat(pattern, language, undefined, { ignoreTag: true }).getAst()))].toSorted();
}

function sentences(dialog: AnyDialog, language: Language): [string, string][] {
  const messages: Readonly<Record<string, string>> = dialog.messages[language];
  return Object.entries(messages);
}

/** The sentences that the engine says by itself for what a dialog declares. */
function keysOfEngine(dialog: AnyDialog): string[] {
  const required = Object.keys(dialog.slots).filter((name) => !slotMeta(dialog.slots[name]).optional);
  const ofSlot = (name: string): string[] => [
    `ask.${name}`,
    `invalid.${name}`,
    ...(slotMeta(dialog.slots[name]).kind === 'choice' ? [`none.${name}`] : []),
  ];
  return ['title', ...(dialog.confirm ? ['confirm'] : []), ...required.flatMap(ofSlot)];
}

test('every dialog has its own id', () => {
  const ids = dialogCatalogue.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['balance', 'transactions', 'receipt_lookup', 'delivery_date', 'person', 'help']));
});

describe.each(dialogCatalogue.map((dialog) => [dialog.id, dialog] as const))('%s', (_id, dialog) => {
  test('says the same in both languages, with the same arguments', () => {
    const french = Object.fromEntries(sentences(dialog, 'fr').map(([key, pattern]) => [key, signature(pattern, 'fr')]));
    const english = Object.fromEntries(sentences(dialog, 'en').map(([key, pattern]) => [key, signature(pattern, 'en')]));
    expect(english).toEqual(french);
  });

  test('has a title that fits on a button', () => {
    for (const language of ['fr', 'en'] as const) {
      const title = Object.fromEntries(sentences(dialog, language))['title'] ?? '';
      expect(title).toMatch(/^.{1,20}$/u);
    }
  });

  test('has every sentence that the engine will look for', () => {
    for (const language of ['fr', 'en'] as const) {
      const keys = sentences(dialog, language).map(([key]) => key);
      expect(keys).toEqual(expect.arrayContaining(keysOfEngine(dialog)));
    }
  });

  test('offers choices for every chosen slot', () => {
    const chosenSlots = Object.keys(dialog.slots).filter((name) => slotMeta(dialog.slots[name]).kind === 'choice');
    expect(Object.keys(dialog.choices ?? {})).toEqual(chosenSlots);
  });

  test('writes ’ and never an ASCII apostrophe, which ICU takes for a quotation', () => {
    const all = [...sentences(dialog, 'fr'), ...sentences(dialog, 'en')];
    expect(all.filter(([, pattern]) => pattern.includes("'"))).toEqual([]);
  });

  test('keeps French punctuation on the line of its word', () => {
    expect(
      sentences(dialog, 'fr').filter(([, pattern]) => /(^|[^\u00A0\u202F])[;?!»]|[^\u00A0\u202F\d]:|«[^\u00A0\u202F]/.test(pattern)),
    ).toEqual([]);
  });

  test('addresses French customers with vous', () => {
    expect(sentences(dialog, 'fr').filter(([, pattern]) => /(^|[^\p{L}])(tu|te|toi|ton|ta|tes|t’)(?=[^\p{L}]|$)/iu.test(pattern))).toEqual(
      [],
    );
  });

  test('writes no figure and no mark of excitement into a sentence', () => {
    const words = [...sentences(dialog, 'fr'), ...sentences(dialog, 'en')];
    expect(words.filter(([, pattern]) => /[!€$£%]|\d/.test(pattern.replaceAll(/cardLast4/g, '')))).toEqual([]);
  });

  test('teaches itself by examples in both languages', () => {
    for (const language of ['fr', 'en'] as const) expect(dialog.examples[language].length).toBeGreaterThanOrEqual(3);
  });
});
