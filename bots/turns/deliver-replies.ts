import type { DeskEvent } from '../../handoff/desk-event.ts';
import type { Claim, ConversationStore, Json } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import type { ChannelFor, Delivery, ThreadSeen } from '../channel.ts';
import { deskInbound } from '../desk/desk-inbound.ts';
import { addressSchema, type Inbound } from '../inbound.ts';
import { TurnError } from './turn-error.ts';

export interface DeliverDeps {
  readonly conversations: Pick<ConversationStore, 'markSent' | 'wasEchoed' | 'renew' | 'takeIn'>;
  readonly channelFor: ChannelFor;
}

export type DeliverReplies = (
  claim: Claim,
  work: Pick<Delivery, 'inbound'> & {
    readonly replies: readonly Json[];
    /** How many entries of the outbox come before these, and are done. */
    readonly before?: number;
  },
) => Promise<'done' | 'stale' | 'halted'>;

/** Whoever wrote it at the desk learns that it has not arrived: as the next event of the conversation. */
async function tellUndelivered(
  conversations: Pick<ConversationStore, 'takeIn'>,
  { claim, inbound, reason }: { readonly claim: Claim; readonly inbound: Inbound; readonly reason: string },
): Promise<void> {
  const kind = inbound.desk?.kind;
  if (kind !== 'message' && kind !== 'document' && kind !== 'other_desk') return;
  const { conversation, eventId } = claim;
  const id = `${eventId}-undelivered`;
  const write = eventId.replace(/^desk-/, '');
  await conversations.takeIn({
    conversation,
    eventId: id,
    event: { ...deskInbound(inbound, id, { kind: 'undelivered', write, why: reason }) },
  });
}

/** What Meta has shown of who holds the thread is an event of the conversation, in line with all the others: asked, and then answered. */
function threadNews(conversations: Pick<ConversationStore, 'takeIn'>, { conversation, eventId }: Claim, inbound: Inbound) {
  const tell = async (suffix: string, event: DeskEvent): Promise<void> => {
    const id = `${eventId}-${suffix}`;
    await conversations.takeIn({ conversation, eventId: id, event: { ...deskInbound(addressSchema.parse(inbound), id, event) } });
  };
  return {
    onThreadDoubt: () => tell('doubt', { kind: 'thread_doubt' }),
    onThreadOwner: (seen: ThreadSeen) => tell('owner', { kind: 'thread_owner', ...seen }),
  };
}

/**
 * Hands committed replies to the channel, each noted once it has left.
 * @throws TurnError `delivery` where the channel cannot cope with them, StoreUnavailableError.
 */
export function createDeliverReplies({ conversations, channelFor }: DeliverDeps): DeliverReplies {
  return async (claim, { inbound, replies, before = 0 }) => {
    // Nothing to say: no Page that rests keeps such a turn from ending.
    if (replies.length === 0) return 'done';
    try {
      const result = await channelFor(inbound.door).deliver({
        conversation: claim.conversation,
        inbound,
        replies,
        // The end of the turn, which follows at once, says the same of the last one.
        onSent: async (count) => (count < replies.length ? conversations.markSent(claim, before + count) : 'ok'),
        wasEchoed: (sendId) => conversations.wasEchoed(claim, sendId),
        renew: () => conversations.renew(claim),
        ...threadNews(conversations, claim, inbound),
        onLost: (reason) => tellUndelivered(conversations, { claim, inbound, reason }),
      });
      return result === 'delivered' ? 'done' : result;
    } catch (error) {
      throw error instanceof StoreUnavailableError ? error : new TurnError('delivery', { cause: error });
    }
  };
}
