import { describe, expect, test } from '@jest/globals';
import { tokensOf } from './typed-tokens.ts';

const foldedOf = (text: string): string =>
  tokensOf(text)
    .map(({ folded }) => folded)
    .join('|'); // prettier-ignore

describe('a text in tokens', () => {
  test.each([
    ['Mon CODE est 1234.', 'mon|code|est|1234|.'],
    ['l’été, ça marche', "l|'|ete|,|ca|marche"],
    ['e\u0301te\u0301', 'ete'],
    ['ｃｖｖ１２３', 'cvv|123'],
    ['٤٨٢١', '4821'],
    ['4️⃣8️⃣', '48'],
    ['co\u200Bde 1\u00AD2', 'code|12'],
    ['«12»', '"|12|"'],
    ['a\nb\r\nc', 'a|\n|b|\r|\n|c'],
    ['[card] [autre]', '[card]|[|autre|]'],
    ['ﬁn', 'fin'],
    ['', ''],
  ])('%j', (text, folded) => {
    expect(foldedOf(text)).toBe(folded);
  });

  test('knows where each stands, and what touches what', () => {
    const text = 'Été 💳12-3';
    expect(tokensOf(text).map(({ start, end, touches }) => [text.slice(start, end), touches])).toEqual([
      ['Été', false],
      ['💳', false],
      ['12', true],
      ['-', true],
      ['3', true],
    ]);
  });
});
