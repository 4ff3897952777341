import { z } from 'zod';
import type { Cipher } from '../cipher.ts';
import type { RecordStore } from '../port.ts';
import type { RedisConnection } from './redis-connection.ts';

export interface RedisRecordsParts {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly cipher: Cipher;
}

const value = z.instanceof(Buffer).nullable();

/** Small documents in Redis, each in a hash of its own. */
export function createRedisRecords({ connection, prefix, cipher }: RedisRecordsParts): RecordStore {
  const placeOf = (key: string) => `record|${key}`;
  const keyOf = (key: string) => `${prefix}record:${key}`;

  return {
    async get(key) {
      const [version, stored] = await connection.ask((client) => client.hmgetBuffer(keyOf(key), 'version', 'value'));
      if (!version || !stored) return undefined;
      return { version: Number(version.toString()), value: cipher.decrypt(stored, placeOf(key)) };
    },

    async put(key, json, { ttlMs = 0, ifVersion = -1 } = {}) {
      const stored = cipher.encrypt(json, placeOf(key));
      return (await connection.ask((client) => client.guichetPutRecordBuffer(keyOf(key), stored, ttlMs, ifVersion))) === 1;
    },

    async take(key) {
      const stored = value.parse(await connection.ask((client) => client.guichetTakeRecordBuffer(keyOf(key))));
      return stored === null ? undefined : cipher.decrypt(stored, placeOf(key));
    },

    async delete(key) {
      await connection.ask((client) => client.del(keyOf(key)));
    },
  };
}
