import { deriveAll, deriveBoth, filterSealed } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Account } from '../domain/account.ts';
import type { Transaction } from '../domain/transaction.ts';
import { createMerchantMatch } from './match-transaction.ts';

/** A transaction together with the account it is on. */
export interface Entry {
  readonly transaction: Transaction;
  readonly account?: Account | undefined;
  /** Whether it only moves money between the customer's own accounts, see `own-transfers.ts`. */
  readonly isOwnTransfer?: boolean;
}

export type SealedEntry = Sealed<'transaction', Entry>;

/** Puts each transaction together with its account, on the sealed side. */
export function joinAccounts(
  transactions: readonly Sealed<'transaction', Transaction>[],
  accounts: readonly Sealed<'balance', Account>[],
): SealedEntry[] {
  const byId = deriveAll('balance', accounts, (list) => new Map(list.map((account) => [account.id, account])));
  const compute = (transaction: Transaction, known: ReadonlyMap<string, Account>): Entry => ({
    transaction,
    account: known.get(transaction.accountId),
  });
  return transactions.map((first) => deriveBoth({ as: 'transaction', first, second: byId, compute }));
}

/**
 * The entries at one shop. A forgiven typing error counts only where nothing is spelt as asked.
 * @param spelling `strict`: none is forgiven, because it is not known yet what else there is.
 */
export function selectByMerchant(
  entries: readonly SealedEntry[],
  merchant: string | undefined,
  spelling: 'strict' | 'forgiving' = 'forgiving',
): readonly SealedEntry[] {
  if (merchant === undefined) return entries;
  const matchOf = createMerchantMatch(merchant);
  const exact = filterSealed(entries, ({ transaction }) => matchOf(transaction) === 'exact');
  if (exact.length > 0 || spelling === 'strict') return exact;
  return filterSealed(entries, ({ transaction }) => matchOf(transaction) === 'close');
}
