import { expect, test } from '@jest/globals';
import { hashWord } from './hashes.ts';
import { learnFeatures } from './vectoriser.ts';

const sentences = [['solde'], ['solde', 'compte'], ['solde', 'zebu'], ['compte']];

test('keeps all features there are, unless told how many fit: then those go that the fewest sentences have', () => {
  const all = learnFeatures(sentences);
  const few = learnFeatures(sentences, 9);
  expect(all.hashes.length).toBeGreaterThan(20);
  expect([few.hashes.length, few.weights.length]).toEqual([9, 9]);
  const { word, grams } = hashWord('solde');
  expect([word, ...grams].filter((hash) => few.hashes.includes(hash)).length).toBeGreaterThan(6);
  expect(few.hashes).not.toContain(hashWord('zebu').word);
});
