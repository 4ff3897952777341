import { deriveAll, deriveBoth } from '../../secrecy/derive.ts';
import type { Transaction } from '../domain/transaction.ts';
import { categoryOf } from './category.ts';
import type { Entry, SealedEntry } from './entry.ts';

/** Between two banks a transfer may take a night; between accounts of one, a weekend separates the days that the bank books. */
const mostApartMs = 2 * 86_400_000;

interface Leg {
  readonly transaction: Transaction;
  readonly atMs: number;
}

function absoluteOf({ amount }: Transaction): string {
  return `${amount.minor < 0n ? -amount.minor : amount.minor} ${amount.currency}`;
}

function compareTimes(first: Leg, second: Leg): number {
  return first.atMs - second.atMs;
}

/** Of one absolute amount: each leg out takes the nearest leg into another account that is still free. */
function pairLegs(legs: readonly Leg[]): Transaction[] {
  const arriving = new Set(legs.filter(({ transaction }) => transaction.amount.minor > 0n));
  const distance = (first: Leg, second: Leg): number => Math.abs(first.atMs - second.atMs);
  return legs
    .filter(({ transaction }) => transaction.amount.minor < 0n)
    .flatMap((leaving) => {
      const [nearest] = [...arriving]
        .filter((leg) => leg.transaction.accountId !== leaving.transaction.accountId && distance(leg, leaving) <= mostApartMs)
        .toSorted((first, second) => distance(first, leaving) - distance(second, leaving));
      if (!nearest) return [];
      arriving.delete(nearest);
      return [leaving.transaction, nearest.transaction];
    });
}

/** Cheap questions first: few amounts have both directions, and only of those the words of the statement are read. */
function isBothWays(group: readonly Transaction[]): boolean {
  return group.some(({ amount }) => amount.minor < 0n) && group.some(({ amount }) => amount.minor > 0n);
}

/** What tells one entry from all others of a customer. */
export function entryKey({ accountId, id }: Transaction): string {
  return JSON.stringify([accountId, id]);
}

/**
 * The keys of entries that only move money between the customer's own accounts: it is neither spent nor received.
 * Both legs must be there: transfers of the same amount and currency, out of one account and into another, at most two days apart.
 */
export function findOwnTransfers(transactions: readonly Transaction[]): ReadonlySet<string> {
  const made = transactions.filter(({ status }) => status !== 'rejected');
  const pairs = [...Map.groupBy(made, absoluteOf).values()].filter(isBothWays).flatMap((group) => {
    const legs = group
      .filter((transaction) => categoryOf(transaction) === 'transfer')
      .map((transaction) => ({ transaction, atMs: Date.parse(transaction.bookedAt) }));
    return pairLegs(legs.toSorted(compareTimes));
  });
  return new Set(pairs.map(entryKey));
}

/** Marks own transfers among entries, on the sealed side. Of whatever days were read, both legs have to be among them. */
export function markOwnTransfers(entries: readonly SealedEntry[]): SealedEntry[] {
  const own = deriveAll('transaction', entries, (list) => findOwnTransfers(list.map(({ transaction }) => transaction)));
  const compute = (entry: Entry, keys: ReadonlySet<string>): Entry => ({ ...entry, isOwnTransfer: keys.has(entryKey(entry.transaction)) });
  return entries.map((first) => deriveBoth({ as: 'transaction', first, second: own, compute }));
}
