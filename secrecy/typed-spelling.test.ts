import { describe, expect, test } from '@jest/globals';
import { meantWord } from './typed-spelling.ts';

describe('a name of a secret', () => {
  test.each([
    ['mdp', 'password'],
    ['passwrd', 'password'],
    ['pasword', 'password'],
    ['passwrod', 'password'],
    ['cryptograme', 'cryptogramme'],
    ['crpytogrammme', 'cryptogramme'],
    ['confidenciel', 'confidentiel'],
    ['verificaiton', 'verification'],
    ['secuirty', 'security'],
    ['cod', 'code'],
  ])('%s means %s', (word, name) => {
    expect(meantWord(word)).toBe(name);
  });

  test.each([
    'passport',
    'passeport',
    'information',
    'conversation',
    'sécurité',
    'secretaire',
    'bonjour',
    'colis',
    'moderation',
    'x'.repeat(50),
  ])('%s means itself', (word) => {
    expect(meantWord(word)).toBe(word);
  });
});
