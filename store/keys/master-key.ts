import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { CipherError } from '../cipher-error.ts';
import { createTextKey, textSchemas } from '../text.ts';
import type { VaultEntry, WrappedKey } from './key-vault.ts';

/**
 * The key that wraps data keys, and does nothing else. Asynchronous, so that it can be a key management service that never hands it
 * out; such a one puts the four bytes of an id of its own before what it is answered.
 */
export interface MasterKey {
  /** Of the key in force: eight hexadecimal digits. */
  readonly id: string;
  /** Ids of all keys that can unwrap, the one in force first. */
  readonly known: readonly string[];
  /** @param name whose key it is: authenticated, not stored. */
  wrap(dataKey: Buffer, name: string): Promise<WrappedKey>;
  /** @throws CipherError `unknown_key` where the key that wrapped it is not configured, `not_authentic` */
  unwrap(entry: VaultEntry): Promise<Buffer>;
}

interface WrappingKey {
  readonly id: string;
  readonly idBytes: Buffer;
  readonly key: KeyObject;
}

const algorithm = 'aes-256-gcm';
const schema = 1;
const idEnd = 4;
const nonceEnd = idEnd + 12;
const tagBytes = 16;

/** Names the master key under which a data key lies. */
export function masterKeyIdOf(wrapped: WrappedKey): string {
  return wrapped.toString('hex', 0, idEnd);
}

/**
 * The master key in this process. AES-256-GCM under a key derived from each of the keys given. Layout: id of the master key (4 bytes),
 * nonce (12), ciphertext (32), tag (16): 64 bytes, which is what a value of a small hash in Redis may have.
 * @param keys 32 bytes each; the first one wraps, all of them unwrap.
 */
export function createMasterKey(keys: readonly Buffer[]): MasterKey {
  const wrapping = keys.map((key) => deriveWrappingKey(key));
  const [current] = wrapping;
  if (current === undefined) throw new RangeError('A master key needs at least one key.');
  return {
    id: current.id,
    known: wrapping.map(({ id }) => id),

    async wrap(dataKey, name) {
      const nonce = randomBytes(nonceEnd - idEnd);
      const cipher = createCipheriv(algorithm, current.key, nonce).setAAD(associatedData(current, name));
      return Buffer.concat([current.idBytes, nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
    },

    async unwrap({ name, wrapped }) {
      const id = masterKeyIdOf(wrapped);
      const key = wrapping.find((candidate) => candidate.id === id);
      if (key === undefined) throw new CipherError('unknown_key', 'data key: wrapped with a master key that is not configured');
      return open(wrapped, key, name);
    },
  };
}

/** The id is that of the key itself, so that an operator sees one id for each. */
function deriveWrappingKey(key: Buffer): WrappingKey {
  const { id } = createTextKey(key, textSchemas.masterKey);
  const derived = Buffer.from(hkdfSync('sha256', key, '', 'guichet wrapping of data keys', 32));
  return { id, idBytes: Buffer.from(id, 'hex'), key: createSecretKey(derived) };
}

function associatedData({ id }: WrappingKey, name: string): Buffer {
  return Buffer.from(`data key|${name}|${schema}|${id}`);
}

function open(wrapped: WrappedKey, key: WrappingKey, name: string): Buffer {
  const tagBegin = wrapped.length - tagBytes;
  try {
    const decipher = createDecipheriv(algorithm, key.key, wrapped.subarray(idEnd, nonceEnd), { authTagLength: tagBytes });
    decipher.setAAD(associatedData(key, name)).setAuthTag(wrapped.subarray(tagBegin));
    return Buffer.concat([decipher.update(wrapped.subarray(nonceEnd, tagBegin)), decipher.final()]);
  } catch (cause) {
    throw new CipherError('not_authentic', 'data key: altered, or moved from another owner', { cause });
  }
}
