import { useRef } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import { useDesk } from '../app/contexts.ts';
import type { Write, WriteResult } from './use-write.ts';

export interface ClaimOnKey {
  onKey(): void;
  /** Waits for a claim that is on its way; whether the conversation is one's own then. */
  settled(): Promise<boolean>;
}

/**
 * The first key of an answer takes a conversation that waits in the queue, so that no colleague begins another one. What the bot or a
 * colleague holds is taken by the button only: that is a decision, not a key.
 */
export function useClaimOnKey({ conversation, may }: ConversationDetail, write: Write): ClaimOnKey {
  const { api, session } = useDesk();
  const underway = useRef<Promise<WriteResult> | undefined>(undefined);
  return {
    onKey() {
      if (conversation.owner.kind !== 'queue' || !may.claim.allowed || underway.current) return;
      underway.current = write((stamp) => api.claim(conversation.id, stamp)).finally(() => {
        underway.current = undefined;
      });
    },
    async settled() {
      const result = await underway.current;
      return result === undefined ? conversation.owner.agent?.id === session.agent.id : result === 'done';
    },
  };
}
