import { createHash } from 'node:crypto';
import { addMoney, type Money } from '../../i18n/money.ts';
import type { OutgoingMessage } from '../../secrecy/outgoing-message.ts';
import type { ReceiptView, ReceiptViewLine } from '../../secrecy/receipt-view.ts';
import { cutTitle } from './cut-title.ts';
import { exactAmount } from './exact-amount.ts';
import type { SendBody, SendReceipt } from './send-body.ts';
import { codePoints, textLimits } from './text-limits.ts';

type OutgoingReceipt = Extract<OutgoingMessage, { kind: 'receipt' }>;
type Element = SendReceipt['elements'][number];

/** Thrown inside this file only: the template cannot state this receipt truly, so it goes out in words. */
class NotStatable extends Error {}

function amountIn(currency: string, money: Money): number {
  const amount = money.currency === currency ? exactAmount(money) : undefined;
  if (amount === undefined) throw new NotStatable('amount');
  return amount;
}

function renderLine(line: ReceiptViewLine, currency: string, note = ''): Element {
  if (codePoints(line.label.trim()) > textLimits.cardLine || line.label.trim() === '') throw new NotStatable('label');
  const isCount = Number.isSafeInteger(line.quantity) && line.quantity > 0;
  // Weights and lengths (0.512 kg) are no count of pieces.
  const subtitle = [isCount ? '' : `× ${line.quantity}`, note].filter((part) => part !== '').join(' · ');
  return {
    title: line.label.trim(),
    ...(isCount ? { quantity: line.quantity } : {}),
    ...(subtitle === '' ? {} : { subtitle: cutTitle(subtitle, textLimits.cardLine) }),
    price: amountIn(currency, line.total),
    currency,
  };
}

function renderTip({ receipt, labels }: OutgoingReceipt): Element[] {
  const { tip, total } = receipt;
  if (!tip) return [];
  if (!labels.tip) throw new NotStatable('tip');
  return [{ title: cutTitle(labels.tip, textLimits.cardLine), price: amountIn(total.currency, tip), currency: total.currency }];
}

function addAll(amounts: readonly Money[], currency: string): Money | undefined {
  if (amounts.some((amount) => amount.currency !== currency)) throw new NotStatable('currency');
  const [first, ...others] = amounts;
  return first && others.reduce(addMoney, first);
}

/** Subtotal, delivery and tax add up to the total, to the cent: what is neither of the two, a tip among it, is the subtotal. */
function renderSummary(receipt: ReceiptView): SendReceipt['summary'] {
  const { total, shipping } = receipt;
  const { currency } = total;
  const tax = addAll(
    receipt.taxes.map(({ amount }) => amount),
    currency,
  );
  const apart = addAll([...(tax ? [tax] : []), ...(shipping ? [shipping] : [])], currency);
  return {
    ...(apart ? { subtotal: amountIn(currency, { minor: total.minor - apart.minor, currency }) } : {}),
    ...(shipping ? { shipping_cost: amountIn(currency, shipping) } : {}),
    ...(tax ? { total_tax: amountIn(currency, tax) } : {}),
    total_cost: amountIn(currency, total),
  };
}

/** Meta refuses an `order_number` it has seen: the receipt's own number, and a mark of this sending so that it can be asked for again. */
function orderNumber(receipt: ReceiptView, sendId: string | undefined): string {
  const number = cutTitle(receipt.number, 100);
  if (sendId === undefined) return number;
  return `${number}-${createHash('sha256').update(sendId).digest('hex').slice(0, 8)}`;
}

function timestamp(issuedAt: string): { timestamp?: string } {
  const seconds = Math.floor(Date.parse(issuedAt) / 1000);
  return seconds >= 0 && seconds < 10_000_000_000 ? { timestamp: String(seconds) } : {};
}

function renderTemplate(message: OutgoingReceipt, sendId: string | undefined): SendReceipt {
  const { receipt, labels } = message;
  const { currency } = receipt.total;
  const elements = [...receipt.lines.map((line, index) => renderLine(line, currency, labels.lines?.[index])), ...renderTip(message)];
  if (elements.length > textLimits.receiptElements) throw new NotStatable('lines');
  return {
    template_type: 'receipt',
    recipient_name: cutTitle(labels.recipientName, 100),
    merchant_name: cutTitle(receipt.merchant, 100),
    order_number: orderNumber(receipt, sendId),
    currency,
    payment_method: cutTitle(receipt.paymentMethod ?? '—', 100),
    ...timestamp(receipt.issuedAt),
    // Never: a receipt that is shared leaves the conversation it was disclosed to.
    sharable: false,
    summary: renderSummary(receipt),
    elements,
  };
}

/**
 * A receipt as Messenger's receipt template (amounts as JSON numbers, exact), or undefined where the template cannot state it
 * truly and the words have to: amounts finer than two decimals, several currencies, more than 100 lines.
 * @param sendId what makes this sending unique; without it the same receipt can be sent once only.
 */
export function renderReceipt(message: OutgoingReceipt, sendId?: string): SendBody | undefined {
  try {
    return { attachment: { type: 'template', payload: renderTemplate(message, sendId) } };
  } catch (error) {
    if (error instanceof NotStatable) return undefined;
    throw error;
  }
}
