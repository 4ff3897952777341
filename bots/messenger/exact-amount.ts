import { type Money, moneyToDecimal } from '../../i18n/money.ts';

/**
 * An amount as the JSON number Meta wants (at most two decimals), or undefined where no such number states it exactly:
 * three decimals that are not zero, or more digits than a double holds.
 */
export function exactAmount(money: Money): number | undefined {
  const decimal = moneyToDecimal(money)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  const value = Number(decimal);
  // `String` writes what JSON will print: the comparison is the proof that not a cent is lost.
  return String(value) === decimal && /^-?\d+(\.\d{1,2})?$/.test(decimal) ? value : undefined;
}
