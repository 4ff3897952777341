import { describe, expect, test } from '@jest/globals';
import { redact } from './redact.ts';

const visa = '4111111111111111';

describe('redact', () => {
  test.each([
    ['plain', visa],
    ['in groups', '4111 1111 1111 1111'],
    ['with hyphens', '4111-1111-1111-1111'],
    ['with dots and no-break spaces', '4111.1111\u00A01111\u202F1111'],
    ['with zero-width spaces', '4111\u200B1111\u200B1111\u200B1111'],
    ['full-width', '４１１１１１１１１１１１１１１１'],
    ['Arabic-Indic', '٤١١١١١١١١١١١١١١١'],
    ['American Express', '3782 822463 10005'],
  ])('takes out a card number %s', (_name, number) => {
    expect(redact(`ma carte ${number} merci`)).toEqual({ text: 'ma carte [card] merci', found: ['card'] });
  });

  test.each(['FR76 3000 6000 0112 3456 7890 189', 'GB82WEST12345698765432', 'de89 3704 0044 0532 0130 00'])(
    'takes out the IBAN %s',
    (iban) => {
      expect(redact(`my account is ${iban}.`)).toEqual({ text: 'my account is [iban].', found: ['iban'] });
    },
  );

  test.each([
    'le reçu de 34,90 € du 12/11/2026',
    'order number 4111111111111112',
    'call me on 01 99 00 12 34 or +44 20 7946 0123',
    'tracking 6A12345678901',
    '0000000000000000',
  ])('leaves "%s" alone', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });

  test('takes out several and keeps what is between them', () => {
    expect(redact(`${visa} et FR7630006000011234567890189 ok`).text).toBe('[card] et [iban] ok');
  });

  test('finds a card after another number', () => {
    expect(redact(`le 12 4111 1111 1111 1111 et 3`).text).toBe('le 12 [card] et 3');
  });

  test('leaves long numbers that are not cards alone', () => {
    expect(redact('99887766554433221100998877').found).toEqual([]);
  });

  test('never runs two numbers of a sentence together over words', () => {
    expect(redact('41111111 puis 11111111').found).toEqual([]);
  });

  test('stays linear on 100 000 digits', () => {
    expect(redact('1234567890'.repeat(10_000)).text.length).toBeGreaterThan(0);
  });
});
