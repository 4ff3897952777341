import type { Money } from '../../i18n/money.ts';

export type TransactionStatus = 'pending' | 'booked' | 'rejected';

export interface Merchant {
  readonly name: string;
  /** ISO 18245 merchant category code. */
  readonly categoryCode?: string;
  readonly city?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/** One entry of an account. `amount` is negative when money goes out. */
export interface Transaction {
  readonly id: string;
  readonly accountId: string;
  readonly status: TransactionStatus;
  readonly amount: Money;
  /** When it was booked, or made where it is still pending; ISO 8601 instant. */
  readonly bookedAt: string;
  /** The statement line as the bank prints it. */
  readonly label: string;
  /** ISO 20022 category purpose, where the bank tells it: `SALA`, `PENS`, `RENT`. */
  readonly purposeCode?: string;
  readonly merchant?: Merchant;
  /** Amount in the currency of the purchase, where it was foreign. Same sign as `amount`. */
  readonly originalAmount?: Money;
  /** Scheme and last digits of the card it was paid with. */
  readonly card?: { readonly scheme?: string; readonly last4?: string };
  /** Where a receipt for this purchase can be asked for. */
  readonly receiptRef?: ReceiptRef;
  /** Where the parcels of this purchase can be followed. */
  readonly deliveryRef?: DeliveryRef;
}

/** SumUp: transaction id and merchant code of `GET /v1.1/receipts/{id}?mid=`. */
export interface ReceiptRef {
  readonly system: 'sumup';
  readonly transactionId: string;
  readonly merchantCode: string;
}

/** PayPal: the transaction whose trackers are asked for. La Poste: the parcel number itself. */
export type DeliveryRef =
  | { readonly system: 'paypal'; readonly transactionId: string }
  | { readonly system: 'la_poste'; readonly trackingNumber: string };
