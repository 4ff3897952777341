import { expect, test } from '@jest/globals';
import { readQuestion } from './question-reader.ts';

test.each([
  'suis-je a decouvert ?',
  'est-ce que je suis a decouvert',
  'suis je dans le rouge',
  'jsuis a decouvert ?',
  'je veux savoir si je suis a decouvert',
  'mon compte joint est-il a decouvert',
  'am i overdrawn?',
  'am i in the red',
  'is my account overdrawn right now',
  "i want to know if i'm overdrawn",
  'am i overdrawn on my current account',
])('%j wants a yes or no', (text) => {
  expect(readQuestion(text)).toBe('overdrawn');
});

test.each([
  'quel est mon decouvert autorise',
  'de combien je suis a decouvert',
  'puis-je payer 80 € sans etre a decouvert',
  'how far into my overdraft am i',
  'how much am i overdrawn',
  'what is my overdraft limit',
  'can i pay 120 without going overdrawn',
  'what happens if i am overdrawn without knowing',
  'quel est mon solde',
  'balance',
])('%j does not', (text) => {
  expect(readQuestion(text)).toBeUndefined();
});
