import { z } from 'zod';
import type { Cipher } from './cipher.ts';
import type { Claim, ConversationKey, InboxEntry, Json, QuarantinedEvent, QuarantineNote } from './port.ts';

/** A claim as an adapter reads it: still encrypted. */
export interface StoredClaim {
  readonly conversation: ConversationKey;
  readonly fence: number;
  readonly event: Uint8Array;
  readonly state: Uint8Array | undefined;
  readonly replies: readonly Uint8Array[];
  readonly attempt: number;
}

/** What is said of an event in quarantine, without the event itself. */
export type QuarantineSummary = Omit<QuarantinedEvent, 'event' | 'unsent'>;

/** A quarantined event as an adapter reads it. */
export interface StoredQuarantined {
  readonly id: string;
  readonly conversation: ConversationKey;
  readonly note: Uint8Array;
  readonly event: Uint8Array;
  readonly replies: readonly Uint8Array[];
}

/** What an adapter stores of a conversation, and back. Each text is bound to its kind and its conversation. */
export interface ConversationCodec {
  encodeEvent(entry: InboxEntry): Buffer;
  encodeState(conversation: ConversationKey, state: Json): Buffer;
  /** @throws CipherError */
  decodeState(conversation: ConversationKey, stored: Uint8Array): Json;
  encodeReplies(conversation: ConversationKey, replies: readonly Json[]): Buffer[];
  /**
   * @param given the event that was just taken in: an adapter that finds it claimed at once leaves the stored one empty.
   * @throws CipherError
   */
  decodeClaim(stored: StoredClaim, given?: InboxEntry): Claim;
  encodeNote(claim: Claim, note: QuarantineNote): Buffer;
  /** @throws CipherError */
  decodeNote(stored: Pick<StoredQuarantined, 'id' | 'conversation' | 'note'>): QuarantineSummary;
  /** @throws CipherError */
  decodeQuarantined(stored: StoredQuarantined): QuarantinedEvent;
}

/** The event is not looked at again: the cipher vouches that it is what `encodeEvent` wrote. */
const storedEventSchema = z.tuple([z.string(), z.custom<Json>()]);

const storedNoteSchema = z.object({
  eventId: z.string(),
  at: z.string(),
  attempts: z.number(),
  reason: z.string(),
  frames: z.array(z.string()),
});

/** The codec of both adapters: what they store is encrypted before they see it. */
export function createConversationCodec(cipher: Cipher): ConversationCodec {
  const decodeEvent = (conversation: ConversationKey, stored: Uint8Array): Pick<Claim, 'eventId' | 'event'> => {
    const [eventId, event] = storedEventSchema.parse(cipher.decrypt(stored, `event|${conversation}`));
    return { eventId, event };
  };
  const decodeState = (conversation: ConversationKey, stored: Uint8Array): Json => cipher.decrypt(stored, `state|${conversation}`);
  const decodeReplies = (conversation: ConversationKey, stored: readonly Uint8Array[]): readonly Json[] =>
    stored.map((reply) => cipher.decrypt(reply, `reply|${conversation}`));
  const decodeNote: ConversationCodec['decodeNote'] = ({ id, conversation, note }) => ({
    id,
    conversation,
    ...storedNoteSchema.parse(cipher.decrypt(note, `quarantine|${conversation}`)),
  });

  return {
    encodeEvent: ({ conversation, eventId, event }) => cipher.encrypt([eventId, event], `event|${conversation}`),
    encodeState: (conversation, state) => cipher.encrypt(state, `state|${conversation}`),
    decodeState,
    encodeReplies: (conversation, replies) => replies.map((reply) => cipher.encrypt(reply, `reply|${conversation}`)),
    decodeClaim({ conversation, fence, event, state, replies, attempt }, given) {
      return {
        conversation,
        fence,
        ...(given && event.length === 0 ? { eventId: given.eventId, event: given.event } : decodeEvent(conversation, event)),
        state: state && decodeState(conversation, state),
        unsent: decodeReplies(conversation, replies),
        attempt,
      };
    },
    encodeNote: ({ conversation, eventId, attempt }, { at, reason, frames }) =>
      cipher.encrypt({ eventId, at, attempts: attempt, reason, frames }, `quarantine|${conversation}`),
    decodeNote,
    decodeQuarantined(stored) {
      const { event } = decodeEvent(stored.conversation, stored.event);
      return { ...decodeNote(stored), event, unsent: decodeReplies(stored.conversation, stored.replies) };
    },
  };
}

/** How many tries there have been when a claim is released: of the sending, where its turn was committed, otherwise of the event. */
export function countedTries(
  { attempt, unsent }: Claim,
  { how, isCommitted }: { readonly how: 'untouched' | 'failed'; readonly isCommitted: boolean },
): number {
  const current = isCommitted && unsent.length === 0 ? 1 : attempt;
  return how === 'failed' ? current : current - 1;
}
