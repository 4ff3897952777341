import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long a process waits for another one's transaction. Such a transaction takes milliseconds; a wait blocks the whole process. */
const busyTimeoutMs = 1_000;

const schema = `
  CREATE TABLE IF NOT EXISTS fence (value INTEGER NOT NULL);
  INSERT INTO fence SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM fence);

  -- There while a conversation has work. fence 0: nobody holds it; previous: the claim whose finish made this one;
  -- event: committed, with replies still to send.
  CREATE TABLE IF NOT EXISTS turn (
    conversation TEXT PRIMARY KEY, fence INTEGER NOT NULL, previous INTEGER NOT NULL, lease_until INTEGER NOT NULL, event BLOB
  );
  CREATE INDEX IF NOT EXISTS turn_lease ON turn (lease_until);

  CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, event BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS inbox_order ON inbox (conversation, id);

  CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, position INTEGER NOT NULL, sent INTEGER NOT NULL, reply BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS outbox_order ON outbox (conversation, position);

  CREATE TABLE IF NOT EXISTS state (conversation TEXT PRIMARY KEY, state BLOB NOT NULL, until INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS state_until ON state (until);

  CREATE TABLE IF NOT EXISTS seen (conversation TEXT NOT NULL, digest TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (conversation, digest));
  CREATE INDEX IF NOT EXISTS seen_until ON seen (until);

  CREATE TABLE IF NOT EXISTS record (key TEXT PRIMARY KEY, version INTEGER NOT NULL, value BLOB NOT NULL, until INTEGER);
  CREATE INDEX IF NOT EXISTS record_until ON record (until) WHERE until IS NOT NULL;
`;

/**
 * Opens the database file, made readable by its owner only. SQLite gives its companion files (-wal, -shm) the same mode.
 * FULL: what was acknowledged survives a power cut, not only a crash of the process; group commit makes it affordable.
 */
export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;');
  database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`);
  return database;
}
