import type { Money } from '../i18n/money.ts';

/** One line of a receipt as a person reads it. */
export interface ReceiptViewLine {
  readonly label: string;
  readonly quantity: number;
  /** Price of the whole line (quantity × unit price), taxes included unless the merchant prints them apart, see `pricesIncludeTax`. */
  readonly total: Money;
  /** The tax that is on it, where the merchant says it: 550 = 5.5 %. */
  readonly taxRateBasisPoints?: number;
}

/** One tax of a receipt: `rateBasisPoints` 2000 = 20 %. */
export interface ReceiptViewTax {
  readonly rateBasisPoints: number;
  readonly amount: Money;
}

/** A receipt in the shape in which it may be disclosed: amounts positive, as printed on a till receipt. */
export interface ReceiptView {
  /** Unique at the merchant; used as `order_number` where a channel wants one. */
  readonly number: string;
  readonly merchant: string;
  /** When it was issued, ISO 8601 instant. */
  readonly issuedAt: string;
  /** Free text such as `Visa ···· 1234`; never a whole card number. */
  readonly paymentMethod?: string;
  readonly lines: readonly ReceiptViewLine[];
  readonly taxes: readonly ReceiptViewTax[];
  /** Whether the prices of the lines include the taxes; absent where the figures do not tell. */
  readonly pricesIncludeTax?: boolean;
  readonly subtotal?: Money;
  readonly shipping?: Money;
  readonly tip?: Money;
  readonly total: Money;
}
