import { expect, test } from '@jest/globals';
import { asksForEnough, readQuestion } from './question-reader.ts';

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
  'de combien je suis a decouvert',
  'puis-je payer 80 € sans etre a decouvert',
  'how much am i overdrawn',
  'can i pay 120 without going overdrawn',
  'what happens if i am overdrawn without knowing',
  'quel est mon solde',
  'balance',
])('%j does not', (text) => {
  expect(readQuestion(text)).toBeUndefined();
});

test.each([
  ['c koi mon decouvert autorise', 'overdraft'],
  ['quel est mon decouvert autorise', 'overdraft'],
  ['le montant de mon autorisation de decouvert', 'overdraft'],
  ['whats my overdraft limit', 'overdraft'],
  ['how far into my overdraft am i', 'overdraft'],
  ['do i have an overdraft', 'overdraft'],
  ['pourquoi mon solde disponible est different de mon solde', 'available'],
  ["c'est quoi la difference entre comptabilise et disponible ?", 'available'],
  ['que veut dire disponible', 'available'],
  ['why is my available balance lower than my balance', 'available'],
  ["what's the difference between booked and available", 'available'],
  ['what does available balance mean', 'available'],
  ['why is my available balance lower', 'available'],
  ['quel est mon solde disponible', undefined],
  ["what's my available balance", undefined],
  ['les operations en attente', undefined],
] as const)('%s asks for %s', (text, question) => {
  expect(readQuestion(text)).toBe(question);
});

test.each([
  'ai-je assez pour payer 3000 euros ?',
  "est ce que j'ai de quoi payer 80 euros",
  'puis-je me permettre 1200 euros',
  'can i afford $5000?',
  'do i have enough for a 300 pound bill',
  'can i spend 80 pounds',
])('%s is about having enough', (text) => {
  expect(asksForEnough(text)).toBe(true);
});

test.each(['combien je paie chez edf', 'can you pay 50 pounds to mum', 'payer 30 euros', 'mes paiements de 50 euros'])(
  '%s is not',
  (text) => {
    expect(asksForEnough(text)).toBe(false);
  },
);
