import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Cipher } from '../cipher.ts';
import type { RecordStore } from '../port.ts';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { answerWithinMs } from './client-options.ts';
import type { RedisConnection } from './redis-connection.ts';

export interface RedisRecordsParts {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly cipher: Cipher;
}

const value = z.instanceof(Buffer).nullable();
const milliseconds = z.number();

/** Small documents in Redis, each in a hash of its own. */
export function createRedisRecords({ connection, prefix, cipher }: RedisRecordsParts): RecordStore {
  const placeOf = (key: string) => `record|${key}`;
  const keyOf = (key: string) => `${prefix}record:${key}`;

  /** The last moment, by the clock of the server that has the record, at which a write asked for now may run: nobody has given it up by then. */
  async function lastMoment(key: string): Promise<number> {
    return milliseconds.parse(await connection.ask((client) => client.guichetNowBuffer(keyOf(key)))) + answerWithinMs;
  }

  return {
    async get(key) {
      const [version, stored] = await connection.ask((client) => client.hmgetBuffer(keyOf(key), 'version', 'value'));
      if (!version || !stored) return undefined;
      return { version: Number(version.toString()), value: cipher.decrypt(stored, placeOf(key)) };
    },

    async put(key, json, { ttlMs = 0, ifVersion = -1 } = {}) {
      const given = [await lastMoment(key), randomUUID(), cipher.encrypt(json, placeOf(key)), ttlMs, ifVersion];
      return refuseLate(await connection.write((client) => client.guichetPutRecordBuffer(keyOf(key), ...given))) === 1;
    },

    async take(key) {
      const stored = value.parse(await connection.write((client) => client.guichetTakeRecordBuffer(keyOf(key))));
      return stored === null ? undefined : cipher.decrypt(stored, placeOf(key));
    },

    async delete(key) {
      const moment = await lastMoment(key);
      refuseLate(await connection.write((client) => client.guichetDropRecordBuffer(keyOf(key), moment)));
    },
  };
}

function refuseLate(reply: unknown): unknown {
  if (reply === 2) throw new StoreUnavailableError('Redis has answered too late');
  return reply;
}
