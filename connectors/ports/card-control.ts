import type { Sealed } from '../../secrecy/sealed.ts';
import type { CustomerAccess } from './customer-access.ts';

/** Which cards are meant, by what the customer said of them. Everything given must fit. */
export interface CardQuery {
  readonly last4?: string | undefined;
  readonly scheme?: 'visa' | 'mastercard' | 'amex' | undefined;
  readonly funding?: 'debit' | 'credit' | undefined;
}

/** One card as a sentence can show it. `ref` is the bank's own opaque handle, worth nothing without the customer's access. */
export interface CardView {
  readonly ref: string;
  /** `Visa ···· 1234`: never more than four digits. */
  readonly label: Sealed<'card', string>;
  /** For ICU select. */
  readonly state: Sealed<'card', 'active' | 'frozen'>;
}

/** What is to be frozen. By digits or all of them where the bank could not list the cards: it knows them. */
export type CardTarget =
  | { readonly which: 'card'; readonly ref: string }
  | { readonly which: 'last4'; readonly last4: string }
  | { readonly which: 'all' };

/** What the bank says of an operation that it has carried out, or has decided not to. */
export interface FreezeResult {
  readonly outcome: 'done' | 'refused';
}

/** A bank's cards, in the safe direction only: nothing here unfreezes. All methods throw ConnectorError. */
export interface CardControl {
  /** Those that fit the query; all of them where none does or without one. */
  listCards(customer: CustomerAccess, query?: CardQuery): Promise<readonly CardView[]>;
  /**
   * Freezes. The same key carries it out once, however often it is sent; freezing what is frozen is done. `bank_unavailable` leaves open
   * whether it was carried out: then `freezeByKey` has to be asked.
   */
  freeze(customer: CustomerAccess, target: CardTarget, idempotencyKey: string): Promise<FreezeResult>;
  /** What came of the operation with this key; undefined where the bank knows of none. */
  freezeByKey(customer: CustomerAccess, idempotencyKey: string): Promise<FreezeResult | undefined>;
}
