import { moneyToDecimal } from '../../i18n/money.ts';

/** Unsigned amount and its direction, the way UK Open Banking writes money. */
export function amountBody(minor: bigint, currency: string) {
  const unsigned = minor < 0n ? -minor : minor;
  return {
    CreditDebitIndicator: minor < 0n ? 'Debit' : 'Credit',
    Amount: { Amount: moneyToDecimal({ minor: unsigned, currency }), Currency: currency },
  };
}
