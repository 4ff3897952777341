import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { CipherError } from './cipher-error.ts';
import type { Json } from './port.ts';

/** What kind of key a text was written with; the first byte of the text. */
export const textSchemas = { masterKey: 1, dataKey: 2, dayKey: 3 } as const;
type TextSchema = (typeof textSchemas)[keyof typeof textSchemas];

/** A key, prepared for texts. */
export interface TextKey {
  /** Names the key without telling anything of it: eight hexadecimal digits. */
  readonly id: string;
  /** A KeyObject, because node prepares a plain key anew at each use: half of what a text costs. */
  readonly key: KeyObject;
  /** What each text begins with: schema and id. */
  readonly prefix: Buffer;
  /** The end of what is authenticated with each text. */
  readonly mark: string;
}

/** Where a text belongs (for example `state|<conversation>`), and the nonce it is written with. The place is authenticated, not stored. */
interface TextPlace {
  readonly place: string;
  /** From `createNonces`: handed out once. */
  readonly nonce: Buffer;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const idBytes = 4;
const nonceBytes = 12;
const noncesAtOnce = 256;
const tagBytes = 16;
const headerBytes = 1 + idBytes + nonceBytes + tagBytes;

/**
 * @param id where left out, made of the key.
 * @throws RangeError where the key has another length than 32 bytes.
 */
export function createTextKey(key: Buffer, schema: TextSchema, id = idOfKey(key)): TextKey {
  if (key.length !== keyBytes) throw new RangeError(`A key of the store has ${keyBytes} bytes, not ${key.length}.`);
  const prefix = Buffer.concat([Buffer.of(schema), Buffer.from(id, 'hex')]);
  return { id, key: createSecretKey(key), prefix, mark: `|${schema}|${id}` };
}

function idOfKey(key: Buffer): string {
  return createHmac('sha256', key)
    .update('guichet key id')
    .digest('hex')
    .slice(0, 2 * idBytes);
}

/** Random nonces, drawn many at a time: asking for twelve bytes costs as much as for three thousand. Each is handed out once. */
export function createNonces(): () => Buffer {
  let drawn = Buffer.alloc(0);
  return () => {
    if (drawn.length === 0) drawn = randomBytes(nonceBytes * noncesAtOnce);
    const nonce = drawn.subarray(0, nonceBytes);
    drawn = drawn.subarray(nonceBytes);
    return nonce;
  };
}

/** AES-256-GCM. Layout: schema (1 byte), key id (4), nonce (12), tag (16), ciphertext. */
export function encryptText(value: Json, { key, prefix, mark }: TextKey, { place, nonce }: TextPlace): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place + mark));
  const text = cipher.update(JSON.stringify(value), 'utf8');
  // GCM is a stream: nothing is left for the end but the tag.
  cipher.final();
  return Buffer.concat([prefix, nonce, cipher.getAuthTag(), text]);
}

/**
 * What kind of key a text was written with, and which one.
 * @throws CipherError `malformed`
 */
export function readHeader(bytes: Uint8Array, place: string): { readonly schema: TextSchema; readonly keyId: string } {
  const schema = Object.values(textSchemas).find((known) => known === bytes[0]);
  if (bytes.length < headerBytes || schema === undefined) throw new CipherError('malformed', `${nameOf(place)}: not an encrypted text`);
  return { schema, keyId: Buffer.from(bytes.subarray(1, 1 + idBytes)).toString('hex') };
}

/** @throws CipherError `not_authentic` */
export function decryptText(bytes: Uint8Array, { key, mark }: TextKey, place: string): Json {
  const nonceEnd = 1 + idBytes + nonceBytes;
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(1 + idBytes, nonceEnd), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place + mark)).setAuthTag(bytes.subarray(nonceEnd, headerBytes));
  try {
    return parse(Buffer.concat([decipher.update(bytes.subarray(headerBytes)), decipher.final()]));
  } catch (cause) {
    throw new CipherError('not_authentic', `${nameOf(place)}: altered, or moved from another place`, { cause });
  }
}

function parse(text: Buffer): Json {
  const value: Json = JSON.parse(text.toString('utf8'));
  return value;
}

/** The kind of place without whose it is: enough for a developer, and safe to log. */
export function nameOf(place: string): string {
  return place.split('|', 1).join('');
}
