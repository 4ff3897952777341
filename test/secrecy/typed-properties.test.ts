import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import { growthOf } from '../support/growth.ts';
import { createRandom } from '../support/random.ts';
import { makeCard } from './typed-cards.ts';
import { makeTypedIbans } from './typed-ibans.ts';
import { inGroups } from './typed-random.ts';

const options = { seed: 2_026, numRuns: 400 };
/** Anything but digits and letters that could be read as part of the number. */
const around = fc.array(
  fc.constantFrom(' ', '  ', '\n', 'é', 'ça marche pas', 'my card', '€', '😀', '«', '»', '(', ')', '…', 'carte', 'why?', 'ж', '中'),
  {
    maxLength: 8,
  },
);
const seed = fc.integer({ min: 0, max: 2 ** 31 });
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');

describe('whatever is around it', () => {
  test('a card number is gone', () => {
    fc.assert(
      fc.property(
        seed,
        fc.tuple(around, around),
        fc.constantFrom('', ' ', '-', '.', '\u00A0', '\n'),
        (start, [before, after], separator) => {
          const { number } = makeCard(createRandom(start));
          fc.pre(number.length >= 16);
          const { text, found } = redactTyped(`${before.join(' ')} ${inGroups(number, [4], separator)} ${after.join(' ')}`);
          expect(found).toContain('card');
          expect(plain(text)).not.toContain(number.slice(0, 6));
          expect(plain(text)).not.toContain(number.slice(-6));
        },
      ),
      options,
    );
  });

  test('an IBAN is gone', () => {
    fc.assert(
      fc.property(seed, around, around, (start, before, after) => {
        const [iban] = makeTypedIbans(createRandom(start), 1);
        const { text, found } = redactTyped(`${before.join(' ')} ${iban?.number} ${after.join(' ')}`);
        expect(found).toContain('iban');
        expect(text).not.toContain(iban?.number.slice(4, 14));
      }),
      options,
    );
  });

  const given = fc.constantFrom(
    'mon code pin est V',
    'mot de passe : Aze_V',
    'the cvv is V',
    'my otp is V',
    'V c’est mon code secret',
    'my password is x9V!',
  );
  test('a code or a password is gone', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 100, max: 989_898 }), fc.tuple(around, around), (phrase, number, [before, after]) => {
        const secret = phrase.includes('cvv') ? String(number).slice(0, 3) : String(number).padStart(6, '7');
        const { text } = redactTyped(`${before.join(' ')}\n${phrase.replace('V', secret)}\n${after.join(' ')}`);
        expect(text).not.toContain(secret);
      }),
      options,
    );
  });
});

describe('any text', () => {
  test('comes out as it went in where nothing was found, and as it came out when it goes in again', () => {
    const words = fc.constantFrom(
      'mon',
      'code',
      'pin',
      'est',
      '1234',
      'mot de passe',
      ':',
      'Azerty12',
      '4111 1111',
      'cvv',
      '123',
      'is',
      '.',
      '[card]',
      'sms',
      '482913',
      'carte',
      '😀',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words, { maxLength: 24 }).map((list) => list.join(' ')),
        ),
        (text) => {
          const once = redactTyped(text, 'never');
          if (once.found.length === 0) expect(once.text).toBe(text);
          expect(redactTyped(once.text, 'never').text.length).toBeLessThanOrEqual(once.text.length + 8);
        },
      ),
      options,
    );
  });

  test.each([
    ['names of secrets', 'code pin mot de passe cvv '],
    ['names and numbers', 'mon code est 12 34 '],
    ['numbers', '1234 '],
    ['numbers with signs', '12-34.56/'],
    ['one long number', '7'],
    ['one long word', 'x'],
    ['a long password', 'mot de passe : Aze1#'],
    ['words nearly right', 'crpytogrammme verificaiton '],
    ['quotes', 'mot de passe "'],
    ['spelled digits', 'code un deux trois quatre cinq '],
    ['parts of cards', '4111 1111 ; '],
    ['what was taken out', '[card] 12/28 [pin] '],
    ['zero-width signs', 'code\u200B\u200B1\u200B'],
    ['brackets', '[[[['],
    ['accesses without a stroke', 'login x1 '],
    ['backs of nothing', 'au dos 123 '],
    ['texts', 'sms 123456 code '],
  ])('takes a time in proportion to its length: %s', async (_name, part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length));
    // A square would be a hundred.
    expect(await growthOf((size) => redactTyped(text.slice(0, size)), { from: 10_000, to: 100_000 })).toBeLessThan(50);
  });
});
