import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import type { Owner } from '../../api/terms.ts';
import type { WriteAnswer } from '../../api/writes.ts';
import { type DeskCallCode, DeskCallError } from '../api/desk-call-error.ts';
import { useDesk } from '../app/contexts.ts';
import { applyChange } from '../state/apply-event.ts';
import { queryKeys } from '../state/query-keys.ts';

/** Why something was not done: the server's refusal with the owner as it is now, or a call that came to nothing. */
export type Refusal =
  | { readonly kind: 'refused'; readonly why: Extract<WriteAnswer, { outcome: 'refused' }>['why']; readonly owner: Owner }
  | { readonly kind: 'failed'; readonly code: DeskCallCode };

export type WriteResult = 'done' | 'pending' | 'refused' | 'failed';

/** What every change carries: an id of its own, and the token that is on the screen at this moment. */
export interface WriteStamp {
  readonly id: string;
  readonly token: number;
}

export type Write = (call: (stamp: WriteStamp) => Promise<WriteAnswer>) => Promise<WriteResult>;

/** Changes a conversation and puts the answer on the screen; a refusal is kept to be explained. */
export function useWrite(conversation: string) {
  const { session } = useDesk();
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal>();
  const write = useCallback<Write>(
    async (call) => {
      const detail = client.getQueryData<ConversationDetail>(queryKeys.detail(conversation));
      setRefusal(undefined);
      try {
        const answer = await call({ id: crypto.randomUUID(), token: detail?.conversation.owner.token ?? 0 });
        if (answer.outcome === 'done') applyChange({ client, me: session.agent.id }, answer);
        if (answer.outcome === 'refused') {
          setRefusal({ kind: 'refused', why: answer.why, owner: answer.owner });
          void client.invalidateQueries({ queryKey: queryKeys.detail(conversation) });
        }
        return answer.outcome;
      } catch (error) {
        if (!(error instanceof DeskCallError)) throw error;
        if (error.code === 'signed_out') client.setQueryData(queryKeys.session, null);
        setRefusal({ kind: 'failed', code: error.code });
        return 'failed';
      }
    },
    [client, conversation, session.agent.id],
  );
  return { write, refusal, forgive: useCallback(() => setRefusal(undefined), []) };
}
