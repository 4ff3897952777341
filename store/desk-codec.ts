import { z } from 'zod';
import { unlessErased } from './cipher-error.ts';
import type { DeskChange, DeskEntry, DeskFeedEvent, DeskOutcome, DeskSummary } from './desk-port.ts';
import type { Envelope } from './envelope.ts';
import { house } from './keys/data-keys.ts';
import type { ConversationKey, Json } from './port.ts';

/**
 * What an adapter stores of the desk, and back. Each text is bound to its kind and its place. What is of a conversation is under its
 * data key, and gone with it; what is of the bank's people is the house's.
 */
export interface DeskCodec {
  encodeChange(change: DeskChange): Promise<StoredChange>;
  /** Undefined where it was erased. @throws CipherError */
  decodeSummary(stored: StoredSummary): Promise<DeskSummary | undefined>;
  /** Undefined where it was erased. @throws CipherError */
  decodeEntry(conversation: ConversationKey, stored: StoredEntry): Promise<DeskEntry | undefined>;
  /** An empty text says that the conversation was forgotten, and so does one that was erased. @throws CipherError */
  decodeEvent(stored: StoredEvent): Promise<DeskFeedEvent>;
  encodeOutcome(outcome: DeskOutcome): Promise<Buffer>;
  /** @throws CipherError */
  decodeOutcome(write: string, stored: Uint8Array): Promise<Json>;
  encodeLease(name: string, value: Json): Promise<Buffer>;
  /** @throws CipherError */
  decodeLease(name: string, stored: Uint8Array): Promise<Json>;
}

/** A change as an adapter keeps it. */
export interface StoredChange {
  /** Undefined where the conversation is to leave the list. */
  readonly summary: Buffer | undefined;
  readonly entries: readonly { readonly number: number; readonly entry: Buffer }[];
  /** What is told of it. */
  readonly event: Buffer;
}

export interface StoredSummary {
  readonly conversation: ConversationKey;
  readonly version: number;
  readonly summary: Uint8Array;
}

export interface StoredEntry {
  readonly number: number;
  readonly entry: Uint8Array;
}

export interface StoredEvent {
  readonly id: number;
  readonly conversation: ConversationKey;
  readonly change: Uint8Array;
}

/** Not looked at again: the cipher vouches that it is what `encodeChange` wrote. */
const changeSchema = z.object({
  version: z.number(),
  summary: z.custom<Json>(),
  entries: z.array(z.object({ number: z.number(), entry: z.custom<Json>() })),
});

const summaryPlace = (conversation: ConversationKey): string => `desk-summary|${conversation}`;
const entryPlace = (conversation: ConversationKey, number: number): string => `desk-entry|${conversation}|${number}`;
const eventPlace = (conversation: ConversationKey): string => `desk-event|${conversation}`;

/** Encrypts what the desk is shown, as everything else of a conversation. */
export function createDeskCodec(envelope: Envelope): DeskCodec {
  const read = (owner: string, place: string, bytes: Uint8Array): Promise<Json | undefined> =>
    unlessErased(envelope.read({ owner, place, bytes }));
  const ofHouse = async (value: Json, place: string): Promise<Buffer> => (await envelope.writerFor(house)).encrypt(value, place);

  return {
    async encodeChange({ conversation, version, summary, entries }) {
      const writer = await envelope.writerFor(conversation);
      return {
        summary: summary === null ? undefined : writer.encrypt(summary, summaryPlace(conversation)),
        entries: entries.map(({ number, entry }) => ({ number, entry: writer.encrypt(entry, entryPlace(conversation, number)) })),
        event: writer.encrypt(
          { version, summary, entries: entries.map(({ number, entry }) => ({ number, entry })) },
          eventPlace(conversation),
        ),
      };
    },
    async decodeSummary({ conversation, version, summary: stored }) {
      const summary = await read(conversation, summaryPlace(conversation), stored);
      return summary === undefined ? undefined : { conversation, version, summary };
    },
    async decodeEntry(conversation, { number, entry: stored }) {
      const entry = await read(conversation, entryPlace(conversation, number), stored);
      return entry === undefined ? undefined : { number, entry };
    },
    async decodeEvent({ id, conversation, change: stored }) {
      const change = stored.length === 0 ? undefined : await read(conversation, eventPlace(conversation), stored);
      return { id, conversation, change: change === undefined ? undefined : changeSchema.parse(change) };
    },
    encodeOutcome: ({ write, result }) => ofHouse(result, `desk-outcome|${write}`),
    decodeOutcome: (write, bytes) => envelope.read({ owner: house, place: `desk-outcome|${write}`, bytes }),
    encodeLease: (name, value) => ofHouse(value, `desk-lease|${name}`),
    decodeLease: (name, bytes) => envelope.read({ owner: house, place: `desk-lease|${name}`, bytes }),
  };
}
