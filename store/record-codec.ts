import { unlessErased } from './cipher-error.ts';
import type { Envelope } from './envelope.ts';
import { house } from './keys/data-keys.ts';
import type { ConversationKey, Json } from './port.ts';

/** A record as an adapter reads it: still encrypted. */
export interface StoredRecord {
  readonly value: Uint8Array;
  /** Whose it is; undefined where it is the house's. */
  readonly owner: ConversationKey | undefined;
}

/** What an adapter stores of a record, and back. Each text is bound to the name of its record. */
export interface RecordCodec {
  encode(key: string, value: Json, owner: ConversationKey | undefined): Promise<Buffer>;
  /** Undefined where it was erased. @throws CipherError */
  decode(key: string, stored: StoredRecord): Promise<Json | undefined>;
}

/** Encrypts records under the data key of their customer, or of the house. */
export function createRecordCodec(envelope: Envelope): RecordCodec {
  const placeOf = (key: string): string => `record|${key}`;
  return {
    async encode(key, value, owner = house) {
      const writer = await envelope.writerFor(owner);
      return writer.encrypt(value, placeOf(key));
    },
    decode: (key, { value, owner = house }) => unlessErased(envelope.read({ owner, place: placeOf(key), bytes: value })),
  };
}
