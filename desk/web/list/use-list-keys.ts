import { useState } from 'react';
import type { ConversationSummary } from '../../api/conversation.ts';
import { useDesk } from '../app/contexts.ts';
import { useKeyAction } from '../app/key-actions.tsx';

/**
 * J and K move along the list without opening anything, because opening is a read that is written to the audit trail; Enter opens. The
 * cursor is a conversation, not a line: the list may move beneath it.
 */
export function useListKeys(conversations: readonly ConversationSummary[]) {
  const { place, go } = useDesk();
  const [cursor, setCursor] = useState<string>();
  const at = conversations.findIndex(({ id }) => id === (cursor ?? place.conversation));
  const move = (step: number): void => {
    const next = conversations[at === -1 ? 0 : Math.min(Math.max(at + step, 0), conversations.length - 1)];
    if (next) setCursor(next.id);
  };
  useKeyAction('next', () => move(1));
  useKeyAction('previous', () => move(-1));
  useKeyAction('open', cursor === undefined ? undefined : () => go({ conversation: cursor }));
  return { cursor, moveTo: setCursor };
}
