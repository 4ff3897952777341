import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutTitle } from './cut-title.ts';
import { codePoints } from './text-limits.ts';

describe('cutTitle', () => {
  test('leaves what fits as it is, emoji and accents counted once', () => {
    expect(cutTitle('Compte de dépôt', 20)).toBe('Compte de dépôt');
    expect(cutTitle('👍'.repeat(20), 20)).toBe('👍'.repeat(20));
  });

  test('ends in an ellipsis where something was cut', () => {
    expect(cutTitle('Carrefour Market Montparnasse', 20)).toBe('Carrefour Market Mo…');
    expect(cutTitle('Carrefour Market Paris', 18)).toBe('Carrefour Market…');
  });

  test('never exceeds the limit and never cuts inside a grapheme', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '👨‍👩‍👧', '🇫🇷', 'e\u0301'), maxLength: 40 }), (title) => {
        const cut = cutTitle(title, 20);
        expect(codePoints(cut)).toBeLessThanOrEqual(20);
        const kept = cut.endsWith('…') ? cut.slice(0, -1) : cut;
        const boundaries = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(title.trim())].map((s) => s.index);
        expect([...boundaries, title.trim().length]).toContain(kept.length);
        expect(title.trim().startsWith(kept)).toBe(true);
      }),
    );
  });
});
