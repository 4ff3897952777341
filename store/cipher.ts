import { CipherError } from './cipher-error.ts';
import type { Json } from './port.ts';
import { createNonces, createTextKey, decryptText, encryptText, nameOf, readHeader, textSchemas } from './text.ts';

/** Turns JSON into bytes that only the holder of the key can read, and only at the place they were written for. */
export interface Cipher {
  /** @param place what the text belongs to (for example `event|<conversation>`); it is authenticated, not stored. */
  encrypt(value: Json, place: string): Buffer;
  /** @throws CipherError */
  decrypt(bytes: Uint8Array, place: string): Json;
}

/**
 * Texts directly under the master keys, as versions before the data keys wrote them: they are still read.
 * @param keys 32 bytes each; the first one encrypts, all of them decrypt.
 */
export function createCipher(keys: readonly Buffer[]): Cipher {
  const named = keys.map((key) => createTextKey(key, textSchemas.masterKey));
  const [current] = named;
  if (current === undefined) throw new RangeError('A cipher needs at least one key.');
  const nextNonce = createNonces();

  return {
    encrypt: (value, place) => encryptText(value, current, { place, nonce: nextNonce() }),
    decrypt(bytes, place) {
      const { schema, keyId } = readHeader(bytes, place);
      const key = schema === textSchemas.masterKey ? named.find(({ id }) => id === keyId) : undefined;
      if (key === undefined) throw new CipherError('unknown_key', `${nameOf(place)}: written with a key that is not configured`);
      return decryptText(bytes, key, place);
    },
  };
}
