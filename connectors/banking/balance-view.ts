import type { Money } from '../../i18n/money.ts';
import { derive, deriveAll } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { AccountQuery, BalanceView } from '../ports/customer-banking.ts';
import { accountNameOf } from './account-name.ts';
import { selectByAccount } from './account-query.ts';
import type { CustomerDays } from './customer-days.ts';
import { availableOf, limitOf, ownAvailableOf, type Position } from './position.ts';

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

/** How much of the limit is used: what is owed, but no more than the limit. */
function usedOf(position: Position): Money {
  const { minor, currency } = position.balance.booked;
  const limit = limitOf(position).minor;
  const owed = minor < 0n ? -minor : 0n;
  return { minor: owed < limit ? owed : limit, currency };
}

/** What pending entries will add or take. */
function pendingOf(position: Position): Money {
  const { minor, currency } = ownAvailableOf(position);
  return { minor: minor - position.balance.booked.minor, currency };
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
    naming: derive(position, ({ account }) => accountNameOf(account.name).naming),
    nameInSentence: derive(position, ({ account }) => accountNameOf(account.name).name),
    kind: derive(position, ({ account }) => account.kind),
    booked: derive(position, ({ balance }) => balance.booked),
    available: derive(position, availableOf),
    pending: derive(position, pendingOf),
    standing: derive(position, standingOf),
    differs: derive(position, (opened) => (availableOf(opened).minor === opened.balance.booked.minor ? 'no' : 'yes')),
    limit: derive(position, limitOf),
    overdraft: {
      agreed: derive(position, (opened) => (limitOf(opened).minor > 0n ? 'yes' : 'no')),
      used: derive(position, usedOf),
      left: derive(position, (opened) => room(opened, 'left')),
      beyond: derive(position, (opened) => room(opened, 'beyond')),
      included: derive(position, ({ balance }) => (balance.availableIncludesLimit ? 'yes' : 'no')),
    },
    asOf: derive(position, ({ balance }) => ({ day: days.dayOf(balance.asOf) })),
  };
}

/** The balances of the accounts that fit the query. */
export function balanceViews(
  positions: readonly Sealed<'balance', Position>[],
  query: AccountQuery | undefined,
  days: CustomerDays,
): BalanceView[] {
  const fitting = selectByAccount(positions, query, ({ account }) => account);
  const among = deriveAll('balance', fitting, anyOverdrawn);
  return fitting.map((position) => ({ ...toBalanceView(position, days), anyOverdrawn: among }));
}
