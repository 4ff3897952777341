import { expect, test } from '@jest/globals';
import { createLostCount } from './count-lost.ts';

function lostOf(numbers: readonly (number | readonly [number, number])[], fromTheStart = true): number {
  const count = createLostCount({ fromTheStart });
  for (const one of numbers)
    count.note(typeof one === 'number' ? { process: 'a', number: one } : { process: 'a', number: one[0], missing: one[1] });
  return count.lost();
}

test.each<{ what: string; numbers: (number | [number, number])[]; lost: number }>([
  { what: 'nothing in a row', numbers: [1, 2, 3], lost: 0 },
  { what: 'nothing out of order or twice', numbers: [2, 1, 4, 3, 3, 1], lost: 0 },
  { what: 'what is missing in between', numbers: [1, 4, 5, 9], lost: 5 },
  { what: 'what is missing at the start', numbers: [3, 4], lost: 2 },
  { what: 'what a gap tells of, once', numbers: [1, 2, [5, 3], 6], lost: 3 },
  { what: 'a wide gap at once', numbers: [1, [5_000_000_001, 5_000_000_000], 5_000_000_002], lost: 5_000_000_000 },
  { what: 'a gap that comes late', numbers: [1, 6, [5, 2], 2, 3], lost: 2 },
  { what: 'a gap and a hole', numbers: [1, [5, 2], 6], lost: 4 },
])('counts $what', ({ numbers, lost }) => {
  expect(lostOf(numbers)).toBe(lost);
});

test('counts for each process, and not what was dropped with the part of the chain before', () => {
  expect(lostOf([7, 8, 10], false)).toBe(1);
  const count = createLostCount({ fromTheStart: true });
  for (const process of ['a', 'b']) for (const number of [1, 3]) count.note({ process, number });
  expect(count.lost()).toBe(2);
});
