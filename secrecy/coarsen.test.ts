import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bandOfMoney, coarsen, weekOf } from './coarsen.ts';

const euros = (minor: bigint) => ({ minor, currency: 'EUR' });
const bandOf = (minor: bigint): readonly number[] => {
  const { low, high } = bandOfMoney(euros(minor)).band;
  return [low, high];
};

describe('a band', () => {
  test.each([
    [0n, [0, 50]],
    [4_999n, [0, 50]],
    [5_000n, [50, 100]],
    [12_345n, [100, 200]],
    [99_999n, [500, 1_000]],
    [123_456n, [1_000, 2_000]],
    [337_638n, [2_000, 5_000]],
    [-123_456n, [-2_000, -1_000]],
    [-1n, [-50, 0]],
    [2_000_000_000n, [20_000_000, 50_000_000]],
  ])('around %s', (minor, band) => {
    expect(bandOf(minor)).toEqual(band);
  });

  test('holds the amount, is at least 50 wide, and is the same for every amount inside it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -100_000_000_000n, max: 100_000_000_000n }), (minor) => {
        const [low = 0, high = 0] = bandOf(minor);
        const amount = Number(minor) / 100;
        expect(low <= amount && amount <= high && high - low >= 50).toBe(true);
        const middle = bandOf(BigInt(Math.round((low + high) * 50)));
        expect(middle).toEqual([low, high]);
      }),
    );
  });
});

test('a day is told by the Monday of its week, and a name has no coarser form', () => {
  expect(['2026-11-30', '2026-12-06', '2026-12-07', '2027-01-01'].map((day) => weekOf({ day }).week)).toEqual([
    '2026-11-30',
    '2026-11-30',
    '2026-12-07',
    '2026-12-28',
  ]);
  expect([coarsen('Fnac'), coarsen(3), coarsen({ time: '10:00' })]).toEqual([undefined, undefined, undefined]);
});
