import type { OutgoingMessage, OutgoingOption } from '../../secrecy/outgoing-message.ts';
import { renderOptions } from './render-buttons.ts';
import { renderCards } from './render-cards.ts';
import { renderReceipt } from './render-receipt.ts';
import { type RenderedParts, renderText } from './render-text.ts';
import type { SendBody } from './send-body.ts';

/** Messenger drops quick replies that are not on the last message of a thread. */
function withOptions(bodies: readonly SendBody[], options: readonly OutgoingOption[]): SendBody[] {
  const last = bodies.at(-1);
  if (!last || options.length === 0) return [...bodies];
  return [...bodies.slice(0, -1), { ...last, quick_replies: renderOptions(options) }];
}

function renderParts(message: OutgoingMessage, sendId: string | undefined): RenderedParts {
  if (message.kind === 'text') return renderText(message);
  if (message.kind === 'cards') return renderCards(message);
  const receipt = renderReceipt(message, sendId);
  if (!receipt) return renderText({ kind: 'text', text: message.text });
  // The template has one figure for all taxes.
  const { taxes } = message.labels;
  return { bodies: [receipt, ...(taxes === undefined ? [] : [{ text: taxes }])], options: message.options ?? [] };
}

/** The same message in text only, for where Meta does not offer a template. */
export function renderPlain(message: Extract<OutgoingMessage, { kind: 'receipt' }>): SendBody[] {
  return withOptions(renderText({ kind: 'text', text: message.text }).bodies, message.options ?? []);
}

/**
 * The `message` parts of the Send API calls that say one outgoing message, in the order in which they are to be sent.
 * @param sendId unique to this sending; goes, hashed, into the `order_number` of a receipt, which Meta accepts once only.
 */
export function renderOutgoing(message: OutgoingMessage, sendId?: string): SendBody[] {
  const { bodies, options } = renderParts(message, sendId);
  return withOptions(bodies, options);
}
