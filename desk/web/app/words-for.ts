import type { DeskEvent } from '../../api/events.ts';
import type { Texts } from '../texts/texts.ts';

/** What a screen reader says of an event: what the customer writes in the open conversation, and what is urgent elsewhere. */
export function wordsFor(
  event: DeskEvent,
  { open, texts }: { readonly open: string | undefined; readonly texts: Pick<Texts, 't'> },
): string | undefined {
  if (event.type === 'gone' && event.id === open) return texts.t('thread.gone');
  if (event.type !== 'conversation') return undefined;
  const { conversation, entries } = event;
  if (conversation.id === open) {
    const written = entries.flatMap((entry) => (entry.kind === 'customer' ? [entry.text ?? texts.t('entry.attachment')] : []));
    return written.length === 0 ? undefined : texts.t('said.customer', { text: written.join(' ') });
  }
  const isNew = entries.some(({ kind }) => kind === 'transition') && conversation.owner.kind === 'queue';
  return isNew && conversation.urgency === 'urgent'
    ? texts.t('said.urgent', { label: conversation.customer.label, reason: texts.t(`reason.${conversation.reason}`) })
    : undefined;
}
