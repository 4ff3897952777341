import type { SendBody, SendButton, SendReceipt } from '../messenger/send-body.ts';

function printButton(button: SendButton): string {
  return button.type === 'web_url' ? `  → ${button.title}: ${button.url}` : `  [${button.title}]`;
}

function printReceipt(receipt: SendReceipt): string[] {
  const price = (amount: number): string => `${amount.toFixed(2)} ${receipt.currency}`;
  return [
    `${receipt.merchant_name ?? ''} · ${receipt.order_number}`,
    ...receipt.elements.map((line) => `  ${line.quantity ?? 1} × ${line.title}  ${price(line.price)}`),
    ...(receipt.summary.total_tax === undefined ? [] : [`  (${price(receipt.summary.total_tax)})`]),
    `  = ${price(receipt.summary.total_cost)} · ${receipt.payment_method}`,
  ];
}

function linesOf(body: SendBody): string[] {
  if ('text' in body) return [body.text];
  const { payload } = body.attachment;
  if (payload.template_type === 'button') return [payload.text, ...payload.buttons.map(printButton)];
  if (payload.template_type === 'receipt') return printReceipt(payload);
  return payload.elements.flatMap((card) => [
    `• ${card.title}`,
    ...(card.subtitle ? [`  ${card.subtitle}`] : []),
    ...(card.buttons ?? []).map(printButton),
  ]);
}

/** What the customer can tap: in a terminal, type its words. */
export interface Tappable {
  readonly title: string;
  readonly payload: string;
}

/** The quick replies and press buttons of one message. */
export function tappables(body: SendBody): Tappable[] {
  const quick = body.quick_replies ?? [];
  if ('text' in body) return [...quick];
  const { payload } = body.attachment;
  const buttons =
    payload.template_type === 'button'
      ? payload.buttons
      : payload.template_type === 'generic'
        ? payload.elements.flatMap((card) => card.buttons ?? [])
        : [];
  return [...buttons.flatMap((button) => (button.type === 'postback' ? [button] : [])), ...quick];
}

/** One message of the bot as lines of a terminal. */
export function printBody(body: SendBody): string {
  const quick = body.quick_replies?.map(({ title }) => `[${title}]`).join(' ');
  return [...linesOf(body), ...(quick ? [`  ${quick}`] : [])].join('\n');
}
