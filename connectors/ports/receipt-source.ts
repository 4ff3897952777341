import type { ReceiptView } from '../../secrecy/receipt-view.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { ReceiptRef } from '../domain/transaction.ts';

/** Where itemised receipts come from. Throws ConnectorError. */
export interface ReceiptSource {
  /** The receipt, or undefined where the merchant's system has none. */
  findReceipt(reference: ReceiptRef): Promise<Sealed<'receipt', ReceiptView> | undefined>;
}
