import { describe, expect, test } from '@jest/globals';
import { growthOf } from '../test/support/growth.ts';
import { safeText } from './safe-text.ts';

describe('text from outside, in a message of the bank', () => {
  test.each([
    'Carrefour',
    'Café de l’Île',
    'MÜLLER & SÖHNE',
    'H&M n° 12',
    'Boulangerie\u00A0Paul',
    '🧑‍🍳 Chez Léo ❤️',
    'فروشگاه',
    'Visa ···· 1234',
    '',
  ])('leaves "%s" as it is', (text) => {
    expect(safeText(text)).toBe(text);
  });

  test.each([
    ['line breaks', 'Fnac\r\n\n⚠️ Votre compte est bloqué\u2028Appelez', 'Fnac ⚠️ Votre compte est bloqué Appelez'],
    ['control characters', 'Fn\u0000a\u001Bc\u0085', 'Fn a c'],
    ['a reading direction', 'Paid \u202E00,01 €\u202C \u2066x\u2069\u200F', 'Paid 00,01 € x'],
    ['signs without width', 'F\u200Bn\u2060a\uFEFFc\u{E0041}', 'Fnac'],
    ['heaps of marks', `Z${'\u0301'.repeat(500)}`, `Z${'\u0301'.repeat(3)}`.normalize('NFD')],
    ['half of a pair', 'a\uD800b', 'a\uFFFDb'],
    ['nothing that is seen', '\u200B \u2066', '—'],
  ])('takes out %s', (_name, text, safe) => {
    expect(safeText(text)).toBe(safe);
  });

  test.each([
    'Bloqué : https://evil.example/login?x=1',
    'HTTP://1.2.3.4/a',
    'www.evil-bank.example',
    'evil.example',
    'voir bit.ly/abc',
    'm.me/evil',
    'write to help@evil-bank.co.uk',
    'еvil.рф',
    'evil。example',
  ])('gives Messenger nothing to make a link of: %s', (text) => {
    const safe = safeText(text);
    expect(safe.replaceAll('\u2060', '')).toBe(text);
    expect(safe).not.toMatch(/:\/\/|[\p{L}\p{N}][.。][\p{L}\p{N}]{2}/u);
  });

  test('names no whole card or account number', () => {
    expect(safeText('VIR FR76 3000 6000 0112 3456 7890 189 CB 4111111111111111')).toBe('VIR ···· 0189 CB ···· 1111');
  });

  test('is one line of at most 140 characters, however long the text', async () => {
    expect([...new Intl.Segmenter().segment(safeText('Éa '.repeat(100_000)))].length).toBeLessThanOrEqual(140);
    expect(safeText('👩‍👩‍👧‍👦'.repeat(5_000)).length).toBeLessThan(2_900);
    expect(await growthOf((size) => safeText('Éa '.repeat(size)), { from: 10_000, to: 100_000 })).toBeLessThan(50);
  });
});
