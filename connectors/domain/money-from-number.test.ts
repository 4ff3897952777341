import { describe, expect, test } from '@jest/globals';
import { moneyFrom, moneyFromNumber } from './money-from-number.ts';

describe('a JSON number', () => {
  test.each([
    [0.1 + 0.2, 'EUR', 30n],
    [1.005, 'EUR', 100n],
    [1.015, 'EUR', 102n],
    [1.025, 'EUR', 102n],
    [2.675, 'EUR', 268n],
    [1.0050001, 'EUR', 101n],
    [-12.5, 'EUR', -1250n],
    [1500, 'JPY', 1500n],
    [1500.5, 'JPY', 1500n],
    [1501.5, 'JPY', 1502n],
    [1.2345, 'KWD', 1234n],
    [0, 'EUR', 0n],
    [1e-7, 'EUR', 0n],
    [123456789012.34, 'EUR', 12_345_678_901_234n],
  ])('%d %s is %s', (value, currency, minor) => {
    expect(moneyFromNumber(value, currency)).toEqual({ minor, currency });
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1e21]])('%d is refused', (value) => {
    expect(() => moneyFromNumber(value, 'EUR')).toThrow(RangeError);
  });
});

test('a decimal string is exact, one that is too fine is rounded, and nonsense is refused', () => {
  expect(moneyFrom('12345678901234567.89', 'EUR').minor).toBe(1_234_567_890_123_456_789n);
  expect(moneyFrom('1.005', 'EUR').minor).toBe(100n);
  expect(() => moneyFrom('much', 'EUR')).toThrow(RangeError);
});
