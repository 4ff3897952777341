import type { ReplyArguments } from '../engine/reply.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import type { ReceiptView } from './receipt-view.ts';
import { safeText } from './safe-text.ts';

/** Writes one sentence of `secrecy/messages.*.json`; the arguments are already released. */
type Print = (key: string, args: ReplyArguments) => string;

function receiptLines(receipt: ReceiptView, print: Print): string[] {
  const amount = (key: string, money: ReceiptView['total'] | undefined): string[] => (money ? [print(key, { amount: money })] : []);
  return [
    print('receipt_head', { merchant: receipt.merchant, day: { day: receipt.issuedAt.slice(0, 10) } }),
    ...receipt.lines.map((line) => print('receipt_line', { label: line.label, quantity: line.quantity, total: line.total })),
    ...amount('receipt_shipping', receipt.shipping),
    ...amount('receipt_tip', receipt.tip),
    print('receipt_total', { total: receipt.total }),
    ...receipt.taxes.map((tax) =>
      print('receipt_tax', { rate: print('receipt_rate', { rate: tax.rateBasisPoints / 10_000 }), amount: tax.amount }),
    ),
  ];
}

/** What a merchant wrote, as it may stand in a message of the bank. */
function safe(receipt: ReceiptView): ReceiptView {
  const name = (text: string): string => safeText(text) || '—';
  return {
    ...receipt,
    number: name(receipt.number),
    merchant: name(receipt.merchant),
    ...(receipt.paymentMethod ? { paymentMethod: safeText(receipt.paymentMethod) } : {}),
    lines: receipt.lines.map((line) => ({ ...line, label: name(line.label) })),
  };
}

/** A receipt for the chat: the figures for a template, and the same in words for channels without one. */
export function printReceipt(released: ReceiptView, print: Print): Extract<OutgoingMessage, { kind: 'receipt' }> {
  const receipt = safe(released);
  return {
    kind: 'receipt',
    receipt: { ...receipt, paymentMethod: receipt.paymentMethod ?? print('receipt_payment', {}) },
    text: receiptLines(receipt, print).join('\n'),
    labels: { recipientName: print('receipt_customer', {}), ...(receipt.tip ? { tip: print('receipt_tip_label', {}) } : {}) },
  };
}
