import { type Cipher, createCipher } from './cipher.ts';
import { CipherError } from './cipher-error.ts';
import { createDataKeys, type DataKeys, house } from './keys/data-keys.ts';
import { createDayKeys, type DayKeys } from './keys/day-keys.ts';
import { createKeyRotation } from './keys/key-rotation.ts';
import type { KeyVault } from './keys/key-vault.ts';
import { createMasterKey } from './keys/master-key.ts';
import type { Json, KeyRotation } from './port.ts';
import { createNonces, decryptText, encryptText, nameOf, readHeader, type TextKey, textSchemas } from './text.ts';

/** Writes texts with one key. */
export interface TextWriter {
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

/** Envelope encryption: texts under data keys, the data keys under the master key, in a vault of their own. */
export interface Envelope {
  /** Writes what lies in the mailbox until its turn is over, under the key of the day. */
  writerForToday(): Promise<TextWriter>;
  /** Writes texts of one owner. @param readUnder see DataKeys. */
  writerFor(owner: string, readUnder?: string): Promise<TextWriter>;
  /**
   * Reads a text, whichever key it was written with: also one directly under a master key, as earlier versions wrote.
   * @throws CipherError; `erased` where the customer's key, or that of the day, was destroyed.
   */
  read(text: OwnedText): Promise<Json>;
  /** Says that texts of an owner are about to be read: the key is asked for together with them. */
  foresee(owner: string): void;
  /** Names the data key of its owner that a text was written with; undefined where it is under another kind of key. */
  keyIdOf(bytes: Uint8Array, place: string): string | undefined;
  /** Destroys the data key of an owner. */
  destroy(owner: string): Promise<void>;
  readonly rotation: KeyRotation;
}

export interface EnvelopeParts {
  readonly earlier: Pick<Cipher, 'decrypt'>;
  readonly dayKeys: DayKeys;
  readonly dataKeys: DataKeys;
  readonly rotation: KeyRotation;
}

export function createEnvelope({ earlier, dayKeys, dataKeys, rotation }: EnvelopeParts): Envelope {
  const nextNonce = createNonces();
  const writerWith = (key: TextKey): TextWriter => ({
    encrypt: (value, place) => encryptText(value, key, { place, nonce: nextNonce() }),
  });
  return {
    writerForToday: async () => writerWith(await dayKeys.today()),
    writerFor: async (owner, readUnder) => writerWith(await dataKeys.toWrite(owner, readUnder)),

    async read({ owner, place, bytes }) {
      const { schema, keyId } = readHeader(bytes, place);
      if (schema === textSchemas.masterKey) return earlier.decrypt(bytes, place);
      const key = await (schema === textSchemas.dayKey ? dayKeys.find(keyId) : dataKeys.find(owner, keyId));
      if (key === undefined) throw missing(owner, place);
      return decryptText(bytes, key, place);
    },

    foresee: (owner) => dataKeys.foresee(owner),

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
  const [earlier, master] = [createCipher(keys), createMasterKey(keys)];
  return (vault) => {
    const parts = { vault, master, now };
    return createEnvelope({
      earlier,
      dayKeys: createDayKeys(parts),
      dataKeys: createDataKeys(parts),
      rotation: createKeyRotation(parts),
    });
  };
}
