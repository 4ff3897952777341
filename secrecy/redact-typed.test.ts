import { describe, expect, test } from '@jest/globals';
import { growthOf } from '../test/support/growth.ts';
import { redactTyped } from './redact-typed.ts';

describe('a mistyped card number', () => {
  test.each([
    ['4111 1111 1111 1112', '[card]'],
    ['4111111111111112', '[card]'],
    ['ma carte c’est 4970-1012-3456-7890', 'ma carte c’est [card]'],
    ['5500.0000.0000.0005 exp 12/28', '[card] exp 12/28'],
    ['my visa 4111 1111 1111 1112 was declined', 'my visa [card] was declined'],
    ['le 12 4111 1111 1111 1112', 'le 12 [card]'],
    ['j’ai payé ma commande avec la carte 4111 1111 1111 1112', 'j’ai payé ma commande avec la carte [card]'],
    ['2720 9900 0000 0001', '[card]'],
  ])('%s is taken out as probable', (text, clean) => {
    expect(redactTyped(text)).toEqual({ text: clean, found: ['probable_card'] });
  });

  test('beside a right one is told, too', () => {
    expect(redactTyped('4111 1111 1111 1111 ou 4111 1111 1111 1112').found).toEqual(['card', 'probable_card']);
  });
});

describe('a number of something else', () => {
  test.each([
    'order number 4111111111111112',
    'ma commande 4556 1234 1234 1234',
    'mon colis 5123456789012345 n’arrive pas',
    'where is my parcel? 4556123412341234',
    '4556123412341234 c’est le numéro de suivi',
    'dossier n° 4556 1234 1234 1234',
    'la carte a payé la commande 4556123412341234',
    'invoice 4000123412341235',
    'USPS 9400 1000 0000 4111 1111 11',
    '9400 4111 1111 1111 1112',
    '4111 1111 1111 1112 0000',
    'AB4111111111111112',
    '6011 1111 1111 1118',
    '1234 5678 9012 3456',
    '4111 1111-1111 1112',
    '41111111111111',
  ])('%s stays', (text) => {
    expect(redactTyped(text)).toEqual({ text, found: [] });
  });

  test('is never taken for a card among generated orders and parcels', () => {
    const words = ['commande', 'colis', 'numéro de suivi', 'facture', 'order', 'parcel', 'tracking', 'invoice', 'référence', 'dossier'];
    const texts = Array.from({ length: 2_000 }, (_unused, index) => {
      const number = String(4_000_000_000_000_000n + BigInt(index) * 700_000_000_001n);
      const written = index % 2 === 0 ? number : (number.match(/.{4}/g) ?? []).join(' ');
      const word = words[index % words.length] ?? '';
      return index % 3 === 0 ? `où est ${written}, mon ${word} ?` : `${word} ${written}`;
    });
    // Those that pass Luhn's check are card numbers whatever is said of them.
    expect(texts.filter((text) => redactTyped(text).found.includes('probable_card'))).toEqual([]);
  });
});

test('takes a time in proportion to the length', async () => {
  for (const part of ['4111 1111 1111 1112 carte commande ', 'puis 4111 1111 1111 1112 et ']) {
    const text = part.repeat(4_000);
    expect(await growthOf((size) => redactTyped(text.slice(0, size)), { from: 10_000, to: 100_000 })).toBeLessThan(50);
  }
});
