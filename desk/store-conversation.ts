import type { Hold } from '../handoff/hold.ts';
import { shorten } from '../handoff/recent.ts';
import type { ThreadEntry } from './api/thread.ts';
import type { StoredConversation } from './stored-conversation.ts';

const shownChars = 140;

/** What the list shows of an entry; null where it shows none of it. */
function lastOf(entry: ThreadEntry): StoredConversation['last'] {
  const { at } = entry;
  if (entry.kind === 'customer') return { at, by: 'customer', text: entry.text === null ? null : shorten(entry.text, shownChars) };
  if (entry.kind === 'agent') return { at, by: 'agent', text: shorten(entry.text, shownChars) };
  if (entry.kind === 'bot') {
    const texts = entry.sentences.flatMap(({ text }) => text ?? []);
    return { at, by: 'bot', text: texts.length === entry.sentences.length ? shorten(texts.join(' '), shownChars) : null };
  }
  return null;
}

/** What the desk keeps of a conversation after a turn; undefined where nobody at the desk has to see to it any more. */
export function storeConversation(
  hold: Hold,
  facts: Pick<StoredConversation, 'language' | 'channel' | 'address' | 'last'> & { readonly entries: readonly ThreadEntry[] },
): StoredConversation | undefined {
  const { case: open, owner } = hold;
  if (!open) return undefined;
  const { entries, language, channel, address, last } = facts;
  return {
    owner,
    status: open.status,
    urgency: open.urgency,
    reason: open.reason,
    skill: open.skill,
    language,
    channel,
    linked: open.packet.identity.linked,
    last: entries.map(lastOf).findLast((entry) => entry !== null) ?? last,
    unanswered: open.unanswered,
    waitingSince: open.waitingSince ?? null,
    openedAt: open.openedAt,
    firstAnswerAt: open.firstAnswerAt ?? null,
    lastInboundAt: hold.lastInboundAt ?? null,
    promises: open.promises,
    snoozedUntil: open.snoozedUntil ?? null,
    quietUntil: open.quietUntil ?? null,
    score: open.score ?? null,
    packet: open.packet,
    address,
  };
}
