import type { Good, Merchant } from './merchant.ts';
import type { Random } from './random.ts';

/** One line of a till receipt; amounts in minor units, as the shelf shows them. */
export interface BasketLine {
  readonly good: Good;
  readonly quantity: number;
}

/** One tax rate of a basket: `gross` = `net` + `tax`. */
export interface BasketTax {
  readonly rateBasisPoints: number;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
}

/** What was bought at once. `total` is what the card paid, the sum of the gross amounts. */
export interface Basket {
  readonly lines: readonly BasketLine[];
  readonly taxes: readonly BasketTax[];
  readonly total: number;
}

/** From this price on nobody takes two. */
const dearFrom = 1500;

function taxOf(rateBasisPoints: number, shelfTotal: number, taxIncluded: boolean): BasketTax {
  if (!taxIncluded) {
    const tax = Math.round((shelfTotal * rateBasisPoints) / 10_000);
    return { rateBasisPoints, net: shelfTotal, tax, gross: shelfTotal + tax };
  }
  const net = Math.round((shelfTotal * 10_000) / (10_000 + rateBasisPoints));
  return { rateBasisPoints, net, tax: shelfTotal - net, gross: shelfTotal };
}

/**
 * Adds up the lines per tax rate, the way tills do: tax is rounded once per rate, so that the sums fit to the cent.
 * @param taxIncluded false where shelves show prices without tax (United States).
 */
export function sumBasket(lines: readonly BasketLine[], taxIncluded: boolean): Basket {
  const perRate = new Map<number, number>();
  for (const { good, quantity } of lines) {
    perRate.set(good.taxBasisPoints, (perRate.get(good.taxBasisPoints) ?? 0) + good.price * quantity);
  }
  const taxes = [...perRate].sort(([first], [second]) => second - first).map(([rate, total]) => taxOf(rate, total, taxIncluded));
  return { lines, taxes, total: taxes.reduce((sum, tax) => sum + tax.gross, 0) };
}

/** Fills a basket with `count` different goods of the shop (fewer where the shop has fewer). */
export function fillBasket(merchant: Merchant, count: number, random: Random): Basket {
  const shelf = [...merchant.goods];
  const lines: BasketLine[] = [];
  while (lines.length < count && shelf.length > 0) {
    const good = random.pick(shelf);
    shelf.splice(shelf.indexOf(good), 1);
    lines.push({ good, quantity: good.price >= dearFrom ? 1 : random.pick([1, 1, 1, 2, 2, 3]) });
  }
  return sumBasket(lines, merchant.country !== 'US');
}
