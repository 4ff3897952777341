import { describe, expect, test } from '@jest/globals';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };
import { preferredLanguage, textsIn } from './texts.ts';

const argumentsOf = (sentence: string): readonly string[] => (sentence.match(/\{\w+/g) ?? []).toSorted();

describe('texts of the sign-in', () => {
  test('have the same keys and arguments in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr));
    expect(Object.values(en).map(argumentsOf)).toEqual(Object.values(fr).map(argumentsOf));
  });

  test('put names in as they are, without reading them as markup', () => {
    expect(textsIn('en').text('consentIntro', { name: "O'Hara <b>{x}" })).toContain("O'Hara <b>{x}");
  });

  test.each([
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-US,en;q=0.5', 'en'],
    ['fr;q=0.2, en;q=0.7', 'en'],
    ['de-DE, en;q=0.3', 'en'],
    ['en;q=0', 'fr'],
    ['*', 'fr'],
    [undefined, 'fr'],
  ])('are chosen for %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
