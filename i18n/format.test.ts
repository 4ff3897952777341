import { describe, expect, test } from '@jest/globals';
import { createFormatters } from './format.ts';

const formatterFor = createFormatters();
const today = '2026-11-17';

describe('a day', () => {
  test.each([
    ['fr-FR', '2026-11-17', 'mardi 17 novembre'],
    ['fr-FR', '2026-11-01', 'dimanche 1er novembre'],
    ['fr-FR', '2026-10-11', 'dimanche 11 octobre'],
    ['fr-FR', '2025-03-01', '1er mars 2025'],
    ['en-GB', '2026-11-01', 'Sunday 1 November'],
    ['en-US', '2026-11-17', 'Tuesday, November 17'],
    ['en-US', '2025-03-01', 'March 1, 2025'],
  ] as const)('in %s: %s is %s', (locale, day, written) => {
    expect(formatterFor(locale).day({ day }, today)).toBe(written);
  });

  test.each([
    ['fr-FR', '17 nov.'],
    ['en-GB', '17 Nov'],
    ['en-US', 'Nov 17'],
  ] as const)('has a short form for buttons in %s', (locale, written) => {
    expect(formatterFor(locale).shortDay({ day: today })).toBe(written);
  });

  test('is the first in the short form too', () => {
    expect(formatterFor('fr-FR').shortDay({ day: '2026-12-01' })).toBe('1er déc.');
  });
});

test.each([
  ['fr-FR', 'GBP', '12,00 £'],
  ['en-GB', 'GBP', '£12.00'],
  ['fr-FR', 'USD', '12,00 $US'],
  ['en-GB', 'USD', 'US$12.00'],
] as const)('an amount in %s keeps what tells currencies apart: %s', (locale, currency, written) => {
  expect(
    formatterFor(locale)
      .money({ minor: 1200n, currency })
      .replaceAll(/[\u00A0\u202F]/g, ' '),
  ).toBe(written);
});
