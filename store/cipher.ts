import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { CipherError } from './cipher-error.ts';
import type { Json } from './port.ts';

/** Turns JSON into bytes that only the holder of the key can read, and only at the place they were written for. */
export interface Cipher {
  /** @param place what the text belongs to (for example `state|<conversation>`); it is authenticated, not stored. */
  encrypt(value: Json, place: string): Buffer;
  /** @throws CipherError */
  decrypt(bytes: Uint8Array, place: string): Json;
}

interface NamedKey {
  readonly id: Buffer;
  /** A KeyObject, because node prepares a plain key anew at each use: half of what a text costs. */
  readonly key: KeyObject;
  /** The end of what is authenticated with each text. */
  readonly mark: string;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const schema = 1;
const idBytes = 4;
const nonceBytes = 12;
const noncesAtOnce = 256;
const tagBytes = 16;
const headerBytes = 1 + idBytes + nonceBytes + tagBytes;

/**
 * AES-256-GCM with a random 96-bit nonce. Layout: schema (1 byte), key id (4), nonce (12), tag (16), ciphertext.
 * @param keys 32 bytes each; the first one encrypts, all of them decrypt. To rotate: add the new key last everywhere, then move it to the
 *   front, and drop the old one when nothing written with it is needed any more.
 */
export function createCipher(keys: readonly Buffer[]): Cipher {
  const named = keys.map((key) => nameKey(key));
  const [current] = named;
  if (current === undefined) throw new RangeError('A cipher needs at least one key.');

  const nextNonce = createNonces();
  const prefix = Buffer.concat([Buffer.of(schema), current.id]);

  return {
    encrypt(value, place) {
      const nonce = nextNonce();
      const cipher = createCipheriv(algorithm, current.key, nonce).setAAD(associatedData(current, place));
      const text = cipher.update(JSON.stringify(value), 'utf8');
      // GCM is a stream: nothing is left for the end but the tag.
      cipher.final();
      return Buffer.concat([prefix, nonce, cipher.getAuthTag(), text]);
    },

    decrypt(bytes, place) {
      if (bytes.length < headerBytes || bytes[0] !== schema) throw new CipherError('malformed', `${nameOf(place)}: not an encrypted text`);
      const id = Buffer.from(bytes.subarray(1, 1 + idBytes));
      const key = named.find((candidate) => candidate.id.equals(id));
      if (key === undefined) throw new CipherError('unknown_key', `${nameOf(place)}: written with a key that is not configured`);
      return parse(open(bytes, key, place));
    },
  };
}

function nameKey(key: Buffer): NamedKey {
  if (key.length !== keyBytes) throw new RangeError(`A key of the store has ${keyBytes} bytes, not ${key.length}.`);
  const id = createHmac('sha256', key).update('guichet key id').digest().subarray(0, idBytes);
  return { key: createSecretKey(key), id, mark: `|${schema}|${id.toString('hex')}` };
}

/** Random nonces, drawn many at a time: asking for twelve bytes costs as much as for three thousand. Each is handed out once. */
function createNonces(): () => Buffer {
  let drawn = Buffer.alloc(0);
  return () => {
    if (drawn.length === 0) drawn = randomBytes(nonceBytes * noncesAtOnce);
    const nonce = drawn.subarray(0, nonceBytes);
    drawn = drawn.subarray(nonceBytes);
    return nonce;
  };
}

function associatedData({ mark }: NamedKey, place: string): Buffer {
  return Buffer.from(place + mark);
}

function open(bytes: Uint8Array, key: NamedKey, place: string): Buffer {
  const nonceEnd = 1 + idBytes + nonceBytes;
  const decipher = createDecipheriv(algorithm, key.key, bytes.subarray(1 + idBytes, nonceEnd), { authTagLength: tagBytes });
  decipher.setAAD(associatedData(key, place)).setAuthTag(bytes.subarray(nonceEnd, headerBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(headerBytes)), decipher.final()]);
  } catch (cause) {
    throw new CipherError('not_authentic', `${nameOf(place)}: altered, or moved from another place`, { cause });
  }
}

function parse(text: Buffer): Json {
  const value: Json = JSON.parse(text.toString('utf8'));
  return value;
}

/** The kind of place without whose it is: enough for a developer, and safe to log. */
function nameOf(place: string): string {
  return place.split('|', 1).join('');
}
