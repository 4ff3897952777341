import { useRef } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import { useDesk } from '../app/contexts.ts';
import { type Write, type WriteResult, wasTaken } from './use-write.ts';

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
  /** What was claimed already: the screen may still show the owner of before, and a second claim of one’s own would be too late. */
  const claimed = useRef<{ readonly hold: string; readonly isDone: boolean } | undefined>(undefined);
  const hold = `${conversation.id} ${conversation.owner.token}`;

  async function claim(): Promise<WriteResult> {
    const result = await write((stamp) => api.claim(conversation.id, stamp));
    if (wasTaken(result)) claimed.current = { hold, isDone: result === 'done' };
    underway.current = undefined;
    return result;
  }

  return {
    onKey() {
      if (conversation.owner.kind !== 'queue' || !may.claim.allowed || underway.current || claimed.current?.hold === hold) return;
      underway.current = claim();
    },
    async settled() {
      const result = await underway.current;
      if (result !== undefined) return result === 'done';
      const isClaimed = claimed.current?.hold === hold && claimed.current.isDone;
      return isClaimed || conversation.owner.agent?.id === session.agent.id;
    },
  };
}
