import { type Money, parseMoney } from '../../i18n/money.ts';
import { deriveAll, deriveBoth } from '../../secrecy/derive.ts';
import { type Sealed, seal } from '../../secrecy/sealed.ts';
import type { Account } from '../domain/account.ts';
import type { FilterView, TransactionQuery } from '../ports/customer-banking.ts';
import { isOfCards, selectByAccount } from './account-query.ts';
import type { Entry, SealedEntry } from './entry.ts';
import { payeeNameOf } from './payee-name.ts';

/** The words with which all the names begin: `Carrefour City` and `Carrefour Market` are both Carrefour. */
function commonName(names: readonly string[]): string {
  const [first = [], ...others] = [...new Set(names)].map((name) => name.split(' '));
  const differs = first.findIndex((word, index) => others.some((other) => other[index] !== word));
  return (differs < 0 ? first : first.slice(0, differs)).join(' ');
}

function merchantOf(found: readonly Entry[], asked: string): string {
  const names = found.flatMap(({ transaction }) => (transaction.merchant ? [payeeNameOf(transaction).name] : []));
  return names.length === found.length ? commonName(names) || asked : asked;
}

interface Searched {
  readonly query: TransactionQuery;
  readonly accounts: readonly Sealed<'balance', Account>[];
  /** Everything that fits, before it is cut to a page. */
  readonly found: readonly SealedEntry[];
}

function accountOf({ query, accounts }: Searched): Pick<FilterView, 'scope' | 'account'> {
  const nameOf = (list: readonly Account[]): string => list.map(({ name }) => name).join(', ');
  const isAny = query.account === undefined || Object.values(query.account).every((part) => part === undefined);
  const named = isAny ? [] : selectByAccount(accounts, query.account, (account) => account);
  const account = seal('transaction', '');
  if (isAny) return { scope: seal('transaction', 'any'), account };
  if (isOfCards(accounts, query.account)) return { scope: seal('transaction', 'cards'), account };
  if (named.length === 0) return { scope: seal('transaction', 'unknown'), account };
  // The name is told as a part of the question about its entries.
  const first = deriveAll('balance', named, nameOf);
  return {
    scope: seal('transaction', 'account'),
    account: deriveBoth({ as: 'transaction', first, second: account, compute: (name) => name }),
  };
}

function amountKind({ min, max }: NonNullable<TransactionQuery['amount']>): 'exact' | 'least' | 'most' | 'between' {
  if (min === undefined) return 'most';
  if (max === undefined) return 'least';
  return Number(min) === Number(max) ? 'exact' : 'between';
}

/** An end of the range in the currency that was named, else the customer's; zero where it has none, and where it is finer than the currency. */
function boundOf(decimal: string | undefined, currency: string): Money {
  try {
    return parseMoney(decimal ?? '0', currency);
  } catch {
    return { minor: 0n, currency };
  }
}

function amountOf({ query, accounts }: Searched): Pick<FilterView, 'amount' | 'least' | 'most'> {
  const { amount } = query;
  const bound = (decimal: string | undefined) => {
    const currencyOf = (list: readonly Account[]): string => amount?.currency ?? list[0]?.currency ?? 'EUR';
    const first = deriveAll('balance', accounts, (list) => boundOf(decimal, currencyOf(list)));
    return deriveBoth({ as: 'transaction', first, second: first, compute: (money) => money });
  };
  return { amount: seal('transaction', amount ? amountKind(amount) : 'any'), least: bound(amount?.min), most: bound(amount?.max) };
}

/** What a question was narrowed to, named as the bank does. */
export function filterView(searched: Searched): FilterView {
  const { query, found } = searched;
  return {
    merchant: deriveAll('transaction', found, (list) => merchantOf(list, query.merchant ?? '')),
    ...accountOf(searched),
    ...amountOf(searched),
  };
}
