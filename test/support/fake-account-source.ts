import { ConnectorError, type ConnectorErrorCode } from '../../connectors/connector-error.ts';
import type { Account, AccountBalance } from '../../connectors/domain/account.ts';
import type { Transaction } from '../../connectors/domain/transaction.ts';
import type { AccountSource, TransactionWindow } from '../../connectors/ports/account-source.ts';
import { seal } from '../../secrecy/sealed.ts';

export interface FakeAccounts {
  readonly accounts: readonly Account[];
  readonly balances: readonly AccountBalance[];
  readonly transactions: readonly Transaction[];
  /** Every call fails with this code. */
  readonly failWith?: ConnectorErrorCode;
}

/** A bank in memory. `calls` names what was asked, with the window of transactions. */
export function createFakeAccountSource(data: FakeAccounts): AccountSource & { readonly calls: readonly string[] } {
  const calls: string[] = [];
  function note(operation: string, window?: TransactionWindow): void {
    calls.push(window ? `${operation} ${window.from}/${window.to}` : operation);
    if (data.failWith) throw new ConnectorError(data.failWith, { system: 'fake-bank', operation });
  }
  return {
    calls,
    async listAccounts(customer) {
      note('accounts');
      await customer.accessToken();
      return data.accounts.map((account) => seal('balance', account));
    },
    async listBalances(customer) {
      note('balances');
      await customer.accessToken();
      return data.balances.map((balance) => seal('balance', balance));
    },
    async listTransactions(customer, window) {
      note('transactions', window);
      await customer.accessToken();
      const inside = data.transactions.filter(({ bookedAt }) => bookedAt.slice(0, 10) >= window.from && bookedAt.slice(0, 10) <= window.to);
      const newestFirst = inside.toSorted((first, second) => second.bookedAt.localeCompare(first.bookedAt));
      return newestFirst.map((transaction) => seal('transaction', transaction));
    },
  };
}
