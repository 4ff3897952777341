import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RecordStore } from '../port.ts';
import type { RecordCodec, StoredRecord } from '../record-codec.ts';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { answerWithinMs } from './client-options.ts';
import type { RedisConnection } from './redis-connection.ts';

export interface RedisRecordsParts {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly codec: RecordCodec;
}

const text = z.instanceof(Buffer).nullable();
const foundSchema = z.tuple([text, text]);
const milliseconds = z.number();

/** Small documents in Redis, each in a hash of its own. */
export function createRedisRecords({ connection, prefix, codec }: RedisRecordsParts): RecordStore {
  const keyOf = (key: string) => `${prefix}record:${key}`;

  /** The last moment, by the clock of the server that has the record, at which a write asked for now may run: nobody has given it up by then. */
  async function lastMoment(key: string): Promise<number> {
    return milliseconds.parse(await connection.ask((client) => client.guichetNowBuffer(keyOf(key)))) + answerWithinMs;
  }

  return {
    async get(key) {
      const [version, ...found] = await connection.ask((client) => client.hmgetBuffer(keyOf(key), 'version', 'value', 'owner'));
      const stored = readStored(found);
      if (!version || !stored) return undefined;
      const value = await codec.decode(key, stored);
      if (value !== undefined) return { version: Number(version.toString()), value };
      await connection.ask((client) => client.guichetClearErasedBuffer(keyOf(key), version));
      return undefined;
    },

    async put(key, json, { ttlMs = 0, ifVersion = -1, owner } = {}) {
      const encoded = await codec.encode(key, json, owner);
      const given = [await lastMoment(key), randomUUID(), encoded, ttlMs, ifVersion, owner ?? ''];
      return refuseLate(await connection.write((client) => client.guichetPutRecordBuffer(keyOf(key), ...given))) === 1;
    },

    async take(key) {
      const stored = readStored(await connection.write((client) => client.guichetTakeRecordBuffer(keyOf(key))));
      return stored && codec.decode(key, stored);
    },

    async delete(key) {
      const moment = await lastMoment(key);
      refuseLate(await connection.write((client) => client.guichetDropRecordBuffer(keyOf(key), moment)));
    },
  };
}

/** What a record holds, and whose it is. */
function readStored(found: unknown): StoredRecord | undefined {
  const [value, owner] = foundSchema.parse(found);
  return value === null ? undefined : { value, owner: owner?.toString() };
}

function refuseLate(reply: unknown): unknown {
  if (reply === 2) throw new StoreUnavailableError('Redis has answered too late');
  return reply;
}
