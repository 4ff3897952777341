import type { DatabaseSync } from 'node:sqlite';
import type { Cipher } from '../cipher.ts';
import type { RecordStore } from '../port.ts';
import { bytesOf, integerOf } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';
import { reading } from './sqlite-errors.ts';

export interface SqliteRecordsParts {
  readonly database: DatabaseSync;
  readonly commits: GroupCommit;
  readonly cipher: Cipher;
  readonly nowMs: () => number;
}

/** Small documents in SQLite. */
export function createSqliteRecords({ database, commits, cipher, nowMs }: SqliteRecordsParts): RecordStore {
  const read = database.prepare('SELECT version, value FROM record WHERE key = ? AND (until IS NULL OR until > ?)');
  const write = database.prepare('INSERT OR REPLACE INTO record (key, version, value, until) VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM record WHERE key = ?');
  const open = (key: string, value: Uint8Array | undefined) => value && cipher.decrypt(value, `record|${key}`);

  return {
    async get(key) {
      const row = reading(() => read.get(key, nowMs()));
      const version = integerOf(row, 'version');
      const value = open(key, bytesOf(row, 'value'));
      return version === undefined || value === undefined ? undefined : { version, value };
    },

    async put(key, json, { ttlMs, ifVersion } = {}) {
      const value = cipher.encrypt(json, `record|${key}`);
      return commits.run(() => {
        const now = nowMs();
        const version = integerOf(read.get(key, now), 'version') ?? 0;
        if (ifVersion !== undefined && ifVersion !== version) return false;
        write.run(key, version + 1, value, ttlMs === undefined ? null : now + ttlMs);
        return true;
      });
    },

    async take(key) {
      const value = await commits.run(() => {
        const row = read.get(key, nowMs());
        remove.run(key);
        return bytesOf(row, 'value');
      });
      return open(key, value);
    },

    async delete(key) {
      await commits.run(() => remove.run(key));
    },
  };
}
