import { z } from 'zod';
import { unlessErased } from './cipher-error.ts';
import type { Envelope } from './envelope.ts';
import type { Claim, CommittedTurn, ConversationKey, InboxEntry, Json, QuarantinedEvent, QuarantineNote } from './port.ts';

/** A claim as an adapter reads it: still encrypted. */
export interface StoredClaim {
  readonly conversation: ConversationKey;
  readonly fence: number;
  readonly event: Uint8Array;
  readonly state: Uint8Array | undefined;
  readonly replies: readonly Uint8Array[];
  readonly attempt: number;
}

/** What a turn leaves behind, as an adapter keeps it. */
export interface StoredTurn {
  /** Undefined: the state goes. */
  readonly state: Buffer | undefined;
  readonly replies: readonly Buffer[];
}

/** What is set aside, as an adapter keeps it. */
export interface StoredAside {
  readonly note: Buffer;
  readonly event: Buffer;
  /** Those that are sent instead. */
  readonly replies: readonly Buffer[];
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

/**
 * What an adapter stores of a conversation, and back. Each text is bound to its kind and its conversation. What stays is under the data
 * key of the conversation: state, replies (they may be moved into the quarantine), and all that is set aside. Only the event is not,
 * until its turn is over: it is taken in before anything of the conversation is known, and lies under the key of the day.
 */
export interface ConversationCodec {
  encodeEvent(entry: InboxEntry): Promise<Buffer>;
  encodeTurn(claim: Claim, result: Pick<CommittedTurn, 'state' | 'replies'>): Promise<StoredTurn>;
  /** Undefined where it was erased. @throws CipherError */
  decodeState(conversation: ConversationKey, stored: Uint8Array): Promise<Json | undefined>;
  /**
   * @param given the event that was just taken in: an adapter that finds it claimed at once leaves the stored one empty.
   * @throws CipherError
   */
  decodeClaim(stored: StoredClaim, given?: InboxEntry): Promise<Claim>;
  encodeAside(claim: Claim, note: QuarantineNote, replies: readonly Json[]): Promise<StoredAside>;
  /** Undefined where it was erased. @throws CipherError */
  decodeNote(stored: Pick<StoredQuarantined, 'id' | 'conversation' | 'note'>): Promise<QuarantineSummary | undefined>;
  /** Undefined where it was erased. @throws CipherError */
  decodeQuarantined(stored: StoredQuarantined): Promise<QuarantinedEvent | undefined>;
}

/** The event is not looked at again: the cipher vouches that it is what was encoded. */
const storedEventSchema = z.tuple([z.string(), z.custom<Json>()]);

/** One that waited for so long that nobody can read it any more: no event that anybody knows, and so it is set aside like those. */
const lostEvent = ['lost', null];

const storedNoteSchema = z.object({
  eventId: z.string(),
  at: z.string(),
  attempts: z.number(),
  reason: z.string(),
  frames: z.array(z.string()),
});

const placeOf = (kind: 'event' | 'state' | 'reply' | 'quarantine', conversation: ConversationKey): string => `${kind}|${conversation}`;

/** Reads each kind of text of a conversation. */
function createReader(envelope: Envelope) {
  const read = (kind: Parameters<typeof placeOf>[0], conversation: ConversationKey, bytes: Uint8Array): Promise<Json> =>
    envelope.read({ owner: conversation, place: placeOf(kind, conversation), bytes });

  return {
    async event(conversation: ConversationKey, stored: Uint8Array): Promise<Pick<Claim, 'eventId' | 'event'>> {
      const [eventId, event] = storedEventSchema.parse((await unlessErased(read('event', conversation, stored))) ?? lostEvent);
      return { eventId, event };
    },
    state: (conversation: ConversationKey, stored: Uint8Array): Promise<Json | undefined> =>
      unlessErased(read('state', conversation, stored)),
    async replies(conversation: ConversationKey, stored: readonly Uint8Array[]): Promise<readonly Json[]> {
      const replies = await Promise.all(stored.map((reply) => unlessErased(read('reply', conversation, reply))));
      return replies.filter((reply) => reply !== undefined);
    },
    async note({ id, conversation, note }: Pick<StoredQuarantined, 'id' | 'conversation' | 'note'>): Promise<QuarantineSummary> {
      return { id, conversation, ...storedNoteSchema.parse(await read('quarantine', conversation, note)) };
    },
  };
}

/** The codec of both adapters: what they store is encrypted before they see it. */
export function createConversationCodec(envelope: Envelope): ConversationCodec {
  const read = createReader(envelope);

  return {
    async encodeEvent({ conversation, eventId, event }) {
      const writer = await envelope.writerForToday();
      return writer.encrypt([eventId, event], placeOf('event', conversation));
    },

    async encodeTurn({ conversation, dataKey }, { state, replies }) {
      // Of a customer who is being forgotten nothing is written under the key that is about to be destroyed: the answer could not be sent.
      const writer = await (state === undefined ? envelope.writerForToday() : envelope.writerFor(conversation, dataKey));
      return {
        state: state === undefined ? undefined : writer.encrypt(state, placeOf('state', conversation)),
        replies: replies.map((reply) => writer.encrypt(reply, placeOf('reply', conversation))),
      };
    },

    decodeState: read.state,

    async decodeClaim({ conversation, fence, event, state, replies, attempt }, given) {
      const claim = {
        conversation,
        fence,
        ...(given && event.length === 0 ? { eventId: given.eventId, event: given.event } : await read.event(conversation, event)),
        state: state && (await read.state(conversation, state)),
        unsent: replies.length === 0 ? [] : await read.replies(conversation, replies),
        attempt,
      };
      const dataKey = state && claim.state !== undefined ? envelope.keyIdOf(state, placeOf('state', conversation)) : undefined;
      return dataKey === undefined ? claim : { ...claim, dataKey };
    },

    async encodeAside({ conversation, dataKey, eventId, event, attempt }, { at, reason, frames }, replies) {
      const writer = await envelope.writerFor(conversation, dataKey);
      return {
        note: writer.encrypt({ eventId, at, attempts: attempt, reason, frames }, placeOf('quarantine', conversation)),
        event: writer.encrypt([eventId, event], placeOf('event', conversation)),
        replies: replies.map((reply) => writer.encrypt(reply, placeOf('reply', conversation))),
      };
    },

    decodeNote: (stored) => unlessErased(read.note(stored)),

    async decodeQuarantined({ event, replies, ...stored }) {
      const { conversation } = stored;
      return unlessErased(
        Promise.all([read.note(stored), read.event(conversation, event), read.replies(conversation, replies)]).then(
          ([note, decoded, unsent]) => ({ ...note, event: decoded.event, unsent }),
        ),
      );
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
