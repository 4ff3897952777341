import type { Language } from '../../i18n/language.ts';
import type { Money } from '../../i18n/money.ts';
import { derive, handleOf } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Merchant, Transaction } from '../domain/transaction.ts';
import type { TransactionView } from '../ports/customer-banking.ts';
import { categoryOf } from './category.ts';
import type { CustomerDays } from './customer-days.ts';
import type { Entry, SealedEntry } from './entry.ts';
import { directionOf } from './match-transaction.ts';

export interface ViewContext {
  /** Stable key of the customer's link: handles of one customer mean nothing to another. */
  readonly customerKey: string;
  readonly days: CustomerDays;
  /** The name of a country, as the customer says it. */
  readonly countryName: (code: string) => string | undefined;
}

/** Names countries in one language. What knows the names is made at the first use: most turns name none, and none needs it twice. */
export function createCountryNames(language: Language): ViewContext['countryName'] {
  let names: Intl.DisplayNames | undefined;
  return (code) => (names ??= new Intl.DisplayNames(language, { type: 'region' })).of(code);
}

/** The amount without its sign. */
export function absolute(money: Money): Money {
  return { minor: money.minor < 0n ? -money.minor : money.minor, currency: money.currency };
}

/** Who the money went to or came from, as well as the bank knows. */
export function counterpartyOf(transaction: Transaction): string {
  return transaction.merchant?.name ?? transaction.label;
}

function placeOf(merchant: Merchant | undefined, { countryName }: ViewContext): string {
  const country = merchant?.country === undefined ? undefined : countryName(merchant.country);
  return [merchant?.city, country].filter((part) => part !== undefined).join(', ');
}

function yesNo(condition: boolean): 'yes' | 'no' {
  return condition ? 'yes' : 'no';
}

/** The opaque handle of an entry: a hash, so that neither bank ids nor days reach the chat inside a button. */
export function refOf(entry: SealedEntry, customerKey: string): string {
  return handleOf(entry, customerKey, ({ transaction }) => JSON.stringify([transaction.accountId, transaction.id]));
}

/** One entry as a sentence can show it, each figure sealed by itself. */
export function toTransactionView(entry: SealedEntry, context: ViewContext): TransactionView {
  const field = <Value>(compute: (transaction: Transaction, entry: Entry) => Value): Sealed<'transaction', Value> =>
    derive(entry, (opened) => compute(opened.transaction, opened));
  return {
    ref: refOf(entry, context.customerKey),
    counterparty: field(counterpartyOf),
    amount: field((transaction) => transaction.amount),
    absolute: field((transaction) => absolute(transaction.amount)),
    day: field((transaction) => ({ day: context.days.dayOf(transaction.bookedAt) })),
    status: field((transaction) => transaction.status),
    direction: field(directionOf),
    label: field((transaction) => transaction.label),
    category: field(categoryOf),
    place: field((transaction) => placeOf(transaction.merchant, context)),
    hasPlace: field((transaction) => yesNo(placeOf(transaction.merchant, context) !== '')),
    foreign: field((transaction) => yesNo(transaction.originalAmount !== undefined)),
    originalAmount: field((transaction) => transaction.originalAmount ?? transaction.amount),
    cardLast4: field((transaction) => transaction.card?.last4 ?? ''),
    hasCard: field((transaction) => yesNo(transaction.card?.last4 !== undefined)),
    accountName: field((_transaction, { account }) => account?.name ?? ''),
  };
}
