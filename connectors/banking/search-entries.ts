import { filterSealed } from '../../secrecy/derive.ts';
import type { Transaction } from '../domain/transaction.ts';
import type { TransactionQuery } from '../ports/customer-banking.ts';
import { isOfCards, selectByAccount } from './account-query.ts';
import type { CustomerDays } from './customer-days.ts';
import { type SealedEntry, selectByMerchant } from './entry.ts';
import { fitsQuery } from './match-transaction.ts';
import { searchWindow } from './search-window.ts';
import { refOf } from './transaction-view.ts';
import type { TurnReader } from './turn-reader.ts';

/** What a question is answered from. */
export interface Counter {
  readonly reader: TurnReader;
  readonly days: CustomerDays;
}

/** Days before today that are read first: what was bought lately is what most questions are about. */
const recentDays = 30;

/** The entries that fit a query (its count apart), newest first. Without a period those of the last `days`, 90 by default. */
export async function searchEntries(counter: Counter, query: TransactionQuery, lastDays?: number): Promise<readonly SealedEntry[]> {
  return selectByMerchant(await searchWindowed(counter, query, lastDays), query.merchant);
}

/** The same, whatever the shop. */
async function searchWindowed({ reader, days }: Counter, query: TransactionQuery, lastDays?: number): Promise<readonly SealedEntry[]> {
  const window = searchWindow(query.period, days.today, lastDays);
  if (window.from > window.to) return [];
  const [all, accounts] = await Promise.all([reader.entries(window), reader.accounts()]);
  const ofAccount = isOfCards(accounts, query.account)
    ? filterSealed(all, ({ transaction }) => isPaidByCard(transaction, query.account?.last4))
    : selectByAccount(all, query.account, ({ account }) => account);
  return filterSealed(ofAccount, ({ transaction }) => fitsQuery(transaction, query, { window, days }));
}

function isPaidByCard({ card }: Transaction, digits: string | undefined): boolean {
  return card !== undefined && (digits === undefined || card.last4?.endsWith(digits) === true);
}

/** Names of accounts are read leniently where nothing fits strictly: that needs all the days at once. */
function fitsEntryByEntry({ period, account }: TransactionQuery): boolean {
  return period === undefined && account === undefined;
}

/** At least the newest `most` of the entries that fit and are kept, newest first; all of them where there are fewer. */
export async function searchNewest(
  counter: Counter,
  query: TransactionQuery,
  wanted: { readonly most: number; readonly keep?: (entries: readonly SealedEntry[]) => readonly SealedEntry[] },
): Promise<readonly SealedEntry[]> {
  const { most, keep = (entries) => entries } = wanted;
  if (fitsEntryByEntry(query)) {
    // A shop's name is read leniently, too: but what is spelt as asked in the newest days stands before everything else.
    const recent = keep(selectByMerchant(await searchWindowed(counter, query, recentDays), query.merchant, 'strict'));
    if (recent.length >= most) return recent;
  }
  return keep(await searchEntries(counter, query));
}

/** An entry by its handle: in the newest days first, in the end in all that the bank keeps. Looked up in this customer's entries only. */
export async function findEntry({ reader, days }: Counter, ref: string, customerKey: string): Promise<SealedEntry | undefined> {
  const windows = [
    searchWindow(undefined, days.today, recentDays),
    searchWindow(undefined, days.today),
    searchWindow({ from: '2000-01-01' }, days.today),
  ];
  for (const window of windows) {
    const found = (await reader.entries(window)).find((entry) => refOf(entry, customerKey) === ref);
    if (found) return found;
  }
  return undefined;
}
