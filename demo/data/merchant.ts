/** Something a shop sells. `price` in minor units as the shelf shows it: taxes included, except in the United States. */
export interface Good {
  readonly name: string;
  readonly price: number;
  readonly taxBasisPoints: number;
}

/** A shop as the card schemes know it. One without goods prints no itemised receipt. */
export interface Merchant {
  readonly name: string;
  /** As statements print it. */
  readonly statementName: string;
  /** ISO 18245. */
  readonly categoryCode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly goods: readonly Good[];
}

/** Goods that share a tax rate, from `{ name: price }`. */
export function goodsAt(taxBasisPoints: number, prices: Readonly<Record<string, number>>): readonly Good[] {
  return Object.entries(prices).map(([name, price]) => ({ name, price, taxBasisPoints }));
}

interface MerchantOptions {
  readonly city: string;
  readonly country: string;
  readonly goods?: readonly Good[];
  /** Where statements print another name than the shop's own in capitals. */
  readonly statementName?: string;
}

/** A merchant from its name and category; the statement name is the name in plain capitals unless given. */
export function merchant(name: string, categoryCode: string, options: MerchantOptions): Merchant {
  const capitals = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[’']/g, '').toUpperCase();
  return {
    name,
    statementName: options.statementName ?? capitals,
    categoryCode,
    city: options.city,
    country: options.country,
    goods: options.goods ?? [],
  };
}
