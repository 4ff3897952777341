import { useEffect, useRef, useState } from 'react';
import type { ConversationSummary } from '../../api/conversation.ts';
import { useDesk } from '../app/contexts.ts';
import { useKeyAction } from '../app/key-actions.tsx';

/**
 * J and K move along the list without opening anything, because opening is a read that is written to the audit trail; Enter opens. The
 * cursor is a conversation, not a line: the list may move beneath it. Where the conversation leaves the list, they go on from its place.
 */
export function useListKeys(conversations: readonly ConversationSummary[]) {
  const { place, go } = useDesk();
  const { queue } = place;
  const [moved, setMoved] = useState<{ readonly queue: string; readonly id: string }>();
  const cursor = moved?.queue === queue ? moved.id : undefined;
  const at = conversations.findIndex(({ id }) => id === (cursor ?? place.conversation));
  const left = useRef(0);
  useEffect(() => {
    left.current = cursor === undefined ? 0 : at === -1 ? left.current : at;
  }, [at, cursor]);
  const moveTo = (id: string): void => setMoved({ queue, id });
  const move = (step: number): void => {
    const wanted = at === -1 ? left.current + Math.min(step, 0) : at + step;
    const next = conversations[Math.min(Math.max(wanted, 0), conversations.length - 1)];
    if (next) moveTo(next.id);
  };
  useKeyAction('next', () => move(1));
  useKeyAction('previous', () => move(-1));
  useKeyAction('open', cursor === undefined ? undefined : () => go({ conversation: cursor }));
  return { cursor, moveTo };
}
