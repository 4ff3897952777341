import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitText } from './split-text.ts';

const bare = (text: string): string => text.replace(/[\s\u0085]/g, '');
const graphemes = (text: string): string[] =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map((s) => s.segment);

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    ' ',
    '\n',
    '\n\n',
    '\r\n',
    '. ',
    '! ',
    ' ?\u00a0',
    '\u202f',
    '👨‍👩‍👧‍👦',
    '🇫🇷🇬🇧🇺🇸',
    'e\u0301',
    ' \u0301',
    'שלום',
    '1\u202f250,00\u00a0€',
  ),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

describe('splitText', () => {
  test('keeps every part within the limit and loses nothing but white space', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 24, max: 120 }), (whole, limit) => {
        const parts = splitText(whole, limit);
        expect(bare(parts.join(''))).toBe(bare(whole));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('never cuts inside a grapheme', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 60, max: 120 }), (whole, limit) => {
        fc.pre(graphemes(whole).every((grapheme) => grapheme.length <= limit));
        const ofWhole = graphemes(whole).filter((grapheme) => bare(grapheme) !== '');
        const ofParts = splitText(whole, limit)
          .flatMap(graphemes)
          .filter((grapheme) => bare(grapheme) !== '');
        expect(ofParts).toEqual(ofWhole);
      }),
      { numRuns: 2_000 },
    );
  });

  test('cuts after a paragraph before it cuts after a sentence, and after a sentence before a word', () => {
    expect(splitText('One two. Three four.\n\nFive six. Seven', 30)).toEqual(['One two. Three four.', 'Five six. Seven']);
    expect(splitText('Un deux trois. Quatre cinq six sept', 30)).toEqual(['Un deux trois.', 'Quatre cinq six sept']);
    expect(splitText('un deux trois quatre cinq six sept', 20)).toEqual(['un deux trois quatre', 'cinq six sept']);
  });

  test('does not part an amount from its currency', () => {
    const amount = '1\u202f250,00\u00a0€';
    for (let limit = 12; limit < 40; limit += 1) {
      expect(splitText(`Votre solde est aujourd’hui de ${amount} environ`, limit).some((part) => part.includes(amount))).toBe(true);
    }
  });

  test('has an end for 10 000 characters without a space, and for one grapheme longer than a message', () => {
    expect(splitText('x'.repeat(10_000)).map((part) => part.length)).toEqual([1900, 1900, 1900, 1900, 1900, 500]);
    const zalgo = `a${'\u0301'.repeat(5_000)}`;
    expect(splitText(zalgo).join('')).toBe(zalgo);
    expect(splitText('👍'.repeat(2_000)).every((part) => part.isWellFormed())).toBe(true);
  });

  test('has nothing to say for nothing but white space', () => {
    expect(splitText('')).toEqual([]);
    expect(splitText(' \n\u00a0\t')).toEqual([]);
  });
});
