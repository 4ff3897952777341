import type { Formatter } from '../i18n/format.ts';
import type { Money } from '../i18n/money.ts';
import { lineNote, type Print, rateIn, safeReceipt, taxKind } from './print-receipt.ts';
import type { ReceiptView } from './receipt-view.ts';

/** A receipt as a page prints it: every figure written out, nothing left to be computed. */
export interface PrintedReceipt {
  readonly merchant: string;
  readonly number: string;
  readonly paymentMethod: string;
  /** `note`: what is to be said of the tax, an empty string where nothing is. */
  readonly lines: readonly { readonly label: string; readonly quantity: number; readonly note: string; readonly total: string }[];
  readonly subtotal?: string;
  readonly shipping?: string;
  readonly tip?: string;
  readonly taxes: readonly { readonly kind: 'vat' | 'sales'; readonly rate: string; readonly amount: string }[];
  /** Whether the prices of the lines include the taxes; absent where the figures do not tell. */
  readonly pricesIncludeTax?: boolean;
  readonly total: string;
}

/** Writes a receipt that was released for a page. @param print writes the sentences of `secrecy/messages.*.json` */
export function printPageReceipt(released: ReceiptView, formatter: Formatter, print: Print): PrintedReceipt {
  const receipt = safeReceipt(released);
  const { subtotal, shipping, tip, pricesIncludeTax } = receipt;
  const money = (amount: Money): string => formatter.money(amount);
  return {
    merchant: receipt.merchant,
    number: receipt.number,
    paymentMethod: receipt.paymentMethod ?? print('receipt_payment', {}),
    lines: receipt.lines.map((line) => ({
      label: line.label,
      quantity: line.quantity,
      note: lineNote(line, receipt, print),
      total: money(line.total),
    })),
    ...(subtotal ? { subtotal: money(subtotal) } : {}),
    ...(shipping ? { shipping: money(shipping) } : {}),
    ...(tip ? { tip: money(tip) } : {}),
    taxes: receipt.taxes
      .filter(({ amount }) => amount.minor !== 0n)
      .map(({ rateBasisPoints, amount }) => ({
        kind: taxKind(receipt),
        rate: rateIn(rateBasisPoints, print),
        amount: money(amount),
      })),
    ...(pricesIncludeTax === undefined ? {} : { pricesIncludeTax }),
    total: money(receipt.total),
  };
}
