import type { OutgoingMessage } from '../../secrecy/outgoing-message.ts';
import type { OutboxReply } from './outbox-reply.ts';
import { renderOutgoing, renderPlain } from './render.ts';
import type { SendBody } from './send-body.ts';

function isReceipt(body: SendBody): boolean {
  return 'attachment' in body && body.attachment.payload.template_type === 'receipt';
}

/**
 * One outgoing message as entries of the outbox, each with its own `metadata`.
 * @param newSendId makes an id nobody else has, below 1 000 characters and without any banking fact.
 */
export function renderOutbox(message: OutgoingMessage, newSendId: () => string): OutboxReply[] {
  const first = newSendId();
  return renderOutgoing(message, first).map((body, index) => {
    const metadata = index === 0 ? first : newSendId();
    const plain = message.kind === 'receipt' && isReceipt(body) ? renderPlain(message) : [];
    const window = message.kind === 'text' && message.window ? { window: message.window } : {};
    return { body, metadata, ...(plain.length > 0 ? { plain } : {}), ...window };
  });
}
