import { type ConversationSummary, type ListQuery, listQuerySchema, type queueFilters } from '../../api/conversation.ts';
import { urgencies } from '../../api/terms.ts';

export type Queue = (typeof queueFilters)[number];

const onlySchema = listQuerySchema.pick({ skill: true, language: true });
/** What a list is narrowed to: one skill, one language, both, or nothing. */
export type Only = Pick<ListQuery, 'skill' | 'language'>;

/** Reads it back out of the name of a list. */
export function onlyIn(value: unknown): Only {
  return onlySchema.catch({}).parse(value);
}

export function passes({ skill, language }: Only, conversation: ConversationSummary): boolean {
  return (skill === undefined || conversation.skill === skill) && (language === undefined || conversation.language === language);
}

/** Whether a conversation stands in an area of the list, for the agent who looks at it. */
export function belongsTo(queue: Queue, conversation: ConversationSummary, me: string): boolean {
  const isOpen = conversation.status !== 'returned';
  switch (queue) {
    case 'urgent':
      return isOpen && conversation.urgency === 'urgent';
    case 'mine':
      return isOpen && conversation.owner.agent?.id === me;
    case 'unassigned':
      return isOpen && conversation.owner.kind === 'queue';
    case 'promised':
      return conversation.promises.some(({ kind }) => kind === 'call_back');
    case 'waiting':
      return conversation.status === 'waiting';
    default:
      return true;
  }
}

/** The order of the list: what is urgent, then who has waited longest, then what moved last. Stable where all of it is the same. */
export function compareConversations(one: ConversationSummary, other: ConversationSummary): number {
  return (
    rank(one) - rank(other) ||
    compareWaiting(one.waitingSince, other.waitingSince) ||
    (other.last?.at ?? other.openedAt).localeCompare(one.last?.at ?? one.openedAt) ||
    one.id.localeCompare(other.id)
  );
}

/** Open before waiting before snoozed before returned; within, by urgency. */
function rank({ status, urgency }: ConversationSummary): number {
  const order = status === 'open' ? 0 : 1;
  return status === 'returned' ? 100 : order * 10 + urgencies.indexOf(urgency);
}

function compareWaiting(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  return other === null ? -1 : one.localeCompare(other);
}
