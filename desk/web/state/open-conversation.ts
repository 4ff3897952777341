import type { ConversationDetail, ConversationSummary } from '../../api/conversation.ts';
import type { ThreadEntry } from '../../api/thread.ts';
import { hasGap, mergeEntries } from './merge-thread.ts';

/** A conversation as an event or an answer brought it. */
export interface Change {
  readonly conversation: ConversationSummary;
  readonly entries: readonly ThreadEntry[];
}

/** The conversation on the screen: as it was loaded, with what came since. */
export interface OpenConversation extends ConversationDetail {
  /** Whether the server knows more of it than this page was told: it has to be loaded again. */
  readonly isBehind?: true;
}

/** An event or an answer, put into the conversation on the screen. */
export function takeChange(open: OpenConversation, change: Change): OpenConversation {
  const { conversation, entries } = change;
  const isNewer = conversation.version > open.conversation.version;
  const isBehind =
    hasGap(open.thread, entries) || (isNewer && (entries.length === 0 || changesPermissions(open.conversation, conversation)));
  return {
    ...open,
    conversation: conversation.version >= open.conversation.version ? conversation : open.conversation,
    thread: mergeEntries(open.thread, entries),
    ...(isBehind ? { isBehind } : {}),
  };
}

/**
 * A conversation that was loaded, with what it lacks: the earlier entries that are on the screen already, and what came while the answer
 * was on its way. `recent`: the changes of this conversation that the stream brought.
 */
export function renewOpen(answer: ConversationDetail, known: OpenConversation | undefined, recent: readonly Change[]): OpenConversation {
  const { version } = answer.conversation;
  const isNewer = ({ conversation }: Pick<Change, 'conversation'>): boolean => conversation.version > version;
  const renewed = recent.filter(isNewer).reduce(takeChange, known ? withEarlier(answer, known) : answer);
  if (!known || !isNewer(known)) return renewed;
  // Of a write that was answered meanwhile the stream may not have told yet.
  const last = answer.thread.at(-1)?.number ?? 0;
  return takeChange(renewed, { conversation: known.conversation, entries: known.thread.filter(({ number }) => number > last) });
}

/** Earlier pages stay on the screen where nothing is missing between them and the answer. */
function withEarlier(answer: ConversationDetail, known: OpenConversation): OpenConversation {
  const first = answer.thread[0]?.number ?? 1;
  const earlier = known.thread.filter(({ number }) => number < first);
  if (earlier.at(-1)?.number !== first - 1) return answer;
  return { ...answer, thread: [...earlier, ...answer.thread], hasEarlier: known.hasEarlier };
}

/** Whether what may be done can be another thing now: the server decides it, by owner, window and customer. */
function changesPermissions(before: ConversationSummary, after: ConversationSummary): boolean {
  return (
    before.owner.token !== after.owner.token ||
    before.window.state !== after.window.state ||
    before.customer.linked !== after.customer.linked
  );
}
