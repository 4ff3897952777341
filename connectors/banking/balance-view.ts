import type { Money } from '../../i18n/money.ts';
import { derive, deriveAll, deriveBoth, filterSealed } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Account, AccountBalance } from '../domain/account.ts';
import type { AccountQuery, BalanceView } from '../ports/customer-banking.ts';
import { selectByAccount } from './account-query.ts';
import type { CustomerDays } from './customer-days.ts';

interface Position {
  readonly account: Account;
  readonly balance: AccountBalance;
}

function limitOf({ balance }: Position): Money {
  return balance.creditLimit ?? { minor: 0n, currency: balance.booked.currency };
}

function standingOf(position: Position): 'credit' | 'overdrawn' | 'beyond_limit' {
  const { minor } = position.balance.booked;
  if (minor >= 0n) return 'credit';
  return -minor <= limitOf(position).minor ? 'overdrawn' : 'beyond_limit';
}

/** What is left of limit + booked, or by how much the limit is exceeded: the two halves of one figure. */
function room(position: Position, side: 'left' | 'beyond'): Money {
  const { minor, currency } = position.balance.booked;
  const left = minor + limitOf(position).minor;
  const wanted = side === 'left' ? left : -left;
  return { minor: wanted > 0n ? wanted : 0n, currency };
}

function availableOf({ balance }: Position): Money {
  return balance.available ?? balance.booked;
}

/** What is owed on a card or a loan is no overdraft. */
function anyOverdrawn(positions: readonly Position[]): 'yes' | 'no' | 'none' {
  const accounts = positions.filter(({ account }) => account.kind !== 'card' && account.kind !== 'loan');
  if (accounts.length === 0) return 'none';
  return accounts.some((position) => standingOf(position) !== 'credit') ? 'yes' : 'no';
}

function toBalanceView(position: Sealed<'balance', Position>, days: CustomerDays): Omit<BalanceView, 'anyOverdrawn'> {
  return {
    accountName: derive(position, ({ account }) => account.name),
    kind: derive(position, ({ account }) => account.kind),
    booked: derive(position, ({ balance }) => balance.booked),
    available: derive(position, availableOf),
    standing: derive(position, standingOf),
    differs: derive(position, (opened) => (availableOf(opened).minor === opened.balance.booked.minor ? 'no' : 'yes')),
    limit: derive(position, limitOf),
    overdraft: {
      agreed: derive(position, (opened) => (limitOf(opened).minor > 0n ? 'yes' : 'no')),
      left: derive(position, (opened) => room(opened, 'left')),
      beyond: derive(position, (opened) => room(opened, 'beyond')),
    },
    asOf: derive(position, ({ balance }) => ({ day: days.dayOf(balance.asOf) })),
  };
}

function isPosition(joined: { readonly account: Account; readonly balance: AccountBalance | undefined }): joined is Position {
  return joined.balance !== undefined;
}

/** Accounts and their balances in the bank's order; an account whose balance the bank does not tell is left out. */
function positions(accounts: readonly Sealed<'balance', Account>[], balances: readonly Sealed<'balance', AccountBalance>[]) {
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

/** The balances of the accounts that fit the query. */
export function balanceViews(
  known: { readonly accounts: readonly Sealed<'balance', Account>[]; readonly balances: readonly Sealed<'balance', AccountBalance>[] },
  query: AccountQuery | undefined,
  days: CustomerDays,
): BalanceView[] {
  const fitting = selectByAccount(positions(known.accounts, known.balances), query, ({ account }) => account);
  const among = deriveAll('balance', fitting, anyOverdrawn);
  return fitting.map((position) => ({ ...toBalanceView(position, days), anyOverdrawn: among }));
}
