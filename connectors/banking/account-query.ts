import { filterSealed } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Account } from '../domain/account.ts';
import type { AccountQuery } from '../ports/customer-banking.ts';
import { matchMerchant } from './match-merchant.ts';

type Part = (account: Account) => boolean;

/** Accounts, or, where the customer has no account of that kind, what was paid by card: "on my card" is then said of a card payment. */
export function isOfCards(accounts: readonly Sealed<'balance', Account>[], query: AccountQuery | undefined): boolean {
  return query?.kind === 'card' && filterSealed(accounts, ({ kind }) => kind === 'card').length === 0;
}

function byDigits(digits: string): Part {
  return ({ last4 }) => last4 !== undefined && (last4.endsWith(digits) || digits.endsWith(last4));
}

/** From the strict to the lenient reading of each part: a joint account is a current account, a name may be mistyped. */
function readings(query: AccountQuery): Part[][] {
  const { kind, name, last4, forPayments } = query;
  const parts: Part[][] = [];
  if (forPayments) parts.push([({ kind }) => kind === 'current' || kind === 'joint', ({ kind }) => kind === 'other']);
  if (last4 !== undefined) parts.push([byDigits(last4)]);
  if (name !== undefined) {
    parts.push([(account) => matchMerchant(name, account.name) === 'exact', (account) => matchMerchant(name, account.name) !== 'none']);
  }
  if (kind !== undefined) {
    parts.push([(account) => account.kind === kind, ...(kind === 'current' ? [(account: Account) => account.kind === 'joint'] : [])]);
  }
  return parts;
}

/** The things (accounts, or what belongs to one) that fit the query; all without one. A lenient reading counts only where the strict finds none. */
export function selectByAccount<Class extends 'balance' | 'transaction', Value>(
  list: readonly Sealed<Class, Value>[],
  query: AccountQuery | undefined,
  accountOf: (value: Value) => Account | undefined,
): readonly Sealed<Class, Value>[] {
  return readings(query ?? {}).reduce<readonly Sealed<Class, Value>[]>((kept, alternatives) => {
    const found = alternatives.map((fits) =>
      filterSealed(kept, (value) => {
        const account = accountOf(value);
        return account !== undefined && fits(account);
      }),
    );
    return found.find((some) => some.length > 0) ?? [];
  }, list);
}
