import { describe, expect, test } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

const argumentsOf = (message: string) =>
  [...message.matchAll(/\{(\w+)/g)].map((match) => match[1]).toSorted((first, second) => (first ?? '').localeCompare(second ?? ''));

describe('the engine’s sentences', () => {
  test('are the same in both languages, with the same arguments', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    const french = Object.values(fr).map(argumentsOf);
    expect(french).toEqual(Object.values(en).map(argumentsOf));
  });

  test.each([...Object.values(fr), ...Object.values(en)])('can be printed: %s', (message) => {
    expect(message).not.toContain("'");
    const printed = new IntlMessageFormat(message, 'fr').format({
      title: 'Titre',
      count: 3,
      phone: '+33 1 99 00 12 34',
      hours: 'du lundi au vendredi',
    });
    expect(printed).not.toMatch(/[{}]/);
  });

  test('in French keep their marks from wrapping', () => {
    for (const message of Object.values(fr)) expect(message).not.toMatch(/[^\u00a0\u202f][:;?!]/);
  });
});
