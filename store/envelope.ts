import { type Cipher, createCipher } from './cipher.ts';
import { CipherError } from './cipher-error.ts';
import { createDataKeys, type DataKeys, house } from './keys/data-keys.ts';
import { createKeyRotation } from './keys/key-rotation.ts';
import type { KeyVault } from './keys/key-vault.ts';
import { createMasterKey } from './keys/master-key.ts';
import type { Json, KeyRotation } from './port.ts';
import { createNonces, decryptText, encryptText, nameOf, readHeader, textSchemas } from './text.ts';

/** Writes texts of one owner. */
export interface OwnedWriter {
  /** @param place what the text belongs to; it is authenticated, not stored. */
  encrypt(value: Json, place: string): Buffer;
}

/** Where a text lies, and whose it is. */
interface OwnedText {
  /** A conversation, or the house. */
  readonly owner: string;
  readonly place: string;
  readonly bytes: Uint8Array;
}

/** Envelope encryption: each owner's texts under a data key, the data keys under the master key, in a vault of their own. */
export interface Envelope {
  /** Directly under the master key: what lies in the mailbox for the moment of a turn. */
  readonly transit: Cipher;
  /**
   * Reads a text, whichever key it was written with: also one directly under a master key, as earlier versions wrote.
   * @throws CipherError; `erased` where the customer's key was destroyed.
   */
  read(text: OwnedText): Promise<Json>;
  /** @param readUnder see DataKeys. */
  writerFor(owner: string, readUnder?: string): Promise<OwnedWriter>;
  /** Names the data key a text was written with; undefined where it is directly under a master key. */
  keyIdOf(bytes: Uint8Array, place: string): string | undefined;
  /** Destroys the data key of an owner. */
  destroy(owner: string): Promise<void>;
  readonly rotation: KeyRotation;
}

export interface EnvelopeParts {
  readonly transit: Cipher;
  readonly dataKeys: DataKeys;
  readonly rotation: KeyRotation;
}

export function createEnvelope({ transit, dataKeys, rotation }: EnvelopeParts): Envelope {
  const nextNonce = createNonces();
  return {
    transit,

    async read({ owner, place, bytes }) {
      const { schema, keyId } = readHeader(bytes, place);
      if (schema === textSchemas.masterKey) return transit.decrypt(bytes, place);
      const key = await dataKeys.find(owner, keyId);
      if (key === undefined) throw missing(owner, place);
      return decryptText(bytes, key, place);
    },

    async writerFor(owner, readUnder) {
      const key = await dataKeys.toWrite(owner, readUnder);
      return { encrypt: (value, place) => encryptText(value, key, { place, nonce: nextNonce() }) };
    },

    keyIdOf(bytes, place) {
      const { schema, keyId } = readHeader(bytes, place);
      return schema === textSchemas.dataKey ? keyId : undefined;
    },

    destroy: (owner) => dataKeys.destroy(owner),
    rotation,
  };
}

/** A customer's key that is gone was destroyed. That of the house never is: the vault must be another one than the store was written with. */
function missing(owner: string, place: string): CipherError {
  if (owner === house) return new CipherError('unknown_key', `${nameOf(place)}: written with a key that is not in the vault`);
  return new CipherError('erased', `${nameOf(place)}: its key was destroyed`);
}

/** How an adapter is told what to encrypt with: it brings the vault that goes with it. */
export type EnvelopeFor = (vault: KeyVault) => Envelope;

/** Envelopes under master keys of this process: 32 bytes each, the current one first. */
export function envelopeUnder(keys: readonly Buffer[], now: () => Date = () => new Date()): EnvelopeFor {
  const [transit, master] = [createCipher(keys), createMasterKey(keys)];
  return (vault) =>
    createEnvelope({ transit, dataKeys: createDataKeys({ vault, master, now }), rotation: createKeyRotation({ vault, master }) });
}
