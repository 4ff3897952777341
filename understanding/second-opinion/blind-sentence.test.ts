import { describe, expect, test } from '@jest/globals';
import knownMerchants from '../readers/known-merchants.json' with { type: 'json' };
import { numberFromWords } from '../readers/number-words.ts';
import { functionWords } from '../text/function-words.ts';
import { blindSentence } from './blind-sentence.ts';
import lists from './common-words.json' with { type: 'json' };

const blind = (text: string, named = {}) => blindSentence(text, named)?.sentence;

describe('a blind sentence', () => {
  test.each([
    ['Est-ce que ma sœur Julie Martin a reçu mes 1 234,56 € ?', 'est ce que ma soeur [name_1] a recu mes [number_1] ?'],
    ['cinquante euros pour Kévin, et vingt pour Kévin', '[number_1] euros pour [name_1] et [number_2] pour [name_1]'],
    ['my packet from Boots is delayed', 'my packet from [name_1] is delayed'],
    ['écrivez à jean.dupont@banque.example ou www.site.example/x?y=1', '[name_1] a [name_2] ou [number_1]'],
    ['mon iban c’est [iban], merci', 'mon iban c est [iban] merci'],
    ['colis 6A 1234 5678 901', 'colis [number_1]'],
    ['le 12/03/2026 à 14:30', 'le [number_1] a [number_2]'],
    ['JE VEUX MON FRIC ORANGE', 'je veux mon fric [name_1]'],
    ['٤٤٤٤ ４４４４', '[number_1]'],
    ['rien pour Marie et Mai', 'rien pour [name_1] et [name_2]'],
  ])('of %s', (text, expected) => {
    expect(blind(text)?.replaceAll(/ ?,/g, '')).toBe(expected);
  });

  test('hides what was read as a shop or an account, also where its words are ordinary', () => {
    expect(blind('mon achat chez au petit pain', { merchant: 'au petit pain' })).toBe('mon achat chez [merchant_1]');
    expect(blind('le compte vacances', { account: { name: 'vacances' } })).toBe('le compte [account_1]');
  });

  test('reads one slip as the word of the list, and sends that word', () => {
    expect(blind('mon paquuet est perdu')).toBe('mon paquet est perdu');
  });

  test('gives back what the customer wrote, sign by sign, and only that', () => {
    const sentence = blindSentence('Ma sœur Julie Martin a reçu 1 234,56 € ?');
    expect(sentence?.original('[name_1]')).toBe('Julie Martin');
    expect(sentence?.original('[number_1]')).toBe('1 234,56');
    expect(sentence?.original('SOEUR [name_1] a recu')).toBe('soeur Julie Martin a reçu');
    for (const quote of ['', '   ', 'julie', '[name_2]', '[name_1] [number_1]', 'https://evil.example', '<b>', 'a '.repeat(1_000_000)])
      expect(sentence?.original(quote)).toBeUndefined();
  });

  test('is not made of what is too long for one', () => {
    expect(blindSentence('a '.repeat(61))).toBeUndefined();
    expect(blindSentence('x'.repeat(401))).toBeUndefined();
  });
});

describe('the public list', () => {
  const words = Object.values(lists).flatMap((list) => list.split(' '));

  test('has each word once, folded, at its letter', () => {
    for (const [letter, list] of Object.entries(lists))
      for (const word of list.split(' ')) expect(word).toMatch(new RegExp(`^${letter}[a-z]*$`));
    expect(new Set(words).size).toBe(words.length);
    expect(words.length).toBeGreaterThan(3_000);
  });

  test('has no number, and no shop that is known by one word', () => {
    const numbers = words.filter((word) => numberFromWords(word) !== undefined && !functionWords.has(word));
    const shops = knownMerchants.filter((name) => words.includes(name) && !functionWords.has(name));
    expect({ numbers, shops }).toEqual({ numbers: [], shops: [] });
  });
});
