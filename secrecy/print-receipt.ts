import type { ReplyArguments } from '../engine/reply.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import type { ReceiptView, ReceiptViewLine } from './receipt-view.ts';
import { safeText } from './safe-text.ts';

/** Writes one sentence of `secrecy/messages.*.json`; the arguments are already released. */
export type Print = (key: string, args: ReplyArguments) => string;

export function rateIn(basisPoints: number, print: Print): string {
  return print('receipt_rate', { rate: basisPoints / 10_000 });
}

/** What the tax is called: American states add theirs at the till. */
export function taxKind({ total }: ReceiptView): 'vat' | 'sales' {
  return total.currency === 'USD' ? 'sales' : 'vat';
}

/** What is to be said of the tax in a line's price; an empty string where the receipt does not tell. */
export function lineNote({ taxRateBasisPoints }: ReceiptViewLine, receipt: ReceiptView, print: Print): string {
  const { pricesIncludeTax } = receipt;
  if (pricesIncludeTax === undefined) return '';
  const kind = taxKind(receipt);
  const rate = taxRateBasisPoints === undefined ? {} : { rate: rateIn(taxRateBasisPoints, print) };
  return print('receipt_line_tax', {
    kind,
    included: pricesIncludeTax ? 'yes' : 'no',
    known: 'rate' in rate ? 'yes' : 'no',
    rate: '',
    ...rate,
  });
}

/** Each rate with its amount; of a rate of zero there is nothing to pay. */
function taxLines(receipt: ReceiptView, print: Print): string[] {
  const kind = taxKind(receipt);
  return receipt.taxes
    .filter(({ amount }) => amount.minor !== 0n)
    .map((tax) => print('receipt_tax', { kind, rate: rateIn(tax.rateBasisPoints, print), amount: tax.amount }));
}

function receiptLines(receipt: ReceiptView, print: Print): string[] {
  const amount = (key: string, money: ReceiptView['total'] | undefined): string[] => (money ? [print(key, { amount: money })] : []);
  return [
    print('receipt_head', { merchant: receipt.merchant, day: { day: receipt.issuedAt.slice(0, 10) } }),
    ...receipt.lines.map((line) => print('receipt_line', { label: line.label, quantity: line.quantity, total: line.total })),
    ...amount('receipt_shipping', receipt.shipping),
    ...amount('receipt_tip', receipt.tip),
    print('receipt_total', { total: receipt.total }),
    ...taxLines(receipt, print),
    ...(receipt.pricesIncludeTax === undefined ? [] : [print('receipt_prices', { included: receipt.pricesIncludeTax ? 'yes' : 'no' })]),
  ];
}

/** What a merchant wrote, as it may stand in a message of the bank. */
export function safeReceipt(receipt: ReceiptView): ReceiptView {
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
  const receipt = safeReceipt(released);
  const taxes = taxLines(receipt, print);
  return {
    kind: 'receipt',
    receipt: { ...receipt, paymentMethod: receipt.paymentMethod ?? print('receipt_payment', {}) },
    text: receiptLines(receipt, print).join('\n'),
    labels: {
      recipientName: print('receipt_customer', {}),
      ...(receipt.tip ? { tip: print('receipt_tip_label', {}) } : {}),
      lines: receipt.lines.map((line) => lineNote(line, receipt, print)),
      ...(taxes.length > 1 ? { taxes: [print('receipt_taxes', {}), ...taxes].join('\n') } : {}),
    },
  };
}
