import { personSends } from '../../handoff/window.ts';
import type { OutboxReply } from './outbox-reply.ts';

/**
 * How a message may leave now. What answers a customer at once needs no look: it is a RESPONSE. What is said unasked, or by a person, may
 * have waited: it is looked at when it leaves. Only a person's words ever carry HUMAN_AGENT.
 */
export function messagingTypeOf(window: OutboxReply['window'], now: Date): 'RESPONSE' | 'HUMAN_AGENT' | 'closed' {
  if (!window) return 'RESPONSE';
  const sends = personSends(now.getTime() - Date.parse(window.lastInboundAt));
  return sends === 'HUMAN_AGENT' && window.by === 'bot' ? 'closed' : sends;
}
