import { currencyExponent, type Money, parseMoney } from '../../i18n/money.ts';

/** Digits of a number as it is written at its shortest, without an exponent. */
function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9) : text;
}

function roundHalfEven(digits: bigint, dropped: string): bigint {
  const half = `5${'0'.repeat(Math.max(0, dropped.length - 1))}`;
  if (dropped === '' || dropped < half) return digits;
  if (dropped > half) return digits + 1n;
  return digits % 2n === 0n ? digits : digits + 1n;
}

/**
 * Reads an amount that a system sends as a JSON number: through its shortest decimal form, rounded half to even
 * to the currency's decimals, so that no floating-point arithmetic touches money.
 * @throws RangeError when the number is not finite or too large.
 */
export function moneyFromNumber(value: number, currency: string): Money {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(plainDecimal(value));
  if (!match) throw new RangeError('amount is not a plain number');
  const exponent = currencyExponent(currency);
  const fraction = match[3] ?? '';
  const kept = BigInt(`${match[2]}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
  const minor = roundHalfEven(kept, fraction.slice(exponent));
  return { minor: match[1] === '-' ? -minor : minor, currency };
}

/** An amount that comes as a decimal string from some systems and as a number from others. */
export function moneyFrom(value: string | number, currency: string): Money {
  if (typeof value === 'number') return moneyFromNumber(value, currency);
  // Decimal strings may be finer than the currency too (unit prices): then they are rounded like numbers.
  try {
    return parseMoney(value, currency);
  } catch (error) {
    if (/^-?\d{1,15}\.\d+$/.test(value)) return moneyFromNumber(Number(value), currency);
    throw error;
  }
}
