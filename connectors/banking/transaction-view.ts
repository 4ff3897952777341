import type { Language } from '../../i18n/language.ts';
import type { Money } from '../../i18n/money.ts';
import { derive, filterSealed, handleOf } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Merchant, Transaction } from '../domain/transaction.ts';
import type { TransactionView } from '../ports/customer-banking.ts';
import { categoryOf } from './category.ts';
import { createCityNames } from './city-name.ts';
import type { CustomerDays } from './customer-days.ts';
import type { Entry, SealedEntry } from './entry.ts';
import { directionOf } from './match-transaction.ts';
import { payeeNameOf } from './payee-name.ts';

export interface ViewContext {
  /** Stable key of the customer's link: handles of one customer mean nothing to another. */
  readonly customerKey: string;
  readonly days: CustomerDays;
  /** City and country of a merchant, as the customer says them; an empty string where nothing is known. */
  readonly placeName: (merchant: Pick<Merchant, 'city' | 'country'>) => string;
}

/** Names places in one language. What knows the names is made at the first use: most turns name none, and none needs it twice. */
export function createPlaceNames(language: Language): ViewContext['placeName'] {
  let countries: Intl.DisplayNames | undefined;
  let cityName: ReturnType<typeof createCityNames> | undefined;
  return ({ city, country }) => {
    const named = city === undefined ? undefined : (cityName ??= createCityNames(language))(city, country);
    const land = country === undefined ? undefined : (countries ??= new Intl.DisplayNames(language, { type: 'region' })).of(country);
    return [named, land].filter((part) => part !== undefined).join(', ');
  };
}

/** The amount without its sign. */
export function absolute(money: Money): Money {
  return { minor: money.minor < 0n ? -money.minor : money.minor, currency: money.currency };
}

/** A card payment at a shop: cash has no receipt, a refund and a direct debit come without one, and what was rejected was not bought. */
export function mayHaveReceipt(transaction: Transaction): boolean {
  const { merchant, card, amount, status } = transaction;
  if (!merchant || status === 'rejected' || amount.minor >= 0n) return false;
  return transaction.receiptRef !== undefined || (card !== undefined && categoryOf(transaction) !== 'cash');
}

function placeOf({ merchant }: Transaction, { placeName }: ViewContext): string {
  return placeName(merchant ?? {});
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
    counterparty: derive(entry, ({ transaction, isOwnTransfer }) => payeeNameOf(transaction, isOwnTransfer).name),
    role: derive(entry, ({ transaction, isOwnTransfer }) => payeeNameOf(transaction, isOwnTransfer).role),
    // Whether there is anything to ask for is visible, as the number of entries is; what was bought is not.
    mayHaveReceipt: filterSealed([entry], ({ transaction }) => mayHaveReceipt(transaction)).length > 0,
    amount: field((transaction) => transaction.amount),
    absolute: field((transaction) => absolute(transaction.amount)),
    day: field((transaction) => ({ day: context.days.dayOf(transaction.bookedAt) })),
    status: field((transaction) => transaction.status),
    direction: field(directionOf),
    label: field((transaction) => transaction.label),
    category: field(categoryOf),
    place: field((transaction) => placeOf(transaction, context)),
    hasPlace: field((transaction) => yesNo(placeOf(transaction, context) !== '')),
    foreign: field((transaction) => yesNo(transaction.originalAmount !== undefined)),
    originalAmount: field((transaction) => transaction.originalAmount ?? transaction.amount),
    cardLast4: field((transaction) => transaction.card?.last4 ?? ''),
    hasCard: field((transaction) => yesNo(transaction.card?.last4 !== undefined)),
    accountName: field((_transaction, { account }) => account?.name ?? ''),
  };
}
