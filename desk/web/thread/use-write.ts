import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import type { Owner } from '../../api/terms.ts';
import type { WriteAnswer } from '../../api/writes.ts';
import { type DeskCallCode, DeskCallError } from '../api/desk-call-error.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
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

/** @param told what is said once it is done; that something is recorded and will be done is always said, in the same words. */
export type Write = (call: (stamp: WriteStamp) => Promise<WriteAnswer>, told?: string) => Promise<WriteResult>;

/** Changing one conversation, and why the last change was refused. */
export interface Writing {
  readonly write: Write;
  readonly refusal: Refusal | undefined;
  forgive(): void;
}

/** Whether the server has a change, done or in line: it is not to be sent again. */
export function wasTaken(result: WriteResult): boolean {
  return result === 'done' || result === 'pending';
}

/** Changes a conversation and puts the answer on the screen; a refusal is kept to be explained. */
export function useWrite(conversation: string): Writing {
  const { session, toast } = useDesk();
  const { t } = useTexts();
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal>();
  const write = useCallback<Write>(
    async (call, told) => {
      const detail = client.getQueryData<ConversationDetail>(queryKeys.detail(conversation));
      setRefusal(undefined);
      try {
        const answer = await call({ id: crypto.randomUUID(), token: detail?.conversation.owner.token ?? 0 });
        if (answer.outcome === 'done') {
          applyChange({ client, me: session.agent.id }, answer);
          if (told !== undefined) toast(told, 'good');
        }
        if (answer.outcome === 'pending') toast(t('pending'));
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
    [client, conversation, session.agent.id, t, toast],
  );
  return { write, refusal, forgive: useCallback(() => setRefusal(undefined), []) };
}
