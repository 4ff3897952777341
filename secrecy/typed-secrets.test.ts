import { describe, expect, test } from '@jest/globals';
import { redactTyped } from './redact-typed.ts';
import { handingWords } from './typed-only.ts';

describe('a code that may be the one of the linking page', () => {
  test.each([
    '123456',
    'mon code est 123456',
    'code 123456',
    'code: 123 456',
    'voila le code 123456',
    'j’ai reçu le code sur la page : 123456',
    'le code affiché est 123456',
    'the code is 123456',
    'here is my code 123456',
    'I got the code on the page 123456',
    '123456 c’est le code',
    'le code est 12345',
  ])('stays as long as one may be awaited: %s', (text) => {
    expect(redactTyped(text)).toEqual({ text, found: [] });
  });

  test.each(['mon code est 123456', 'the code is 123456', '123456 c’est le code'])('goes where none is: %s', (text) => {
    expect(redactTyped(text, 'never').text).toBe(text.replace('123456', '[code]'));
  });

  test('stays in any case where it is bare: it is no more than a number', () => {
    expect(redactTyped('123456', 'never').found).toEqual([]);
  });

  test.each([
    'le code reçu par sms est 123456',
    'my OTP is 123456',
    'code de validation 123456',
    'le code pour valider l’achat est 123456',
    'un conseiller me demande le code 123456',
    'code 123456 valable 10 minutes, ne le transmettez pas',
  ])('is none, and goes: %s', (text) => {
    expect(redactTyped(text)).toEqual({ text: text.replace('123456', '[code]'), found: ['code'] });
  });
});

describe('a secret', () => {
  test.each([
    ['mon code pin est 4821 et le cvv 123', 'mon code pin est [pin] et le cvv [cvv]', ['pin', 'cvv']],
    ['4111 1111 1111 1111 12/28 123', '[card] 12/28 [cvv]', ['card', 'cvv']],
    ['mdp : Azerty12 code 4821', 'mdp : [password] code [pin]', ['password', 'pin']],
    ['my pin is 4821 or 4812', 'my pin is [pin] or [pin]', ['pin']],
    ['my one-time password is 482913', 'my one-time password is [code]', ['code']],
    ['CODE PIN ４８２１', 'CODE PIN [pin]', ['pin']],
    ['code\u200B pin 4\u200B8\u200B2\u200B1', 'code\u200B pin [pin]', ['pin']],
  ])('%s', (text, clean, found) => {
    expect(redactTyped(text)).toEqual({ text: clean, found });
  });
});

describe('a part of a card number', () => {
  test.each([
    '4970 1012',
    '49701012',
    '4970-1012-3456',
    '3456 7893',
    '4 9 7 0 1 0 1 2',
    '３４５６ ７８９３',
    'et la suite 3456 7893',
    'the rest is 1111 1111',
    'Bonjour, 3456 7893 merci',
    'je vous envoie le début : 4111 1111',
    'I’ll send it in two messages 41111111',
    '3782 822463',
    'ma carte commence par 4970 1012, je continue',
  ])('%s', (text) => {
    const { text: clean, found } = redactTyped(text);
    expect(found).toEqual(['card_part']);
    expect(clean.normalize('NFKC')).not.toMatch(/\d/);
  });

  test.each([
    '3456',
    '497010',
    '12112026',
    '20261112',
    '0612345678',
    '06 12 34 56 78',
    '+33 6 12 34 56 78',
    '202-555-0143',
    '1 250 000',
    '12 345 678 €',
    '10000000',
    '6A12345678901',
    'commande 12345678',
    'ma carte de fidélité 49701012',
    'my order is 49701012',
    '302-1234567-1234567',
    '£12345678',
  ])('%s is none', (text) => {
    expect(redactTyped(text)).toEqual({ text, found: [] });
  });
});

describe('a message that is nothing but what was taken out', () => {
  test.each([
    '[card]',
    'mon code pin est [pin]',
    'my password is [password]',
    'et la suite [card]',
    'identifiant 12345678 mot de passe [password]',
    'cvv [cvv] exp 12/28',
  ])('leaves its words without it: %s', (text) => {
    expect(handingWords(text)).toBe(text.replaceAll(/\[\w+\]/g, ' '));
  });

  test.each(['bloquez ma carte [card]', 'quel est mon solde ? code [pin]', 'why is [card] refused', 'mon code pin', ''])(
    'is not %j',
    (text) => {
      expect(handingWords(text)).toBeUndefined();
    },
  );
});
