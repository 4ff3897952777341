import type { Hold } from '../handoff/hold.ts';
import type { StoredConversation } from './stored-conversation.ts';

/** What the desk keeps of a conversation after a turn; undefined where nobody at the desk has to see to it any more. */
export function storeConversation(
  hold: Hold,
  facts: Pick<StoredConversation, 'language' | 'channel' | 'address'>,
): StoredConversation | undefined {
  const { case: open, owner } = hold;
  if (!open) return undefined;
  const { language, channel, address } = facts;
  return {
    owner,
    status: open.status,
    urgency: open.urgency,
    reason: open.reason,
    skill: open.skill,
    language,
    channel,
    linked: open.packet.identity.linked,
    last: open.last ?? null,
    unanswered: open.unanswered,
    waitingSince: open.waitingSince ?? null,
    openedAt: open.openedAt,
    firstAnswerAt: open.firstAnswerAt ?? null,
    lastInboundAt: hold.lastInboundAt ?? null,
    promises: open.promises,
    snoozedUntil: open.snoozedUntil ?? null,
    quietUntil: open.quietUntil ?? null,
    entries: hold.entries,
    score: open.score ?? null,
    packet: open.packet,
    address,
  };
}
