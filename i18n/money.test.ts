import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createFormatters } from './format.ts';
import { addMoney, moneyToDecimal, parseMoney } from './money.ts';

describe('money', () => {
  test.each([
    ['12.5', 'EUR', 1250n],
    ['-0.05', 'GBP', -5n],
    ['1200', 'JPY', 1200n],
    ['1.2345', 'KWD', undefined],
    ['1.2340', 'KWD', 1234n],
    ['10.50000', 'GBP', 1050n],
    ['10.501', 'EUR', undefined],
    ['1e3', 'EUR', undefined],
    ['', 'EUR', undefined],
  ])('reads %s %s', (decimal, currency, minor) => {
    if (minor === undefined) expect(() => parseMoney(decimal, currency)).toThrow(RangeError);
    else expect(parseMoney(decimal, currency)).toEqual({ minor, currency });
  });

  test('survives being written and read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom('EUR', 'JPY', 'KWD'), (minor, currency) => {
        expect(parseMoney(moneyToDecimal({ minor, currency }), currency)).toEqual({ minor, currency });
      }),
    );
  });

  test('never adds two currencies', () => {
    expect(() => addMoney({ minor: 1n, currency: 'EUR' }, { minor: 1n, currency: 'USD' })).toThrow(RangeError);
  });

  test('is written exactly, beyond what a float can hold', () => {
    const formatted = createFormatters()('en-GB').money({ minor: 9_007_199_254_740_993n, currency: 'GBP' });
    expect(formatted).toBe('£90,071,992,547,409.93');
  });
});
