import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import type { Colleagues } from '../../api/session.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import type { DraftMode } from '../state/drafts.ts';
import { queryKeys } from '../state/query-keys.ts';
import { unfilledIn } from './fill-variables.ts';
import { mentionsIn } from './mentions.ts';
import type { ClaimOnKey } from './use-claim-on-key.ts';
import { type Write, wasTaken } from './use-write.ts';

interface SendOptions {
  readonly detail: ConversationDetail;
  readonly mode: DraftMode;
  readonly text: string;
  readonly write: Write;
  readonly claimed: ClaimOnKey;
  /** It has left, or is recorded: the draft of that mode can go. */
  onSent(mode: DraftMode): void;
}

/** Sends what is written, under the token that is on the screen; what could not leave stays where it is. */
export function useSend({ detail, mode, text, write, claimed, onSent }: SendOptions) {
  const { api, toast } = useDesk();
  const client = useQueryClient();
  const [sending, setSending] = useState<readonly DraftMode[]>([]);
  const isSending = sending.includes(mode);
  const { id } = detail.conversation;
  const blocked = useBlocked(detail, mode, text);
  const send = async (): Promise<void> => {
    const words = text.trim();
    if (isSending || words === '') return;
    if (blocked !== undefined) return toast(blocked);
    setSending((modes) => [...modes, mode]);
    const colleagues = client.getQueryData<Colleagues>(queryKeys.colleagues)?.colleagues ?? [];
    const isReady = mode === 'note' || (await claimed.settled());
    const result = isReady
      ? await write((stamp) =>
          mode === 'note'
            ? api.note(id, { id: stamp.id, text: words, mentions: mentionsIn(words, colleagues) })
            : api.send(id, { ...stamp, text: words }),
        )
      : 'refused';
    setSending((modes) => modes.filter((one) => one !== mode));
    if (wasTaken(result)) onSent(mode);
  };
  return { send, isSending, blocked };
}

/**
 * Why nothing can be sent now. A conversation in the queue is one's own with the first key; and it is at once where the screen says so, also
 * while what may be done with it is still being loaded.
 */
function useBlocked({ may, conversation }: ConversationDetail, mode: DraftMode, text: string): string | undefined {
  const { session } = useDesk();
  const { t } = useTexts();
  if (mode === 'note') return may.note.allowed ? undefined : t(`blocked.${may.note.why ?? 'state'}`);
  const { owner, window } = conversation;
  const isOwn = owner.kind === 'queue' ? may.claim.allowed : owner.agent?.id === session.agent.id;
  if (!may.send.allowed && !(isOwn && window.state !== 'closed')) return t(`blocked.${may.send.why ?? 'state'}`);
  const left = unfilledIn(text);
  return left === undefined ? undefined : t('blocked.variable', { name: left });
}
