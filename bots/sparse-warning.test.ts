import { describe, expect, test } from '@jest/globals';
import { createSparseWarning } from './sparse-warning.ts';

describe('a warning of what strangers do', () => {
  test('comes at once, then once a minute at most, with the number of times', () => {
    let now = 0;
    const warned: number[] = [];
    const happened = createSparseWarning((times) => void warned.push(times), { ticks: () => now });
    happened();
    for (now = 1; now < 60_000; now += 1_000) happened();
    expect(warned).toEqual([1]);
    now = 60_000;
    happened();
    expect(warned).toEqual([1, 61]);
    now = 500_000;
    happened();
    expect(warned).toEqual([1, 61, 1]);
  });
});
