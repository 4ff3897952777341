import { ActivityTypes } from 'botbuilder';
import type { Channel } from '../channel.ts';
import type { MessengerSender } from './messenger-sender.ts';
import { type OutboxReply, outboxReplySchema } from './outbox-reply.ts';
import { renderOutbox } from './render-outbox.ts';
import type { SendApi } from './send-api.ts';

export interface MessengerChannelDeps {
  readonly sendApi: Pick<SendApi, 'senderAction'>;
  readonly sender: Pick<MessengerSender, 'deliver'>;
  /** Ids of single sends; they travel in `metadata`. */
  readonly newId: () => string;
  readonly log: { warn(fields: object, message: string): void };
}

/** Sends from the first reply on; what may have left is not sent again, what comes after it still is. */
async function deliverAll(
  deps: MessengerChannelDeps,
  psid: string,
  work: { readonly replies: readonly OutboxReply[]; onSent(count: number): Promise<unknown> },
): Promise<'delivered' | 'halted'> {
  let from = 0;
  while (from < work.replies.length) {
    const start = from;
    const report = await deps.sender.deliver(psid, work.replies.slice(start), {
      onSent: async (index) => void (await work.onSent(start + index + 1)),
    });
    if (report.outcome === 'done') {
      for (const { reason, code, subcode, fbtraceId } of report.lost)
        deps.log.warn({ reason, code, subcode, fbtraceId }, 'a reply was refused');
      return 'delivered';
    }
    const { reason, code, subcode, fbtraceId } = report.because;
    deps.log.warn({ outcome: report.outcome, reason, code, subcode, fbtraceId }, 'a reply has not been confirmed');
    if (report.outcome === 'paused') return 'halted';
    from = start + report.next;
  }
  return 'delivered';
}

/** Messenger as a channel of Guichet. */
export function createMessengerChannel(deps: MessengerChannelDeps): Channel {
  /** Those that `toReply` made: what is delivered in the same turn needs no second look, what comes from the outbox does. */
  const made = new WeakSet<object>();
  const isMade = (reply: unknown): reply is OutboxReply => typeof reply === 'object' && reply !== null && made.has(reply);
  return {
    toActivities: (messages) =>
      messages
        .flatMap((message) => renderOutbox(message, deps.newId))
        .map((reply) => ({ type: ActivityTypes.Message, channelData: reply })),
    toReply(activity) {
      const reply = outboxReplySchema.parse(activity.channelData);
      made.add(reply);
      return reply;
    },
    async acknowledge(inbound) {
      await Promise.all([deps.sendApi.senderAction(inbound.from.id, 'mark_seen'), deps.sendApi.senderAction(inbound.from.id, 'typing_on')]);
    },
    deliver: async ({ inbound, replies, onSent }) =>
      deliverAll(deps, inbound.from.id, {
        replies: replies.map((reply) => (isMade(reply) ? reply : outboxReplySchema.parse(reply))),
        onSent,
      }),
  };
}
