import type { TransactionQuery, TransactionReport } from '../ports/customer-banking.ts';
import type { SealedEntry } from './entry.ts';
import { filterView } from './filter-view.ts';
import { type Counter, searchEntries, searchNewest } from './search-entries.ts';
import { oldestDay, reachOf, searchWindow } from './search-window.ts';
import { sumEntries } from './sum-entries.ts';
import { toTransactionView, type ViewContext } from './transaction-view.ts';

/** What is told of: all that fits, or at least the newest where nothing but their number was asked for, and one more that tells of others. */
function readReported(counter: Counter, query: TransactionQuery): Promise<readonly SealedEntry[]> {
  const { count, skip, amount, status, category } = query;
  if (count === undefined || skip !== undefined || (amount ?? status ?? category) !== undefined) return searchEntries(counter, query);
  return searchNewest(counter, query, { most: count + 1 });
}

/** A page of what was found. */
function pageOf(found: readonly SealedEntry[], { count, skip = 0 }: TransactionQuery): readonly SealedEntry[] {
  return found.slice(skip, count === undefined ? undefined : skip + count);
}

/** The entries that fit a query, a page of them, and what is to be said of them all. */
export async function reportTransactions(counter: Counter, query: TransactionQuery, context: ViewContext): Promise<TransactionReport> {
  const { reader, days } = counter;
  const [found, accounts] = await Promise.all([readReported(counter, query), reader.accounts()]);
  const shown = pageOf(found, query);
  const window = searchWindow(query.period, days.today);
  return {
    entries: shown.map((entry) => toTransactionView(entry, context)),
    found: found.length,
    sums: sumEntries(shown),
    filter: filterView({ query, accounts, found }),
    period: { from: { day: window.from }, to: { day: window.to } },
    reach: reachOf(window, days.today),
    oldest: { day: oldestDay(days.today) },
  };
}
