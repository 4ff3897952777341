import type { Money } from '../../i18n/money.ts';
import type { AccountBalance } from '../domain/account.ts';
import { agreedCreditLines, availableTypes, bookedTypes } from './codes.ts';
import type { UkBalance } from './schemas.ts';

function signed(balance: UkBalance): Money {
  const { minor, currency } = balance.Amount;
  return { minor: balance.CreditDebitIndicator === 'Debit' ? -minor : minor, currency };
}

function firstOfType(balances: readonly UkBalance[], types: readonly string[]): UkBalance | undefined {
  return types.map((type) => balances.find((balance) => balance.Type === type)).find((found) => found !== undefined);
}

/** The largest agreed line; banks repeat the same line under each balance. */
function creditLimitOf(balances: readonly UkBalance[], currency: string): Money | undefined {
  const lines = balances.flatMap((balance) => balance.CreditLine ?? []);
  const limits = lines.flatMap((line) => (agreedCreditLines.has(line.Type ?? 'Pre-Agreed') && line.Amount ? [line.Amount] : []));
  const largest = limits.filter((limit) => limit.currency === currency).toSorted((first, second) => Number(second.minor - first.minor))[0];
  return largest && largest.minor > 0n ? largest : undefined;
}

/** Each balance says by itself whether a credit line is counted in it. */
function includesLimit(available: UkBalance | undefined): boolean {
  return available?.CreditLine?.some((line) => line.Included && agreedCreditLines.has(line.Type ?? 'Pre-Agreed')) === true;
}

/** All balances of one account → AccountBalance; undefined when none of them says what is booked or available. */
function toBalance(accountId: string, balances: readonly UkBalance[]): AccountBalance | undefined {
  const main = firstOfType(balances, [...bookedTypes, ...availableTypes]);
  if (!main) return undefined;
  const booked = signed(main);
  const sameCurrency = balances.filter((balance) => balance.Amount.currency === booked.currency);
  const available = firstOfType(sameCurrency, availableTypes);
  const creditLimit = creditLimitOf(balances, booked.currency);
  return {
    accountId,
    booked,
    ...(available ? { available: signed(available) } : {}),
    ...(creditLimit ? { creditLimit } : {}),
    ...(creditLimit && includesLimit(available) ? { availableIncludesLimit: true } : {}),
    asOf: main.DateTime,
  };
}

/** `OBReadBalance1` → one AccountBalance an account. */
export function toBalances(balances: readonly UkBalance[]): AccountBalance[] {
  const byAccount = Map.groupBy(balances, (balance) => balance.AccountId);
  return [...byAccount].flatMap(([accountId, list]) => toBalance(accountId, list) ?? []);
}
