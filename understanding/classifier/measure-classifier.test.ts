import { expect, test } from '@jest/globals';
import { figuresOf, type Judged } from './measure-classifier.ts';

const row = (label: string | null, answer: string, [score, belonging]: readonly [number, number]): Judged => ({
  label,
  answer,
  score,
  belonging,
});

test('all right, sure and apart from strangers', () => {
  const figures = figuresOf([row('a', 'a', [1, 0.9]), row('b', 'b', [1, 0.8]), row(null, 'a', [0.2, 0.1])]);
  expect(figures).toEqual({ accuracy: 1, macroF1: 1, ece: 0, oosAuroc: 1, oosRecallAt95: 1 });
});

test('errors, overconfidence, and strangers that look familiar', () => {
  const figures = figuresOf([
    row('a', 'a', [0.9, 0.9]),
    row('a', 'b', [0.9, 0.5]),
    row('b', 'b', [0.9, 0.7]),
    row('b', 'b', [0.9, 0.8]),
    row(null, 'a', [0.9, 0.5]),
    row(null, 'a', [0.9, 0.75]),
  ]);
  expect(figures.accuracy).toBe(0.75);
  // a: one right of two given and one answered, 2/3; b: two right of two given and three answered, 4/5.
  expect(figures.macroF1).toBeCloseTo((2 / 3 + 4 / 5) / 2);
  expect(figures.ece).toBeCloseTo(0.15);
  // Of eight pairs five are in order, one is a tie.
  expect(figures.oosAuroc).toBeCloseTo(5.5 / 8);
  expect(figures.oosRecallAt95).toBe(0);
});

test('without strangers nothing is said of them', () => {
  expect(figuresOf([row('a', 'a', [1, 1])])).toMatchObject({ oosAuroc: null, oosRecallAt95: null });
});
