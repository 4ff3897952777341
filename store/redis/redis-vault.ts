import { z } from 'zod';
import type { KeyVault, VaultEntry } from '../keys/key-vault.ts';
import type { RedisConnection } from './redis-connection.ts';

export interface RedisVaultParts {
  readonly connection: RedisConnection;
  readonly prefix: string;
}

/**
 * Redis keeps a small hash in one piece, without a pointer for each entry: up to 128 entries (`hash-max-listpack-entries`) of up to 64
 * bytes. So many buckets hold 1.4 million keys before the first of them grows out of it; then a key takes half as much again.
 */
const bucketBits = 14;
const bucketCount = 2 ** bucketBits;
const bucketsAtOnce = 64;

const wrappedSchema = z.instanceof(Buffer);

/** Where the key of this name lies. Names are digests: their first bits spread evenly. */
export function vaultBucket(prefix: string, name: string): string {
  return bucketKey(prefix, Buffer.from(name.slice(0, 3), 'base64url').readUInt16BE() >> (16 - bucketBits));
}

function bucketKey(prefix: string, bucket: number): string {
  return `${prefix}keys:${bucket.toString(16)}`;
}

/** The key vault in Redis: the server of the store, or one of its own, whose backups may end sooner. */
export function createRedisVault({ connection, prefix }: RedisVaultParts): Omit<KeyVault, 'scrub' | 'close'> {
  async function page(first: number): Promise<readonly VaultEntry[]> {
    const buckets = Array.from({ length: bucketsAtOnce }, (_, index) => bucketKey(prefix, first + index));
    const found = await connection.ask((client) => Promise.all(buckets.map((bucket) => client.hgetallBuffer(bucket))));
    return found.flatMap((entries) => Object.entries(entries).map(([name, wrapped]) => ({ name, wrapped })));
  }

  return {
    async find(name) {
      return (await connection.ask((client) => client.hgetBuffer(vaultBucket(prefix, name), name))) ?? undefined;
    },

    async findOrKeep({ name, wrapped }) {
      return wrappedSchema.parse(await connection.write((client) => client.guichetKeepKeyBuffer(vaultBucket(prefix, name), name, wrapped)));
    },

    async replace({ name, wrapped: before }, wrapped) {
      const bucket = vaultBucket(prefix, name);
      return (await connection.write((client) => client.guichetReplaceKeyBuffer(bucket, name, before, wrapped))) === 1;
    },

    async drop(name) {
      await connection.write((client) => client.hdel(vaultBucket(prefix, name), name));
    },

    async *pages() {
      for (let first = 0; first < bucketCount; first += bucketsAtOnce) yield page(first);
    },
  };
}
