import { describe, expect, test } from '@jest/globals';
import { sumBasket } from './basket.ts';
import { createHistory } from './history.ts';
import { createRandom } from './random.ts';

describe('baskets', () => {
  test('take the tax out of French prices, once per rate', () => {
    const bread = { name: 'Pain', price: 125, taxBasisPoints: 550 };
    const soap = { name: 'Savon', price: 299, taxBasisPoints: 2000 };
    const { total, taxes } = sumBasket(
      [
        { good: bread, quantity: 2 },
        { good: soap, quantity: 1 },
      ],
      true,
    );
    expect(total).toBe(549);
    expect(taxes).toEqual([
      { rateBasisPoints: 2000, net: 249, tax: 50, gross: 299 },
      { rateBasisPoints: 550, net: 237, tax: 13, gross: 250 },
    ]);
  });

  test('add sales tax to American prices', () => {
    const { total, taxes } = sumBasket([{ good: { name: 'Cable', price: 1499, taxBasisPoints: 888 }, quantity: 1 }], false);
    expect(taxes).toEqual([{ rateBasisPoints: 888, net: 1499, tax: 133, gross: 1632 }]);
    expect(total).toBe(1632);
  });

  test('add up to the card payment, for the purchases of 200 customers', () => {
    const history = createHistory('seed');
    const random = createRandom([3]);
    const toMs = Date.parse('2026-11-23T10:00:00Z');
    let seen = 0;
    for (let count = 0; count < 200; count += 1) {
      const customer = history.customer(`customer-${random.int(0, 999_999)}`);
      if (!customer) throw new Error('no such customer');
      const entries = customer.slots.flatMap((slot) => history.entries(customer, slot, { fromMs: toMs - 30 * 86_400_000, toMs }));
      for (const { basket, minor } of entries) {
        if (!basket) continue;
        seen += 1;
        expect(BigInt(-basket.total)).toBe(minor);
        expect(basket.taxes.reduce((sum, tax) => sum + tax.net + tax.tax, 0)).toBe(basket.total);
        expect(basket.lines.length).toBeGreaterThan(0);
      }
    }
    expect(seen).toBeGreaterThan(3000);
  });
});
