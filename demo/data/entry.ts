import type { Basket } from './basket.ts';
import type { AccountSlot } from './customer.ts';
import type { EntryKind } from './habit.ts';
import type { Merchant } from './merchant.ts';

/** The bank's own movements, as statements name them. */
export type Movement =
  | 'to_savings'
  | 'from_savings'
  | 'to_current'
  | 'from_current'
  | 'to_investment'
  | 'from_investment'
  | 'to_joint'
  | 'from_partner'
  | 'to_partner'
  | 'account_fee'
  | 'foreign_fee'
  | 'interest';

/** One line of an account. It never changes; only the clock decides whether it is visible, pending or booked. */
export interface Entry {
  readonly slot: AccountSlot;
  readonly day: number;
  /** Unique within account and day, 0 to 63. */
  readonly index: number;
  readonly kind: EntryKind;
  /** Minor units of the account's currency; negative = out. */
  readonly minor: bigint;
  /** When it was made; ms since 1970. */
  readonly atMs: number;
  /** Pending until then. */
  readonly bookedAtMs: number;
  readonly merchant?: Merchant;
  /** Employer or landlord. */
  readonly counterparty?: string;
  readonly movement?: Movement;
  /** What was bought; where it is known the shop gives a receipt. */
  readonly basket?: Basket;
  /** `rate`: units of the account's currency for one unit of `currency`. */
  readonly foreign?: { readonly currency: string; readonly minor: bigint; readonly rate: number };
  /** How many orders the customer made before this one. */
  readonly orderNumber?: number;
}
