import { DeliveryModes, type TurnContext } from 'botbuilder';
import type { ConversationKey } from '../../store/port.ts';
import type { Inbound } from '../inbound.ts';

/** What an open request asked, as far as an answer needs to know whose it is. */
type Asked = Pick<Inbound, 'id' | 'from'>;

/** A Bot Framework request that is open: replies can go out on it. */
export interface LentRequest {
  /** It takes replies itself; from any other one they go to the service address of the channel. */
  readonly expectsReplies: boolean;
  /** Uses its context, which is worth nothing once the request is closed: it stays open until then. */
  use<Result>(work: (context: TurnContext) => Promise<Result>): Promise<Result>;
}

/** The same for the one who holds it open. */
export interface OpenRequest {
  /** Resolves when the turn of its event has been delivered, or could not be. */
  readonly over: Promise<void>;
  /** From now on nobody finds it. Resolves when nobody uses it any more. */
  close(): Promise<void>;
}

/**
 * Bot Framework requests that wait for their turn in this process, each under its conversation: an answer is handed to a request of
 * the conversation it belongs to, or to none. Ids of events come from the caller, and say nothing about whose they are.
 */
export interface WaitingRequests {
  /** An event that is brought twice waits twice; both requests are over with its one turn. */
  open(conversation: ConversationKey, asked: Asked, context: TurnContext): OpenRequest;
  /**
   * The request that waits longest for this event; else one of the same person that takes replies: what lies before its own event
   * in the conversation would otherwise hold it up.
   */
  find(conversation: ConversationKey, asked: Asked): LentRequest | undefined;
  /** The turn of this event is over. */
  done(conversation: ConversationKey, eventId: string): void;
}

interface Waiting extends LentRequest, OpenRequest {
  readonly asked: Asked;
  readonly end: () => void;
}

function createRequest(asked: Asked, context: TurnContext, leave: (request: Waiting) => void): Waiting {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const uses = new Set<Promise<unknown>>();
  const request: Waiting = {
    asked,
    over,
    end,
    expectsReplies: context.activity.deliveryMode === DeliveryModes.ExpectReplies,
    use(work) {
      const use = work(context).finally(() => uses.delete(use));
      uses.add(use);
      return use;
    },
    async close() {
      leave(request);
      await Promise.allSettled(uses);
    },
  };
  return request;
}

/** The open requests of one process. */
export function createWaitingRequests(): WaitingRequests {
  const byConversation = new Map<ConversationKey, Set<Waiting>>();
  const of = (conversation: ConversationKey): readonly Waiting[] => [...(byConversation.get(conversation) ?? [])];

  return {
    open(conversation, asked, context) {
      const requests = byConversation.get(conversation) ?? new Set();
      byConversation.set(conversation, requests);
      const request = createRequest(asked, context, (left) => {
        requests.delete(left);
        if (requests.size === 0 && byConversation.get(conversation) === requests) byConversation.delete(conversation);
      });
      requests.add(request);
      return request;
    },
    find(conversation, { id, from }) {
      const requests = of(conversation).filter((request) => request.asked.from.id === from.id);
      return requests.find((request) => request.asked.id === id) ?? requests.find((request) => request.expectsReplies);
    },
    done(conversation, eventId) {
      for (const request of of(conversation)) if (request.asked.id === eventId) request.end();
    },
  };
}
