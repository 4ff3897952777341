import type { ConversationDetail, ConversationSummary } from '../../api/conversation.ts';
import type { ThreadEntry } from '../../api/thread.ts';

/** Entries by their number, each once, the latest word on each. */
export function mergeEntries(known: readonly ThreadEntry[], added: readonly ThreadEntry[]): ThreadEntry[] {
  const byNumber = new Map([...known, ...added].map((entry) => [entry.number, entry]));
  return [...byNumber.values()].sort((one, other) => one.number - other.number);
}

/** Whether something between is missing: numbers have no gaps, so one in them means that the thread has to be loaded again. */
export function hasGap(known: readonly ThreadEntry[], added: readonly ThreadEntry[]): boolean {
  const last = known.at(-1)?.number;
  const first = added[0]?.number;
  return last !== undefined && first !== undefined && first > last + 1;
}

/** An event or an answer, put into the conversation on the screen. */
export function mergeDetail(
  detail: ConversationDetail,
  conversation: ConversationSummary,
  added: readonly ThreadEntry[],
): ConversationDetail {
  return {
    ...detail,
    conversation: conversation.version >= detail.conversation.version ? conversation : detail.conversation,
    thread: mergeEntries(detail.thread, added),
  };
}

/** Whether what may be done can be another thing now: it depends on owner, state and window, and the server decides it. */
export function changesPermissions(before: ConversationSummary, after: ConversationSummary): boolean {
  return before.owner.token !== after.owner.token || before.status !== after.status || before.window.state !== after.window.state;
}
