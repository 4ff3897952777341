import type { CalendarDay } from '../../i18n/calendar-day.ts';
import type { ClockTime } from '../../i18n/clock-time.ts';
import type { Money } from '../../i18n/money.ts';
import type { ReceiptView } from '../../secrecy/receipt-view.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Category } from '../banking/category.ts';
import type { PayeeRole } from '../banking/payee-name.ts';
import type { AccountKind } from '../domain/account.ts';
import type { DeliveryStatus } from '../domain/delivery.ts';
import type { PaymentId } from './fraud-report.ts';

export interface AccountQuery {
  readonly kind?: 'current' | 'savings' | 'card' | 'joint' | undefined;
  readonly name?: string | undefined;
  readonly last4?: string | undefined;
  /** Those that one pays from: current and joint accounts. */
  readonly forPayments?: true | undefined;
}

/** Which entries are wanted; everything given must fit. Merchants are matched forgivingly (accents, typing errors, parts of a name). */
export interface TransactionQuery {
  readonly account?: AccountQuery | undefined;
  readonly merchant?: string | undefined;
  /** `YYYY-MM-DD`, both included. Without a period: the last 90 days. */
  readonly period?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined;
  /** Unsigned decimal strings, compared with the absolute amount. Without currency: the account's. */
  readonly amount?:
    | { readonly min?: string | undefined; readonly max?: string | undefined; readonly currency?: string | undefined }
    | undefined;
  readonly status?: 'pending' | 'booked' | undefined;
  readonly direction?: 'in' | 'out' | undefined;
  /** What it was for; an entry of which nothing is known is `other`. */
  readonly category?: Category | undefined;
  /** The newest n only, after the first `skip` of them. */
  readonly count?: number | undefined;
  readonly skip?: number | undefined;
}

/** One account as a sentence can show it. */
export interface BalanceView {
  readonly accountName: Sealed<'balance', string>;
  /** The name inside a sentence: after "your" where it is `common` ("your current account"), else a name of its own. For ICU select. */
  readonly naming: Sealed<'balance', 'common' | 'own'>;
  readonly nameInSentence: Sealed<'balance', string>;
  readonly kind: Sealed<'balance', AccountKind>;
  readonly booked: Sealed<'balance', Money>;
  /** Equal to `booked` where the bank gives no other. */
  readonly available: Sealed<'balance', Money>;
  /** What entries not yet booked will add or, negative, take. */
  readonly pending: Sealed<'balance', Money>;
  /** `credit`, `overdrawn` (below zero, inside the agreed limit), `beyond_limit`: for ICU select. */
  readonly standing: Sealed<'balance', 'credit' | 'overdrawn' | 'beyond_limit'>;
  /** `yes` when available and booked differ: for ICU select. */
  readonly differs: Sealed<'balance', 'yes' | 'no'>;
  /** Agreed overdraft, positive; zero where there is none. */
  readonly limit: Sealed<'balance', Money>;
  /** What there is to say of the overdraft; given for every account, so that having it says nothing. */
  readonly overdraft: {
    /** `yes` when a limit above zero was agreed: for ICU select. */
    readonly agreed: Sealed<'balance', 'yes' | 'no'>;
    /** How much of the limit is used, positive; all of it beyond it. */
    readonly used: Sealed<'balance', Money>;
    /** What may still be spent inside the limit (limit + booked); zero beyond it. */
    readonly left: Sealed<'balance', Money>;
    /** By how much the limit is exceeded, positive; zero inside it. */
    readonly beyond: Sealed<'balance', Money>;
    /** Whether the bank counts the limit in what it calls available: for ICU select. */
    readonly included: Sealed<'balance', 'yes' | 'no'>;
  };
  /** Of all accounts that fit the query, whether one is below zero; `none` when only cards and loans fit. The same in each view: for ICU select. */
  readonly anyOverdrawn: Sealed<'balance', 'yes' | 'no' | 'none'>;
  readonly asOf: Sealed<'balance', CalendarDay>;
}

/** Whether a price can be paid, as a sentence can say it without the dialog knowing. */
export interface Affordability {
  /**
   * `yes` from one account; `overdraft` only with what is agreed beyond zero; `together` not from one account, but from all of them;
   * `other_currency` where the price is in none of the accounts'. For ICU select.
   */
  readonly verdict: Sealed<'balance', 'yes' | 'overdraft' | 'together' | 'no' | 'other_currency'>;
  /** The account that comes nearest to it, see `BalanceView`. */
  readonly naming: Sealed<'balance', 'common' | 'own'>;
  readonly nameInSentence: Sealed<'balance', string>;
  /** What that account has by itself; what was agreed beyond zero (`agreed`: whether anything was, for ICU select); both together. */
  readonly available: Sealed<'balance', Money>;
  readonly agreed: Sealed<'balance', 'yes' | 'no'>;
  readonly limit: Sealed<'balance', Money>;
  readonly reach: Sealed<'balance', Money>;
  readonly price: Sealed<'balance', Money>;
  /** What it lacks, overdraft included; zero where nothing is lacking. */
  readonly short: Sealed<'balance', Money>;
}

/** One entry as a sentence can show it. `ref` is an opaque handle that only this customer's banking understands. */
export interface TransactionView {
  readonly ref: string;
  /** Who the money went to or came from: the merchant, else what is left of the statement line without the bank's own words. */
  readonly counterparty: Sealed<'transaction', string>;
  /** What stands before `counterparty` in a sentence: for ICU select. */
  readonly role: Sealed<'transaction', PayeeRole>;
  /** Whether a shop may have given a receipt: a card payment at a merchant, no cash and no refund. Plain, as the number of entries is. */
  readonly mayHaveReceipt: boolean;
  readonly amount: Sealed<'transaction', Money>;
  /** The amount without its sign, for sentences whose words say which way it went. */
  readonly absolute: Sealed<'transaction', Money>;
  readonly day: Sealed<'transaction', CalendarDay>;
  readonly status: Sealed<'transaction', 'pending' | 'booked' | 'rejected'>;
  readonly direction: Sealed<'transaction', 'in' | 'out'>;
  /** Statement line as printed by the bank. */
  readonly label: Sealed<'transaction', string>;
  /** Category for ICU select: groceries, restaurant, transport, fuel, travel, clothing, electronics, health, subscription, rent, salary, transfer, cash, fee, refund, other. */
  readonly category: Sealed<'transaction', string>;
  /** City and country of the merchant in the customer's language, or an empty string. */
  readonly place: Sealed<'transaction', string>;
  /** `yes` when `place` is not empty: for ICU select, which cannot match an empty string. */
  readonly hasPlace: Sealed<'transaction', 'yes' | 'no'>;
  /** `yes` when paid in another currency; then `originalAmount` is that amount, else equal to `amount`. */
  readonly foreign: Sealed<'transaction', 'yes' | 'no'>;
  readonly originalAmount: Sealed<'transaction', Money>;
  /** Last digits of the card, or an empty string. */
  readonly cardLast4: Sealed<'transaction', string>;
  /** `yes` when `cardLast4` is not empty: for ICU select. */
  readonly hasCard: Sealed<'transaction', 'yes' | 'no'>;
  readonly accountName: Sealed<'transaction', string>;
}

/** What a question was narrowed to, as a sentence can name it: with the bank's own names, not with what was typed. */
export interface FilterView {
  /** The merchant's name where all that was found bears one; else as the customer wrote it. */
  readonly merchant: Sealed<'transaction', string>;
  /** `account` where `account` names one or several of the customer's, `cards` for card payments on any account, `unknown` where none fits. */
  readonly scope: Sealed<'transaction', 'any' | 'account' | 'cards' | 'unknown'>;
  readonly account: Sealed<'transaction', string>;
  /** For ICU select, with `least` and `most` in the customer's currency, zero where the question has no such end. */
  readonly amount: Sealed<'transaction', 'any' | 'exact' | 'least' | 'most' | 'between'>;
  readonly least: Sealed<'transaction', Money>;
  readonly most: Sealed<'transaction', Money>;
}

/** The entries that fit, newest first, and their sums. */
export interface TransactionReport {
  readonly entries: readonly TransactionView[];
  /**
   * How many fitted before `skip` and `count` cut the list. Where only the newest few were asked for, it may be that there are more than
   * it says, but never that there are more than were shown when it says that there are not.
   */
  readonly found: number;
  /**
   * One sum per currency: money out (positive figure), money in, and how many entries. Neither rejected entries nor transfers between
   * the customer's own accounts count, so there may be entries and no sum; `leftOut` tells which there were, for ICU select.
   */
  readonly sums: readonly {
    readonly out: Sealed<'transaction', Money>;
    readonly in: Sealed<'transaction', Money>;
    readonly count: Sealed<'transaction', number>;
    readonly leftOut: Sealed<'transaction', 'none' | 'own' | 'rejected' | 'both'>;
  }[];
  readonly filter: FilterView;
  /** The days that were searched. */
  readonly period: { readonly from: CalendarDay; readonly to: CalendarDay };
  /** Whether there was anything to search: days to come have no entries yet, and those before `oldest` are not told by the bank. */
  readonly reach: 'searched' | 'to_come' | 'too_old';
  readonly oldest: CalendarDay;
}

export interface DeliveryView {
  readonly merchant: Sealed<'delivery', string>;
  readonly carrier: Sealed<'delivery', string>;
  readonly trackingNumber: Sealed<'delivery', string>;
  /** `yes` when the number is known: for ICU select. */
  readonly hasNumber: Sealed<'delivery', 'yes' | 'no'>;
  readonly status: Sealed<'delivery', DeliveryStatus>;
  /** `day`, `window` (with hours) or `none`: for ICU select. */
  readonly expectation: Sealed<'delivery', 'day' | 'window' | 'none'>;
  /** Expected day, or the day it came; today where `expectation` is `none`. */
  readonly expectedDay: Sealed<'delivery', CalendarDay>;
  /** How far `expectedDay` is from today: for ICU select. */
  readonly when: Sealed<'delivery', 'yesterday' | 'today' | 'tomorrow' | 'other'>;
  /** The hours of a `window`, else empty strings. */
  readonly expectedFrom: Sealed<'delivery', ClockTime | ''>;
  readonly expectedTo: Sealed<'delivery', ClockTime | ''>;
  readonly purchasedOn: Sealed<'delivery', CalendarDay>;
  readonly amount: Sealed<'delivery', Money>;
  /** Of all parcels that fit the query, whether one is late; the same in each view: for ICU select. */
  readonly anyLate: Sealed<'delivery', 'yes' | 'no'>;
  /** https address of the carrier's page; absent where there is none. */
  readonly trackingUrl?: Sealed<'delivery', string>;
}

/** Which parcels are wanted; everything given must fit. */
export interface DeliveryQuery {
  readonly merchant?: string | undefined;
  /** Days of the purchase; without them the last 60 days. */
  readonly period?: TransactionQuery['period'];
  /** Days of the arrival, expected or past. */
  readonly arriving?: TransactionQuery['period'];
  /** Those that have come, newest first, instead of those on their way, soonest first. */
  readonly delivered?: boolean;
  readonly carrier?: string | undefined;
  /** Tracking number, or the end of one, however it is spaced. */
  readonly number?: string | undefined;
}

/** What dialogs may ask about the customer they are talking to. All methods throw ConnectorError. */
export interface CustomerBanking {
  /** Balances of the accounts that fit the query; all accounts without one. */
  balances(query?: AccountQuery): Promise<readonly BalanceView[]>;
  /** Whether an amount (unsigned decimal, in the account's currency unless given) can be paid; undefined where there is no account to pay from. */
  affordability(asked: {
    readonly amount: string;
    readonly currency?: string | undefined;
    readonly account?: AccountQuery | undefined;
  }): Promise<Affordability | undefined>;
  transactions(query: TransactionQuery): Promise<TransactionReport>;
  /** One entry by its handle; undefined when it is not this customer's. */
  transaction(ref: string): Promise<TransactionView | undefined>;
  /** The bank's own ids of that entry, to name it to the bank. */
  paymentId(ref: string): Promise<Sealed<'transaction', PaymentId> | undefined>;
  /** Card purchases (money out, at a merchant) that fit, newest first, at most 10; `withReceipt` keeps those with a receipt. */
  findPurchases(query: TransactionQuery & { readonly withReceipt?: boolean }): Promise<readonly TransactionView[]>;
  /** The receipt of a purchase; undefined where the merchant gives none. */
  receipt(ref: string): Promise<Sealed<'receipt', ReceiptView> | undefined>;
  deliveries(query: DeliveryQuery): Promise<readonly DeliveryView[]>;
}
