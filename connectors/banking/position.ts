import type { Money } from '../../i18n/money.ts';
import { derive, deriveAll, deriveBoth, filterSealed } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Account, AccountBalance } from '../domain/account.ts';

/** An account together with what is on it. */
export interface Position {
  readonly account: Account;
  readonly balance: AccountBalance;
}

/** Agreed overdraft or credit line; zero where there is none. */
export function limitOf({ balance }: Position): Money {
  return balance.creditLimit ?? { minor: 0n, currency: balance.booked.currency };
}

/** What can be spent, as the bank says it. */
export function availableOf({ balance }: Position): Money {
  return balance.available ?? balance.booked;
}

/** What can be spent of the customer's own money: some banks add the agreed overdraft to what is available. */
export function ownAvailableOf(position: Position): Money {
  const { minor, currency } = availableOf(position);
  return { minor: position.balance.availableIncludesLimit ? minor - limitOf(position).minor : minor, currency };
}

function isPosition(joined: { readonly account: Account; readonly balance: AccountBalance | undefined }): joined is Position {
  return joined.balance !== undefined;
}

/** Accounts and their balances in the bank's order; an account whose balance the bank does not tell is left out. */
export function joinPositions(
  accounts: readonly Sealed<'balance', Account>[],
  balances: readonly Sealed<'balance', AccountBalance>[],
): Sealed<'balance', Position>[] {
  const byAccount = deriveAll('balance', balances, (list) => new Map(list.map((balance) => [balance.accountId, balance])));
  const joined = accounts.map((first) =>
    deriveBoth({
      as: 'balance',
      first,
      second: byAccount,
      compute: (account, known: ReadonlyMap<string, AccountBalance>) => ({ account, balance: known.get(account.id) }),
    }),
  );
  return filterSealed(joined, isPosition).map((some) =>
    derive(some, (opened): Position => {
      if (!isPosition(opened)) throw new TypeError('a position without a balance passed the filter');
      return opened;
    }),
  );
}
