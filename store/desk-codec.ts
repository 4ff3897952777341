import { z } from 'zod';
import type { Cipher } from './cipher.ts';
import type { DeskChange, DeskEntry, DeskFeedEvent, DeskOutcome, DeskSummary } from './desk-port.ts';
import type { ConversationKey, Json } from './port.ts';

/** What an adapter stores of the desk, and back. Each text is bound to its kind and its place. */
export interface DeskCodec {
  /** Undefined where the conversation is to leave the list. */
  encodeSummary(change: DeskChange): Buffer | undefined;
  /** @throws CipherError */
  decodeSummary(stored: { readonly conversation: ConversationKey; readonly version: number; readonly summary: Uint8Array }): DeskSummary;
  encodeEntry(conversation: ConversationKey, entry: DeskEntry): Buffer;
  /** @throws CipherError */
  decodeEntry(conversation: ConversationKey, stored: { readonly number: number; readonly entry: Uint8Array }): DeskEntry;
  encodeEvent(change: DeskChange): Buffer;
  /** An empty text says that the conversation was forgotten. @throws CipherError */
  decodeEvent(stored: { readonly id: number; readonly conversation: ConversationKey; readonly change: Uint8Array }): DeskFeedEvent;
  encodeOutcome(outcome: DeskOutcome): Buffer;
  /** @throws CipherError */
  decodeOutcome(write: string, stored: Uint8Array): Json;
  encodeLease(name: string, value: Json): Buffer;
  /** @throws CipherError */
  decodeLease(name: string, stored: Uint8Array): Json;
}

/** Not looked at again: the cipher vouches that it is what `encodeEvent` wrote. */
const changeSchema = z.object({
  version: z.number(),
  summary: z.custom<Json>(),
  entries: z.array(z.object({ number: z.number(), entry: z.custom<Json>() })),
});

/** Encrypts what the desk is shown, as everything else of a conversation. */
export function createDeskCodec(cipher: Cipher): DeskCodec {
  return {
    encodeSummary: ({ conversation, summary }) => (summary === null ? undefined : cipher.encrypt(summary, `desk-summary|${conversation}`)),
    decodeSummary: ({ conversation, version, summary }) => ({
      conversation,
      version,
      summary: cipher.decrypt(summary, `desk-summary|${conversation}`),
    }),
    encodeEntry: (conversation, { number, entry }) => cipher.encrypt(entry, `desk-entry|${conversation}|${number}`),
    decodeEntry: (conversation, { number, entry }) => ({ number, entry: cipher.decrypt(entry, `desk-entry|${conversation}|${number}`) }),
    encodeEvent: ({ conversation, version, summary, entries }) =>
      cipher.encrypt({ version, summary, entries: entries.map(({ number, entry }) => ({ number, entry })) }, `desk-event|${conversation}`),
    decodeEvent({ id, conversation, change }) {
      if (change.length === 0) return { id, conversation, change: undefined };
      return { id, conversation, change: changeSchema.parse(cipher.decrypt(change, `desk-event|${conversation}`)) };
    },
    encodeOutcome: ({ write, result }) => cipher.encrypt(result, `desk-outcome|${write}`),
    decodeOutcome: (write, stored) => cipher.decrypt(stored, `desk-outcome|${write}`),
    encodeLease: (name, value) => cipher.encrypt(value, `desk-lease|${name}`),
    decodeLease: (name, stored) => cipher.decrypt(stored, `desk-lease|${name}`),
  };
}
