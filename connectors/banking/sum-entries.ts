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

/** What a list of the same entries has and a sum has not. */
function leftOutOf(entries: readonly Entry[]): 'none' | 'own' | 'rejected' | 'both' {
  const own = entries.some(({ transaction, isOwnTransfer }) => isOwnTransfer === true && transaction.status !== 'rejected');
  const rejected = entries.some(({ transaction }) => transaction.status === 'rejected');
  if (own) return rejected ? 'both' : 'own';
  return rejected ? 'rejected' : 'none';
}

/** Sums per currency of the account, of what counts as spent or received. */
export function sumEntries(entries: readonly SealedEntry[]): TransactionReport['sums'] {
  return groupSealed(entries, ({ transaction }) => transaction.amount.currency).flatMap((group) => {
    const counted = filterSealed(group, isCounted);
    if (counted.length === 0) return [];
    return {
      out: deriveAll('transaction', counted, (list) => total(list, 'out')),
      in: deriveAll('transaction', counted, (list) => total(list, 'in')),
      count: deriveAll('transaction', counted, (list) => list.length),
      leftOut: deriveAll('transaction', group, leftOutOf),
    };
  });
}
