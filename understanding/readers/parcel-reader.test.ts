import { expect, test } from '@jest/globals';
import { readParcel, readParcelQuestion } from './parcel-reader.ts';

test.each([
  ['ou est le colis 6a12345678901 ?', { number: '6A12345678901' }],
  ['suivi 6a 1234 5678 901', { number: '6A12345678901' }],
  ['suivi 6a 74529552342', { number: '6A74529552342' }],
  ['parcel 1z999aa10123456784', { number: '1Z999AA10123456784' }],
  ['tracking jd000123456gb', { number: 'JD000123456GB' }],
  ['mon numero de colis xs123456789fr', { number: 'XS123456789FR' }],
  ['mon colis chronopost', { carrier: 'chronopost' }],
  ['is my ups parcel late', { carrier: 'ups' }],
])('%s is about %j', (text, parcel) => {
  expect(readParcel(text)?.value).toEqual(parcel);
});

test.each(['mes paiements ups', 'ma commande du 12 novembre 2026', 'order of 50 pounds', 'colis amazon', 'code 123456'])(
  '%s names no parcel',
  (text) => {
    expect(readParcel(text)).toBeUndefined();
  },
);

test.each([
  ['est-ce que je serai livre demain ?', 'due'],
  ['ma commande arrive demain ?', 'due'],
  ['will my parcel arrive tomorrow', 'due'],
  ['mon colis zara est en retard ?', 'late'],
  ['is my asos order late', 'late'],
  ['ma commande la redoute est arrivee ?', 'arrived'],
  ['has my parcel arrived', 'arrived'],
  ['quel transporteur pour mon colis ?', 'carrier'],
  ["who's delivering my order", 'carrier'],
  ['numero de suivi de mon colis', 'carrier'],
  ['quand arrive mon colis ?', undefined],
  ['ou en est ma commande', undefined],
  ['where is my parcel?', undefined],
  ['mon colis', undefined],
  ['est-ce que mon salaire est arrive', undefined],
] as const)('%s asks %s', (text, question) => {
  expect(readParcelQuestion(text)).toBe(question);
});
