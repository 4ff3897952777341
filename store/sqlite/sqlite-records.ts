import type { DatabaseSync } from 'node:sqlite';
import type { RecordStore } from '../port.ts';
import type { RecordCodec, StoredRecord } from '../record-codec.ts';
import { bytesOf, integerOf, type Row, textOf } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';
import { reading } from './sqlite-errors.ts';

export interface SqliteRecordsParts {
  readonly database: DatabaseSync;
  readonly commits: GroupCommit;
  readonly codec: RecordCodec;
  readonly nowMs: () => number;
}

/** Small documents in SQLite. */
export function createSqliteRecords({ database, commits, codec, nowMs }: SqliteRecordsParts): RecordStore {
  const sql = prepare(database);

  return {
    async get(key) {
      const row = reading(() => sql.read.get(key, nowMs()));
      const [version, stored] = [integerOf(row, 'version'), storedIn(row)];
      if (version === undefined || stored === undefined) return undefined;
      const value = await codec.decode(key, stored);
      if (value !== undefined) return { version, value };
      // Erased: unless it was written anew, nobody will ever read it.
      await commits.run(() => sql.removeVersion.run(key, version));
      return undefined;
    },

    async put(key, json, { ttlMs, ifVersion, owner } = {}) {
      const value = await codec.encode(key, json, owner);
      return commits.run(() => {
        const now = nowMs();
        const version = integerOf(sql.read.get(key, now), 'version') ?? 0;
        if (ifVersion !== undefined && ifVersion !== version) return false;
        sql.write.run(key, version + 1, value, ttlMs === undefined ? null : now + ttlMs, owner ?? null);
        return true;
      });
    },

    async take(key) {
      const stored = await commits.run(() => {
        const row = sql.read.get(key, nowMs());
        sql.remove.run(key);
        return storedIn(row);
      });
      return stored && codec.decode(key, stored);
    },

    async delete(key) {
      await commits.run(() => sql.remove.run(key));
    },
  };
}

function prepare(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  return {
    read: sql('SELECT version, value, owner FROM record WHERE key = ? AND (until IS NULL OR until > ?)'),
    write: sql('INSERT OR REPLACE INTO record (key, version, value, until, owner) VALUES (?, ?, ?, ?, ?)'),
    remove: sql('DELETE FROM record WHERE key = ?'),
    removeVersion: sql('DELETE FROM record WHERE key = ? AND version = ?'),
  };
}

function storedIn(row: Row): StoredRecord | undefined {
  const value = bytesOf(row, 'value');
  return value && { value, owner: textOf(row, 'owner') };
}
