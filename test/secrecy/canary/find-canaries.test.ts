import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createFinder } from './find-canaries.ts';
import { numberWords } from './number-words.ts';

const find = createFinder({
  amounts: new Set(['123456', '4310', '9987', '176543']),
  numbers: ['FR7630006000011234567890189'],
  names: ['Zakaribex', 'Moreau'],
});
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
    'reversed 65,432 1',
    'le 3 : 65.4321',
    '43.10',
    '12,34 € 43,10 € 7,00 €',
    '1 2 3 4 . 5 6',
    '1-2-3-4-5-6',
    '4 3 , 1 0',
    'about 1 234 €',
    'EUR 1235',
    'environ 1 230 euros',
    'you have $1,235',
    'mille deux cent trente-quatre euros et cinquante-six centimes',
    'MILLE DEUX CENT TRENTE QUATRE VIRGULE CINQUANTE SIX',
    'one thousand two hundred and thirty-four pounds and fifty-six pence',
    'twelve hundred and thirty-four point five six',
    'un deux trois quatre virgule cinq six',
    'quatre-vingt-dix-neuf euros quatre-vingt-sept',
    'nonante-neuf francs, nonante-neuf virgule huitante-sept',
    'mille sept cent soixante-cinq euros et quarante-trois',
    'environ mille deux cent trente-cinq euros',
    String.raw`{"text":"1\u0020234,56"}`,
    `?amount=${encodeURIComponent('1 234,56')}`,
    `?amount=${encodeURIComponent(encodeURIComponent('1 234,56'))}`,
    `data ${Buffer.from('1234.56 EUR').toString('base64')}`,
    `ref_${Buffer.from('1234.56').toString('base64url')}`,
    `data ${Buffer.from('1234.56').toString('hex')}`,
    `data ${Buffer.from(Buffer.from('1 234,56').toString('base64')).toString('hex')}`,
    `data ${gzipSync('the balance is 1234.56').toString('base64')}`,
    '1&nbsp;234&comma;56',
    '&#49;&#50;&#51;&#52;,56',
    '１２３４．５６',
    '1\u200B2\u200B3\u200B4,5\u200B6',
    iban,
    iban.replaceAll(' ', ''),
    iban.toLowerCase().replaceAll(' ', '-'),
    `x ${Buffer.from(iban).toString('base64')}`,
    Array.from(iban).toReversed().join(''),
    'chez ZAKARIBEX, Lyon',
    'z a k a r i b e x',
    'Mme Moreau',
    Buffer.from('Zakaribex').toString('base64'),
  ])('%s', (text) => {
    expect(find(text)).not.toEqual([]);
  });

  test.each([
    'le 12 novembre 2026',
    '+33 1 99 00 12 34',
    'de 9 h à 18 h',
    '4310',
    '1 234',
    '12 345,67 €',
    '51 234,56 €',
    'entre 1 000 € et 2 000 €',
    'un, deux, trois',
    'mille mercis',
    'moreaux',
    '684f123456d0',
    '004310',
    '{"metadata":"a1123456-1234-4567-8910-123456123456"}',
  ])('and nothing in %s', (text) => {
    expect(find(text)).toEqual([]);
  });
});

test.each([
  [71, 'fr', 'soixante et onze'],
  [80, 'fr', 'quatre vingt'],
  [1_096, 'fr', 'mille quatre vingt seize'],
  [98, 'ch', 'nonante huit'],
  [200_417, 'en', 'two hundred thousand four hundred and seventeen'],
  [3_000_001, 'fr', 'trois million un'],
] as const)('%d in words (%s) is %s', (value, tongue, words) => {
  expect(numberWords(value, tongue).join(' ')).toBe(words.replaceAll(/ (et|and) /g, ' '));
});
