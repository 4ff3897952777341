import { type Money, parseMoney } from '../../i18n/money.ts';
import type { Transaction } from '../domain/transaction.ts';
import type { TransactionWindow } from '../ports/account-source.ts';
import type { TransactionQuery } from '../ports/customer-banking.ts';
import { categoryOf } from './category.ts';
import type { CustomerDays } from './customer-days.ts';
import { type MerchantMatch, merchantMatcher } from './match-merchant.ts';

type AmountRange = NonNullable<TransactionQuery['amount']>;

/** A bound that is finer than the currency can be met by no amount of it. */
function boundOf(decimal: string | undefined, currency: string): bigint | undefined {
  return decimal === undefined ? undefined : parseMoney(decimal, currency).minor;
}

function isWithin(money: Money, { min, max, currency }: AmountRange): boolean {
  if (currency !== undefined && currency !== money.currency) return false;
  const absolute = money.minor < 0n ? -money.minor : money.minor;
  try {
    const least = boundOf(min, money.currency);
    const most = boundOf(max, money.currency);
    return (least === undefined || absolute >= least) && (most === undefined || absolute <= most);
  } catch {
    return false;
  }
}

function fitsAmount(transaction: Transaction, range: AmountRange): boolean {
  // What was paid abroad is remembered in the currency of the place as often as in one's own.
  return isWithin(transaction.amount, range) || (transaction.originalAmount !== undefined && isWithin(transaction.originalAmount, range));
}

/** Money that has left or will leave the account, or has come or will come. */
export function directionOf(transaction: Transaction): 'in' | 'out' {
  return transaction.amount.minor < 0n ? 'out' : 'in';
}

interface Searched {
  readonly window: TransactionWindow;
  readonly days: CustomerDays;
}

function isInWindow(transaction: Transaction, { window, days }: Searched): boolean {
  const day = days.dayOf(transaction.bookedAt);
  // A pending entry may carry the day on which it is expected to be booked: it belongs to today.
  const counted = transaction.status === 'pending' && day > days.today ? days.today : day;
  return counted >= window.from && counted <= window.to;
}

/** Whether an entry fits everything of the query but account, merchant and count. */
export function fitsQuery(transaction: Transaction, query: TransactionQuery, searched: Searched): boolean {
  if (query.status !== undefined && transaction.status !== query.status) return false;
  if (query.direction !== undefined && directionOf(transaction) !== query.direction) return false;
  if (query.amount !== undefined && !fitsAmount(transaction, query.amount)) return false;
  if (!isInWindow(transaction, searched)) return false;
  return query.category === undefined || categoryOf(transaction) === query.category;
}

/**
 * How well entries fit a shop's name: by the merchant, or by the statement line, which may name what stands behind a payment service.
 * What was compared is remembered: most entries are at the same few shops.
 */
export function createMerchantMatch(wanted: string): (transaction: Transaction) => MerchantMatch {
  const known = new Map<string, MerchantMatch>();
  const match = merchantMatcher(wanted);
  function matchOf(printed: string): MerchantMatch {
    const result = known.get(printed) ?? match(printed);
    known.set(printed, result);
    return result;
  }
  return ({ merchant, label }) => {
    const byName = merchant ? matchOf(merchant.name) : 'none';
    if (byName === 'exact') return byName;
    const byLine = matchOf(label);
    return byLine === 'none' ? byName : byLine;
  };
}
