import { expect, test } from '@jest/globals';
import { readArguments } from './sizes.ts';

test('the whole benchmark goes up to a million conversations, and writes no file', () => {
  const { json, sizes } = readArguments([]);
  expect(json).toBeUndefined();
  expect(sizes.conversations).toEqual([1_000, 100_000, 1_000_000]);
  expect(sizes.rounds).toBe(3);
});

test('the quick one measures less of everything', () => {
  const [whole, quick] = [readArguments([]).sizes, readArguments(['--quick', '--json', 'figures.json']).sizes];
  expect(quick.rounds).toBeLessThan(whole.rounds);
  expect(quick.turns).toBeLessThan(whole.turns);
  expect(quick.bankingTurns).toBeLessThan(whole.bankingTurns);
  expect(quick.conversations).toEqual([1_000, 10_000]);
  expect(readArguments(['--quick', '--json', 'figures.json']).json).toBe('figures.json');
});

test('an option that does not exist is refused', () => {
  expect(() => readArguments(['--fast'])).toThrow("'--fast'");
});
