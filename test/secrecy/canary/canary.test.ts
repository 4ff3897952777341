import { describe, expect, test } from '@jest/globals';
import { runCanaries } from './canary-run.ts';
import { type Canaries, findCanaries } from './find-canaries.ts';

const canaries: Canaries = { amounts: new Set(['123456', '4310']), numbers: ['FR7630006000011234567890189'] };
const iban = 'FR76 3000 6000 0112 3456 7890 189';

describe('whatever it is written like, a canary is found', () => {
  test.each([
    'vous avez 1234.56 euros',
    'vous avez 1 234,56 €',
    'vous avez 1\u00A0234,56 €',
    'vous avez 1\u202F234,56 €',
    'you have £1,234.56',
    'Sie haben 1.234,56 €',
    "CHF 1'234.56",
    '1234€56',
    'cents: 123456',
    'reversed 654321',
    '43.10',
    String.raw`{"text":"1\u0020234,56"}`,
    `?amount=${encodeURIComponent('1 234,56')}`,
    `data ${Buffer.from('1234.56 EUR').toString('base64')}`,
    `data ${Buffer.from('1234.56').toString('hex')}`,
    '1&nbsp;234&comma;56',
    '&#49;&#50;&#51;&#52;,56',
    '１２３４．５６',
    '1\u200B2\u200B3\u200B4,5\u200B6',
    iban,
    iban.replaceAll(' ', ''),
    iban.toLowerCase().replaceAll(' ', '-'),
    `x ${Buffer.from(iban).toString('base64')}`,
  ])('%s', (text) => {
    expect(findCanaries(text, canaries)).not.toEqual([]);
  });

  test.each([
    'le 12 novembre 2026',
    '+33 1 99 00 12 34',
    'de 9 h à 18 h',
    '4310',
    '1 234',
    '12 345,67 €',
    '{"metadata":"a1123456-1234-4567-8910-123456123456"}',
  ])('and nothing in %s', (text) => {
    expect(findCanaries(text, canaries)).toEqual([]);
  });
});

test('forty random dialogues at the four levels tell nothing that they may not', async () => {
  const report = await runCanaries({ dialogues: 40, length: 6, seed: 7 });
  expect(report.leaks).toEqual([]);
  // They are looked for where they may be, and found there.
  expect(report.shown).toBeGreaterThan(10);
});
