import type { Money } from '../../i18n/money.ts';
import { deriveAll, filterSealed, groupSealed } from '../../secrecy/derive.ts';
import type { TransactionReport } from '../ports/customer-banking.ts';
import type { Entry, SealedEntry } from './entry.ts';

function total(entries: readonly Entry[], sign: 'in' | 'out'): Money {
  const currency = entries[0]?.transaction.amount.currency ?? 'EUR';
  const minor = entries
    .map(({ transaction }) => transaction.amount.minor)
    .filter((amount) => (sign === 'out' ? amount < 0n : amount > 0n))
    .reduce((sum, amount) => sum + amount, 0n);
  return { minor: sign === 'out' ? -minor : minor, currency };
}

/** What the bank rejected was never paid; what went from one own account to another is neither spent nor received. */
function isCounted({ transaction, isOwnTransfer }: Entry): boolean {
  return transaction.status !== 'rejected' && isOwnTransfer !== true;
}

/** Sums per currency of the account, of what counts as spent or received. */
export function sumEntries(entries: readonly SealedEntry[]): TransactionReport['sums'] {
  const counted = filterSealed(entries, isCounted);
  return groupSealed(counted, ({ transaction }) => transaction.amount.currency).map((group) => ({
    out: deriveAll('transaction', group, (list) => total(list, 'out')),
    in: deriveAll('transaction', group, (list) => total(list, 'in')),
    count: deriveAll('transaction', group, (list) => list.length),
  }));
}
