import { randomUUID } from 'node:crypto';
import { type Sealed, seal } from '../../secrecy/sealed.ts';
import { ConnectorError } from '../connector-error.ts';
import type { Account, AccountBalance } from '../domain/account.ts';
import type { Transaction } from '../domain/transaction.ts';
import { createHttpClient, type HttpClient, type HttpTuning } from '../http/http-client.ts';
import type { AccountSource, TransactionWindow } from '../ports/account-source.ts';
import type { CustomerAccess } from '../ports/customer-access.ts';
import { codeForObError } from './code-for-ob-error.ts';
import type { Paging } from './numbered-links.ts';
import { type PagedRead, readPages } from './read-pages.ts';
import { readAccountsSchema, readBalancesSchema, readTransactionsSchema } from './schemas.ts';
import { toAccount } from './to-account.ts';
import { toBalances } from './to-balance.ts';
import { toTransaction } from './to-transaction.ts';

export interface UkOpenBankingOptions extends HttpTuning {
  /** Address of the account information service with its version: `https://bank.example/open-banking/v4.0/aisp`. */
  readonly baseUrl: string;
  /** Makes `x-fapi-interaction-id`; a UUID by default. */
  readonly newId?: () => string;
}

type Read<Value extends Paging> = Omit<PagedRead<Value>, 'headers'>;
type Headers = () => Readonly<Record<string, string>>;

async function headersFor(customer: CustomerAccess, newId: () => string): Promise<Headers> {
  const token = await customer.accessToken();
  return () => ({
    authorization: `Bearer ${token}`,
    'x-fapi-interaction-id': newId(),
    ...(customer.signedInAt === undefined ? {} : { 'x-fapi-auth-date': new Date(customer.signedInAt).toUTCString() }),
    ...(customer.ipAddress === undefined ? {} : { 'x-fapi-customer-ip-address': customer.ipAddress }),
  });
}

/** Bulk resources are optional in the standard; a bank without them says so by one of these. */
function isMissingResource(error: unknown): boolean {
  return error instanceof ConnectorError && error.code === 'not_found';
}

function createReader(http: HttpClient, newId: () => string) {
  const withoutBulk = new Set<string>();

  async function accounts(headers: Headers): Promise<Account[]> {
    const pages = await readPages(http, { operation: 'accounts', path: ['accounts'], schema: readAccountsSchema, headers });
    return pages.flatMap((page) => page.Data.Account).flatMap((account) => toAccount(account) ?? []);
  }

  /** Reads `/balances` or `/transactions` for all accounts at once, or account by account where the bank has no such resource. */
  async function everywhere<Value extends Paging>(read: Read<Value>, customer: CustomerAccess): Promise<Value[]> {
    const headers = await headersFor(customer, newId);
    if (!withoutBulk.has(read.operation)) {
      try {
        return await readPages(http, { ...read, headers });
      } catch (error) {
        if (!isMissingResource(error)) throw error;
      }
    }
    const found = await accounts(headers);
    const perAccount = found.map((account) => readPages(http, { ...read, path: ['accounts', account.id, ...read.path], headers }));
    const pages = await Promise.all(perAccount);
    withoutBulk.add(read.operation);
    return pages.flat();
  }

  return { accounts: async (customer: CustomerAccess) => accounts(await headersFor(customer, newId)), everywhere };
}

function windowQuery(window: TransactionWindow): Readonly<Record<string, string>> {
  return { fromBookingDateTime: `${window.from}T00:00:00Z`, toBookingDateTime: `${window.to}T23:59:59Z` };
}

function newestFirst(first: Transaction, second: Transaction): number {
  return second.bookedAt.localeCompare(first.bookedAt);
}

/** UK Open Banking Read/Write account information, v4.0 and v3.1.11 (the codes of both are understood). */
export function createUkOpenBanking(options: UkOpenBankingOptions): AccountSource & { close(): Promise<void> } {
  const http = createHttpClient({ ...options, system: 'uk-open-banking', sink: 'bank', codeFor: codeForObError });
  const reader = createReader(http, options.newId ?? randomUUID);
  return {
    async listAccounts(customer): Promise<Sealed<'balance', Account>[]> {
      return (await reader.accounts(customer)).map((account) => seal('balance', account));
    },
    async listBalances(customer): Promise<Sealed<'balance', AccountBalance>[]> {
      const pages = await reader.everywhere({ operation: 'balances', path: ['balances'], schema: readBalancesSchema }, customer);
      return toBalances(pages.flatMap((page) => page.Data.Balance)).map((balance) => seal('balance', balance));
    },
    async listTransactions(customer, window): Promise<Sealed<'transaction', Transaction>[]> {
      const read = { operation: 'transactions', path: ['transactions'], schema: readTransactionsSchema, query: windowQuery(window) };
      const entries = (await reader.everywhere(read, customer)).flatMap((page) => page.Data.Transaction);
      const transactions = entries.flatMap((entry) => toTransaction(entry) ?? []).toSorted(newestFirst);
      return transactions.map((transaction) => seal('transaction', transaction));
    },
    close: () => http.close(),
  };
}
