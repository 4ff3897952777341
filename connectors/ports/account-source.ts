import type { Sealed } from '../../secrecy/sealed.ts';
import type { Account, AccountBalance } from '../domain/account.ts';
import type { Transaction } from '../domain/transaction.ts';
import type { CustomerAccess } from './customer-access.ts';

export interface TransactionWindow {
  /** First and last day, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
}

/** A bank's account information service. All methods throw ConnectorError with a code of the closed set. */
export interface AccountSource {
  listAccounts(customer: CustomerAccess): Promise<readonly Sealed<'balance', Account>[]>;
  /** Balances of all accounts of the consent. */
  listBalances(customer: CustomerAccess): Promise<readonly Sealed<'balance', AccountBalance>[]>;
  /** Entries of all accounts of the consent in the window, all pages, newest first, pending ones included. */
  listTransactions(customer: CustomerAccess, window: TransactionWindow): Promise<readonly Sealed<'transaction', Transaction>[]>;
}
