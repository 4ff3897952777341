/** An amount in integer minor units (cents for EUR) with its ISO 4217 currency. Negative = out of the account. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

const exponentOf: Readonly<Record<string, number>> = {
  BHD: 3,
  CLP: 0,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  TND: 3,
  VND: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** How many decimals the currency has (ISO 4217); 2 unless listed otherwise. */
export function currencyExponent(currency: string): number {
  return exponentOf[currency] ?? 2;
}

/**
 * Reads a decimal string such as `-12.5` into minor units. More decimals than the currency has are accepted only when they are zero.
 * @throws RangeError when the string is not a decimal or is finer than the currency.
 */
export function parseMoney(decimal: string, currency: string): Money {
  const match = /^([+-]?)(\d{1,18})(?:\.(\d{1,9}))?$/.exec(decimal);
  const exponent = currencyExponent(currency);
  if (!match) throw new RangeError('amount is not a decimal number');
  const fraction = match[3] ?? '';
  if (/[1-9]/.test(fraction.slice(exponent))) throw new RangeError(`amount is finer than ${currency} allows`);
  const minor = BigInt(`${match[2]}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
  return { minor: match[1] === '-' ? -minor : minor, currency };
}

/** Writes minor units as a decimal string with all the currency's decimals: `{ minor: -1250n, currency: 'EUR' }` → `-12.50`. */
export function moneyToDecimal(money: Money): string {
  const exponent = currencyExponent(money.currency);
  const sign = money.minor < 0n ? '-' : '';
  const digits = String(money.minor < 0n ? -money.minor : money.minor).padStart(exponent + 1, '0');
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * Adds amounts of one currency.
 * @throws RangeError when the currencies differ.
 */
export function addMoney(first: Money, second: Money): Money {
  if (first.currency !== second.currency) throw new RangeError('amounts of different currencies cannot be added');
  return { minor: first.minor + second.minor, currency: first.currency };
}
