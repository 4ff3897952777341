import { ActivityTypes } from 'botbuilder';
import { z } from 'zod';
import type { OutgoingMessage, ThreadControl } from '../../secrecy/outgoing-message.ts';
import type { Channel, ThreadSeen } from '../channel.ts';
import { isResting } from './gated-send.ts';
import type { DeliveryReport, MessengerSender, OutboxEntry } from './messenger-sender.ts';
import { outboxControlSchema } from './outbox-control.ts';
import { outboxReplySchema } from './outbox-reply.ts';
import { renderOutbox } from './render-outbox.ts';
import type { SendApi } from './send-api.ts';
import type { SendFailure, SendUnknown } from './send-outcome.ts';

export interface MessengerChannelDeps {
  readonly sendApi: Pick<SendApi, 'senderAction'>;
  readonly sender: Pick<MessengerSender, 'deliver' | 'resting'>;
  /** Ids of single sends; they travel in `metadata`. */
  readonly newId: () => string;
  /** Our app at Meta, and whether the Page has it as the default; absent where Meta's routing is followed only. */
  readonly routing?: { readonly appId: string; readonly isDefault: boolean } | undefined;
  readonly log: { warn(fields: object, message: string): void };
}

const outboxEntrySchema = z.union([outboxControlSchema, outboxReplySchema]);

function entriesOf(message: OutgoingMessage | ThreadControl, newId: () => string): OutboxEntry[] {
  if (message.kind !== 'control') return renderOutbox(message, newId);
  const { call, token, durationS } = message;
  return [{ control: { call, token, ...(durationS === undefined ? {} : { durationS }) }, metadata: newId() }];
}

/** What nobody holds is the default app's to answer; any other app is told nothing of a thread that is not its own. */
function seenBy({ appId, isDefault }: NonNullable<MessengerChannelDeps['routing']>, app: string | null, token: number): ThreadSeen {
  const isOurs = app === null ? isDefault : app === appId;
  return { holder: isOurs ? 'us' : 'other', app: isOurs ? null : app, token };
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
  const isMade = (reply: unknown): reply is OutboxEntry => typeof reply === 'object' && reply !== null && made.has(reply);
  return {
    toActivities: (messages) =>
      messages.flatMap((message) => entriesOf(message, deps.newId)).map((reply) => ({ type: ActivityTypes.Message, channelData: reply })),
    toReply(activity) {
      const reply = outboxEntrySchema.parse(activity.channelData);
      made.add(reply);
      return reply;
    },
    async acknowledge(inbound) {
      if (deps.sender.resting) return;
      await Promise.all([deps.sendApi.senderAction(inbound.from.id, 'mark_seen'), deps.sendApi.senderAction(inbound.from.id, 'typing_on')]);
    },
    async deliver({ inbound, replies, onSent, wasEchoed, renew, onLost, onThreadDoubt, onThreadOwner }) {
      const { routing } = deps;
      const report = await deps.sender.deliver(
        inbound.from.id,
        replies.map((reply) => (isMade(reply) ? reply : outboxEntrySchema.parse(reply))),
        {
          resumed: !isMade(replies[0]),
          onSent: (index) => onSent(index + 1),
          wasEchoed,
          renew,
          onDoubt: async () => (routing ? onThreadDoubt?.() : undefined),
          onHolder: async (app, token) => (routing ? onThreadOwner?.(seenBy(routing, app, token)) : undefined),
        },
      );
      logReport(deps.log, report);
      for (const lost of report.outcome === 'done' ? report.lost : []) await onLost?.(lost.reason);
      return results[report.outcome];
    },
  };
}
