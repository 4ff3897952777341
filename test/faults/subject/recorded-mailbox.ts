import { inboundSchema } from '../../../bots/inbound.ts';
import type { Claim, ConversationStore } from '../../../store/port.ts';
import type { Recorder } from '../history.ts';
import { readCount, sentence } from './counting-dialog.ts';

interface TurnOf {
  readonly worker: string;
  readonly psid: string;
  readonly name: string;
  readonly fence: number;
}

/** The mailbox, and what passes through it written down. */
export function recordMailbox(
  conversations: ConversationStore,
  { recorder, worker }: { readonly recorder: Recorder; readonly worker: string },
): ConversationStore {
  const turnOf = (claim: Claim): TurnOf => {
    const inbound = inboundSchema.safeParse(claim.event);
    return { worker, psid: inbound.data?.from.id ?? '', name: claim.eventId, fence: claim.fence };
  };

  function begun<Given extends Claim | undefined>(claim: Given): Given {
    if (!claim) return claim;
    const { count, names } = readCount(claim.state);
    const turn = turnOf(claim);
    recorder.tell({ kind: 'begun', ...turn, count, attempt: claim.attempt, rest: claim.unsent.length > 0 });
    const [, what] = sentence.exec(inboundSchema.safeParse(claim.event).data?.text ?? '') ?? [];
    if (what === 'look' && claim.unsent.length === 0) recorder.tell({ kind: 'state', psid: turn.psid, names: [...names] });
    return claim;
  }

  return {
    ...conversations,
    async takeIn(entry) {
      const result = await conversations.takeIn(entry);
      if (result.outcome === 'claimed') begun(result.claim);
      return result;
    },
    async commit(claim, result) {
      const turn = { ...turnOf(claim), count: readCount(result.state).count };
      recorder.tell({ kind: 'committing', ...turn });
      const outcome = await conversations.commit(claim, result);
      recorder.tell(outcome === 'committed' ? { kind: 'committed', ...turn } : { kind: 'stale', ...turnOf(claim) });
      return outcome;
    },
    async quarantine(claim, note, replies) {
      const outcome = await conversations.quarantine(claim, note, replies);
      const about = { reason: note.reason, attempt: claim.attempt, rest: claim.unsent.length > 0 };
      recorder.tell(outcome === 'committed' ? { kind: 'quarantined', ...turnOf(claim), ...about } : { kind: 'stale', ...turnOf(claim) });
      return outcome;
    },
    async finish(claim) {
      const next = await conversations.finish(claim);
      recorder.tell({ kind: 'ended', ...turnOf(claim) });
      return begun(next);
    },
    claimOrphan: async () => begun(await conversations.claimOrphan()),
  };
}
