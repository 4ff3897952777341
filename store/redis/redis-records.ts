import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Cipher } from '../cipher.ts';
import type { RecordStore } from '../port.ts';
import { asking } from './redis-client.ts';

export interface RedisRecordsParts {
  readonly client: Redis;
  readonly prefix: string;
  readonly cipher: Cipher;
}

const value = z.instanceof(Buffer).nullable();

/** Small documents in Redis, each in a hash of its own. */
export function createRedisRecords({ client, prefix, cipher }: RedisRecordsParts): RecordStore {
  const placeOf = (key: string) => `record|${key}`;
  const keyOf = (key: string) => `${prefix}record:${key}`;

  return {
    async get(key) {
      const [version, stored] = await asking(client.hmgetBuffer(keyOf(key), 'version', 'value'));
      if (!version || !stored) return undefined;
      return { version: Number(version.toString()), value: cipher.decrypt(stored, placeOf(key)) };
    },

    async put(key, json, { ttlMs = 0, ifVersion = -1 } = {}) {
      const stored = cipher.encrypt(json, placeOf(key));
      return (await asking(client.guichetPutRecordBuffer(keyOf(key), stored, ttlMs, ifVersion))) === 1;
    },

    async take(key) {
      const stored = value.parse(await asking(client.guichetTakeRecordBuffer(keyOf(key))));
      return stored === null ? undefined : cipher.decrypt(stored, placeOf(key));
    },

    async delete(key) {
      await asking(client.del(keyOf(key)));
    },
  };
}
