import { type Activity, ActivityTypes, type CloudAdapter, type ConversationReference, DeliveryModes, type TurnContext } from 'botbuilder';
import type { Json } from '../../store/port.ts';
import type { Channel, Delivery } from '../channel.ts';
import type { Inbound } from '../inbound.ts';
import { toActivities } from './to-activities.ts';

/** Bot Framework requests that are waiting for their turn in this process: its replies can go out on the same request. */
export interface WaitingRequests {
  /** Resolves when the turn of `eventId` has been delivered. */
  wait(eventId: string, context: TurnContext): Promise<void>;
  find(eventId: string): TurnContext | undefined;
  done(eventId: string): void;
}

export function createWaitingRequests(): WaitingRequests {
  const waiting = new Map<string, { readonly context: TurnContext; readonly resolve: () => void }>();
  return {
    wait(eventId, context) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(eventId, { context, resolve });
      return promise;
    },
    find: (eventId) => waiting.get(eventId)?.context,
    done(eventId) {
      waiting.get(eventId)?.resolve();
      waiting.delete(eventId);
    },
  };
}

function referenceTo(inbound: Inbound): Partial<ConversationReference> {
  const name = '';
  return {
    channelId: inbound.channelId,
    serviceUrl: inbound.serviceUrl ?? '',
    conversation: { ...inbound.conversation, name, isGroup: false, conversationType: '' },
    bot: { ...inbound.recipient, name },
    user: { ...inbound.from, name },
  };
}

/** The activity as plain JSON: botbuilder's types hold dates and classes, a reply of ours holds neither. */
function toJson(activity: Partial<Activity>): Json {
  const json: Json = JSON.parse(JSON.stringify(activity));
  return json;
}

/**
 * Whether the service address is out of order for now: it gives no answer, is overloaded, or fails. botbuilder's RestError has a
 * `statusCode` where an answer came.
 */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status: unknown = 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status !== 'number') return error.name === 'RestError';
  return status >= 500 || status === 429 || status === 408;
}

/** Bot Framework channels (Web Chat, Teams, the Emulator) as a Guichet channel. */
export function createWebChatChannel(deps: {
  readonly adapter: CloudAdapter;
  readonly appId: string;
  readonly waiting: WaitingRequests;
}): Channel {
  /** False where another worker has taken over before the end. */
  const send = async (context: TurnContext, { replies, onSent }: Delivery): Promise<boolean> => {
    for (const [index, reply] of replies.entries()) {
      const activity: Partial<Activity> = JSON.parse(JSON.stringify(reply));
      await context.sendActivity(activity);
      if ((await onSent(index + 1)) === 'stale') return false;
    }
    return true;
  };
  return {
    toActivities,
    toReply: toJson,
    async acknowledge(inbound) {
      const context = deps.waiting.find(inbound.id);
      if (!context || context.activity.deliveryMode === DeliveryModes.ExpectReplies) return;
      await context.sendActivity({ type: ActivityTypes.Typing }).catch(() => undefined);
    },
    async deliver(delivery) {
      const context = deps.waiting.find(delivery.inbound.id);
      let isWhole = true;
      const into = async (fresh: TurnContext): Promise<void> => {
        isWhole = await send(fresh, delivery);
      };
      try {
        if (context) await into(context);
        else await deps.adapter.continueConversationAsync(deps.appId, referenceTo(delivery.inbound), into);
        return isWhole ? 'delivered' : 'stale';
      } catch (error) {
        if (isPassing(error)) return 'halted';
        throw error;
      } finally {
        deps.waiting.done(delivery.inbound.id);
      }
    },
  };
}
