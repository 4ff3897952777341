import type { Cipher } from '../../../store/cipher.ts';
import type { Envelope } from '../../../store/envelope.ts';
import type { Json } from '../../../store/port.ts';

/** Writes in the clear: what is found in the bytes then is what a thief with the key would read. */
const clearCipher: Cipher = {
  encrypt: (value) => Buffer.from(JSON.stringify(value)),
  decrypt(bytes): Json {
    const value: Json = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return value;
  },
};

/** An envelope that hides nothing, so that a search of the bytes finds what lies in them. */
export const clearEnvelope: Envelope = {
  writerForToday: async () => clearCipher,
  read: async ({ bytes, place }) => clearCipher.decrypt(bytes, place),
  writerFor: async () => clearCipher,
  foresee: () => undefined,
  keyIdOf: () => undefined,
  destroy: async () => undefined,
  rotation: { status: () => Promise.reject(new Error('not here')), rewrap: () => Promise.reject(new Error('not here')) },
};
