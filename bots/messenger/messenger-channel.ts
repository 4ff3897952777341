import { ActivityTypes } from 'botbuilder';
import type { Channel } from '../channel.ts';
import { isResting } from './gated-send.ts';
import type { DeliveryReport, MessengerSender } from './messenger-sender.ts';
import { type OutboxReply, outboxReplySchema } from './outbox-reply.ts';
import { renderOutbox } from './render-outbox.ts';
import type { SendApi } from './send-api.ts';
import type { SendFailure, SendUnknown } from './send-outcome.ts';

export interface MessengerChannelDeps {
  readonly sendApi: Pick<SendApi, 'senderAction'>;
  readonly sender: Pick<MessengerSender, 'deliver' | 'resting'>;
  /** Ids of single sends; they travel in `metadata`. */
  readonly newId: () => string;
  readonly log: { warn(fields: object, message: string): void };
}

function trace({ reason, code, subcode, fbtraceId }: SendFailure | SendUnknown): object {
  return { reason, code, subcode, fbtraceId };
}

function logReport(log: MessengerChannelDeps['log'], report: DeliveryReport): void {
  if (report.outcome === 'stale') return;
  if (report.outcome === 'done') {
    for (const failure of report.lost) log.warn(trace(failure), 'a reply was refused');
    for (const unknown of report.unconfirmed) log.warn(trace(unknown), 'a reply has not been confirmed, and is not repeated');
  } else if (!isResting(report.because)) log.warn(trace(report.because), 'replies wait in the outbox');
}

const results = { done: 'delivered', paused: 'halted', stale: 'stale' } as const;

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
      if (deps.sender.resting) return;
      await Promise.all([deps.sendApi.senderAction(inbound.from.id, 'mark_seen'), deps.sendApi.senderAction(inbound.from.id, 'typing_on')]);
    },
    async deliver({ inbound, replies, onSent, wasEchoed, renew, onLost }) {
      const report = await deps.sender.deliver(
        inbound.from.id,
        replies.map((reply) => (isMade(reply) ? reply : outboxReplySchema.parse(reply))),
        { resumed: !isMade(replies[0]), onSent: (index) => onSent(index + 1), wasEchoed, renew },
      );
      logReport(deps.log, report);
      for (const lost of report.outcome === 'done' ? report.lost : []) await onLost?.(lost.reason);
      return results[report.outcome];
    },
  };
}
