import { z } from 'zod';
import type { Cipher } from './cipher.ts';
import type { Claim, ConversationKey, InboxEntry, Json } from './port.ts';

/** A claim as an adapter reads it: still encrypted. */
export interface StoredClaim {
  readonly conversation: ConversationKey;
  readonly fence: number;
  readonly event: Uint8Array;
  readonly state: Uint8Array | undefined;
  readonly replies: readonly Uint8Array[];
}

/** What an adapter stores of a conversation, and back. Each text is bound to its kind and its conversation. */
export interface ConversationCodec {
  encodeEvent(entry: InboxEntry): Buffer;
  encodeState(conversation: ConversationKey, state: Json): Buffer;
  encodeReplies(conversation: ConversationKey, replies: readonly Json[]): Buffer[];
  /**
   * @param given the event that was just taken in: an adapter that finds it claimed at once leaves the stored one empty.
   * @throws CipherError
   */
  decodeClaim(stored: StoredClaim, given?: InboxEntry): Claim;
}

/** The event is not looked at again: the cipher vouches that it is what `encodeEvent` wrote. */
const storedEventSchema = z.tuple([z.string(), z.custom<Json>()]);

export function createConversationCodec(cipher: Cipher): ConversationCodec {
  const decodeEvent = (conversation: ConversationKey, stored: Uint8Array): Pick<Claim, 'eventId' | 'event'> => {
    const [eventId, event] = storedEventSchema.parse(cipher.decrypt(stored, `event|${conversation}`));
    return { eventId, event };
  };
  return {
    encodeEvent: ({ conversation, eventId, event }) => cipher.encrypt([eventId, event], `event|${conversation}`),
    encodeState: (conversation, state) => cipher.encrypt(state, `state|${conversation}`),
    encodeReplies: (conversation, replies) => replies.map((reply) => cipher.encrypt(reply, `reply|${conversation}`)),
    decodeClaim({ conversation, fence, event, state, replies }, given) {
      return {
        conversation,
        fence,
        ...(given && event.length === 0 ? { eventId: given.eventId, event: given.event } : decodeEvent(conversation, event)),
        state: state === undefined ? undefined : cipher.decrypt(state, `state|${conversation}`),
        unsent: replies.map((reply) => cipher.decrypt(reply, `reply|${conversation}`)),
      };
    },
  };
}
