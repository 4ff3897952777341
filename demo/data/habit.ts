import type { Merchant } from './merchant.ts';

/** What a line of an account is; decides its statement label and codes. */
export const entryKinds = [
  'card',
  'order',
  'foreign',
  'refund',
  'cash',
  'debit',
  'standing_order',
  'salary',
  'transfer',
  'credit',
  'fee',
  'interest',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Every n days (from a first day that differs by customer), on a day of the month, or every fortnight's Friday. */
export type Rhythm =
  | { readonly every: number; readonly optional?: boolean }
  | { readonly monthDay: number; readonly months?: readonly number[] }
  | { readonly fridayEvery: 1 | 2 };

/** How much: a range in minor units, a choice, one of the customer's own standing amounts, or a basket of so many goods. */
export type Sum =
  | { readonly from: number; readonly to: number }
  | { readonly oneOf: readonly number[] }
  | { readonly standing: 'rent' | 'salary' | 'contribution' }
  | { readonly basketOf: readonly [number, number] };

/** Something the customer does again and again. Its place in the list is the index of its entry, so a list only ever grows at its end. */
export interface Habit {
  readonly kind: EntryKind;
  readonly rhythm: Rhythm;
  readonly merchants: readonly Merchant[];
  readonly sum: Sum;
  /** Which account pays or receives: `household` is the joint account where there is one. */
  readonly account: 'current' | 'joint' | 'household';
  /** Local standard time, first and last minute of the day. */
  readonly minutes: readonly [number, number];
  /** Currency of a purchase abroad. */
  readonly currency?: string;
  /** Money in. */
  readonly incoming?: boolean;
}

/** The habits of the customers of one country and the names its statements use for the bank's own movements. */
export interface HabitBook {
  readonly habits: readonly Habit[];
  readonly employers: readonly string[];
  readonly landlords: readonly string[];
  /** Carriers of the orders, as PayPal writes them. */
  readonly carriers: readonly string[];
}
