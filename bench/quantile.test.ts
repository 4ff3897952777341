import { expect, test } from '@jest/globals';
import { median, quantile } from './quantile.ts';

test('the median and the tail of values in any order', () => {
  const values = [5, 1, 4, 2, 3];
  expect(median(values)).toBe(3);
  expect(quantile(values, 0)).toBe(1);
  expect(quantile(values, 0.99)).toBe(5);
  expect(values).toEqual([5, 1, 4, 2, 3]);
});

test('of a thousand values one lies above the 99.9th percentile', () => {
  const values = Array.from({ length: 1_000 }, (_, index) => index);
  expect(quantile(values, 0.999)).toBe(999);
  expect(quantile(values, 0.99)).toBe(990);
});

test('nothing measured is no number', () => {
  expect(median([])).toBeNaN();
});
