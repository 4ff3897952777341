import { expect, test } from '@jest/globals';
import { asksForEnough, priceAlone, readQuestion } from './question-reader.ts';

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
  ["jusqu'a combien je peux aller a decouvert", 'overdraft'],
  ['how far can i go overdrawn', 'overdraft'],
  ["pourquoi j'ai deux montants sur mon compte", 'available'],
  ['difference between the two balances', 'available'],
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
  'je pourrais payer une facture de 90 euros',
  "est-ce que ca passe si j'achete un truc a 120 €",
  'y a-t-il assez sur le compte joint pour 200 euros',
  'could i cover a bill of 120',
  "je peux m'offrir un ordi a 600 euros",
  'can i treat myself to a 600 dollar laptop',
  'would a 90 pound bill go through',
  'will 75 pounds go through tonight',
  'est ce que 75 euros ca passe ce soir',
  'is there enough to pay my rent of 700',
])('%s is about having enough', (text) => {
  expect(asksForEnough(text)).toBe(true);
});

test.each([
  'did my tesco payment go through',
  'combien je paie chez edf',
  'can you pay 50 pounds to mum',
  'payer 30 euros',
  'mes paiements de 50 euros',
])('%s is not', (text) => {
  expect(asksForEnough(text)).toBe(false);
});

test.each([
  ['is there enough to pay my rent of 700', '700'],
  ['could i cover a bill of 120.50?', '120.50'],
  ['puis-je depenser 1 200 ce mois-ci', '1 200'],
  ['ai-je de quoi payer 80 ?', '80'],
  ['ai-je assez pour un iphone 15', ''],
  ['can i afford 2 pizzas', ''],
  ['y a-t-il assez sur le compte joint', ''],
])('%s has the price %j', (text, price) => {
  expect(priceAlone(text).trim()).toBe(price);
});
