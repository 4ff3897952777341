import { expect, test } from '@jest/globals';
import { hashWord } from './hashes.ts';
import { createVectoriser, learnFeatures } from './vectoriser.ts';

const sentences = [['solde'], ['solde', 'compte'], ['solde', 'zebu'], ['compte']];

test('gives all features there are a weight, unless told how many fit: then those have none that the fewest sentences have', () => {
  const all = learnFeatures(sentences);
  const few = learnFeatures(sentences, 9);
  expect(all.hashes.length).toBeGreaterThan(20);
  expect([few.hashes.length, few.weights.length]).toEqual([all.hashes.length, 9]);
  const { word, grams } = hashWord('solde');
  expect([word, ...grams].filter((hash) => few.hashes.indexOf(hash) < 9).length).toBeGreaterThan(6);
  const { ids, unknown } = createVectoriser(few).vectorise(['zebu']);
  expect(unknown[0]).toBe(0);
  expect([...ids]).toEqual([9]);
});
