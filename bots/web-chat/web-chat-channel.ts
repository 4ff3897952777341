import { type Activity, ActivityTypes, type CloudAdapter, type ConversationReference, type TurnContext } from 'botbuilder';
import type { Json } from '../../store/port.ts';
import type { Channel, Delivery } from '../channel.ts';
import type { Inbound } from '../inbound.ts';
import { createPatience } from '../patience.ts';
import { toActivities } from './to-activities.ts';
import type { WaitingRequests } from './waiting-requests.ts';

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
 * `statusCode` where an answer came; a ClientAuthError says that Microsoft gives no token now.
 */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status: unknown = 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status !== 'number') return error.name === 'RestError' || error.name === 'ClientAuthError';
  return status >= 500 || status === 429 || status === 408;
}

/** Bot Framework channels (Web Chat, Teams, the Emulator) as a Guichet channel. */
export function createWebChatChannel(deps: {
  readonly adapter: CloudAdapter;
  readonly appId: string;
  readonly waiting: WaitingRequests;
  /** Told of a service address before something is sent there: its activity was let in, by another process perhaps. */
  readonly trust: (serviceUrl: string) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks?: () => number;
}): Channel {
  const patience = createPatience(deps.ticks ?? (() => performance.now()));
  /** False where another worker has taken over before the end. */
  const send = async (context: TurnContext, { replies, onSent }: Delivery): Promise<boolean> => {
    for (const [index, reply] of replies.entries()) {
      const activity: Partial<Activity> = JSON.parse(JSON.stringify(reply));
      await context.sendActivity(activity);
      if ((await onSent(index + 1)) === 'stale') return false;
    }
    return true;
  };
  /** Where no request is open any more, or it takes no replies itself. */
  const sendToAddress = async (delivery: Delivery): Promise<boolean> => {
    let isWhole = true;
    deps.trust(delivery.inbound.serviceUrl ?? '');
    await deps.adapter.continueConversationAsync(deps.appId, referenceTo(delivery.inbound), async (fresh) => {
      isWhole = await send(fresh, delivery);
    });
    return isWhole;
  };
  return {
    toActivities,
    toReply: toJson,
    async acknowledge(inbound, conversation) {
      const request = deps.waiting.find(conversation, inbound);
      if (!request || request.expectsReplies) return;
      await request.use((context) => context.sendActivity({ type: ActivityTypes.Typing })).catch(() => undefined);
    },
    async deliver(delivery) {
      const { conversation, inbound } = delivery;
      const request = deps.waiting.find(conversation, inbound);
      try {
        const isWhole = await (request ? request.use((context) => send(context, delivery)) : sendToAddress(delivery));
        patience.forget(conversation);
        return isWhole ? 'delivered' : 'stale';
      } catch (error) {
        // By conversation, not by reply: behind an address that is dead for good, each would have its own ten minutes.
        if (isPassing(error) && !patience.isOver(conversation)) return 'halted';
        throw error;
      } finally {
        deps.waiting.done(conversation, inbound.id);
      }
    },
  };
}
