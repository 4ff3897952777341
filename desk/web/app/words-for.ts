import type { ConversationSummary } from '../../api/conversation.ts';
import type { DeskEvent } from '../../api/events.ts';
import type { Texts } from '../texts/texts.ts';

interface Around {
  /** The conversation that is open. */
  readonly open: string | undefined;
  /** The event's conversation as it was known before; undefined where this page has not heard of it. */
  readonly before: ConversationSummary | undefined;
  readonly texts: Pick<Texts, 't'>;
}

/** What a screen reader says of an event: that the open conversation is gone, and what has become urgent elsewhere. */
export function wordsFor(event: DeskEvent, { open, before, texts }: Around): string | undefined {
  if (event.type === 'gone') return event.id === open ? texts.t('thread.gone') : undefined;
  if (event.type !== 'conversation' || event.conversation.id === open) return undefined;
  const { conversation } = event;
  // By the summary: who does not have it open is not told what was said, not even that it was handed over.
  const isNew = before === undefined || !isUrgentInQueue(before) || before.owner.token !== conversation.owner.token;
  return isNew && isUrgentInQueue(conversation)
    ? texts.t('said.urgent', { label: conversation.customer.label, reason: texts.t(`reason.${conversation.reason}`) })
    : undefined;
}

function isUrgentInQueue({ owner, urgency }: ConversationSummary): boolean {
  return owner.kind === 'queue' && urgency === 'urgent';
}
