import { describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../i18n/catalogue.ts';
import { languages } from '../i18n/language.ts';
import secrecyEn from '../secrecy/messages.en.json' with { type: 'json' };
import secrecyFr from '../secrecy/messages.fr.json' with { type: 'json' };
import { nicknames } from '../secrecy/sentence-at.ts';
import { dialogCatalogue } from './catalogue.ts';

const catalogue = createCatalogue({
  secrecy: { fr: secrecyFr, en: secrecyEn },
  ...Object.fromEntries(dialogCatalogue.map(({ id, messages }) => [id, messages])),
});
const keysOf = ({ id, messages }: (typeof dialogCatalogue)[number]): readonly string[] =>
  Object.keys(messages.fr).map((key) => `${id}.${key}`);
const telling = dialogCatalogue.filter(({ requires }) => requires?.tells !== undefined);

/** What a sentence may print at level 1: the nickname of an account, and the days that the customer named. */
const mayHint: ReadonlySet<string> = new Set([...nicknames, 'from', 'to']);

test('the dialogs that tell facts say which', () => {
  expect(telling.map(({ id }) => id).toSorted()).toEqual(['balance', 'delivery_date', 'receipt_lookup', 'transactions']);
});

describe.each(telling.map((dialog) => [dialog.id, dialog] as const))('%s', (_id, dialog) => {
  test('has no figure in a sentence of level 1', () => {
    const hinted = keysOf(dialog).filter((key) => key.endsWith('@hinted'));
    const figures = hinted.flatMap((key) =>
      [...catalogue.uses(key).printed].filter((name) => !mayHint.has(name)).map((name) => `${key}: ${name}`),
    );
    expect(figures).toEqual([]);
  });

  test('has a sentence of its own at another level only for a sentence that there is', () => {
    const levelled = keysOf(dialog).filter((key) => key.includes('@'));
    expect(levelled.filter((key) => !/@(hinted|banded)$/.test(key) || !catalogue.has(key.replace(/@.*/, '')))).toEqual([]);
  });

  test('names no counterparty and nothing exact at level 2', () => {
    const exact = new Set(['counterparty', 'merchant', 'carrier', 'number', 'label', 'place', 'cardLast4', 'account', 'trackingNumber']);
    const banded = keysOf(dialog).filter((key) => key.endsWith('@banded'));
    expect(
      banded.flatMap((key) => [...catalogue.uses(key).printed].filter((name) => exact.has(name)).map((name) => `${key}: ${name}`)),
    ).toEqual([]);
  });
});

test('what stands for a sealed answer is constant, and neutral on a lock screen', () => {
  for (const key of ['secrecy.sealed', 'secrecy.withheld', 'secrecy.open']) {
    expect([...catalogue.uses(key).printed, ...catalogue.uses(key).selected]).toEqual([]);
    for (const language of languages) {
      const text = catalogue.format(language === 'fr' ? 'fr-FR' : 'en-GB', key);
      expect(text).not.toMatch(
        /solde|compte|opération|paiement|reçu|colis|carte|balance|account|payment|transaction|receipt|parcel|card|\d|[€£$]/i,
      );
    }
  }
  const open = languages.map((language) => catalogue.format(language === 'fr' ? 'fr-FR' : 'en-GB', 'secrecy.open'));
  expect(open.every((title) => title.length <= 20)).toBe(true);
});
