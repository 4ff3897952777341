import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long a process waits for another one's transaction. Such a transaction takes milliseconds; a wait blocks the whole process. */
const busyTimeoutMs = 1_000;

const schema = `
  CREATE TABLE IF NOT EXISTS fence (value INTEGER NOT NULL);
  INSERT INTO fence SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM fence);

  -- There while a conversation has work. fence 0: nobody holds it; previous: the claim whose finish made this one;
  -- event: committed, with replies still to send; attempts: how often the head, or the sending, was begun; quarantined: the claim
  -- that set the event aside.
  CREATE TABLE IF NOT EXISTS turn (
    conversation TEXT PRIMARY KEY, fence INTEGER NOT NULL, previous INTEGER NOT NULL, lease_until INTEGER NOT NULL, event BLOB,
    attempts INTEGER NOT NULL DEFAULT 0, quarantined INTEGER
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

  CREATE TABLE IF NOT EXISTS echo (conversation TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (conversation, digest));

  -- Named by the fence of the claim that set it aside; its replies that could not be sent are in the order of their positions.
  CREATE TABLE IF NOT EXISTS quarantine (id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, note BLOB NOT NULL, event BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS quarantine_conversation ON quarantine (conversation);
  CREATE TABLE IF NOT EXISTS quarantine_reply (
    id INTEGER NOT NULL REFERENCES quarantine (id) ON DELETE CASCADE, position INTEGER NOT NULL, reply BLOB NOT NULL, PRIMARY KEY (id, position)
  );

  -- due: when it is to be looked into, while there is no result; until: when it is forgotten, from then on.
  CREATE TABLE IF NOT EXISTS effect (
    key TEXT PRIMARY KEY, conversation TEXT NOT NULL, intent BLOB NOT NULL, result BLOB, checks INTEGER NOT NULL, due INTEGER, until INTEGER
  );
  CREATE INDEX IF NOT EXISTS effect_due ON effect (due) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS effect_until ON effect (until) WHERE until IS NOT NULL;
  CREATE INDEX IF NOT EXISTS effect_conversation ON effect (conversation);

  -- Entries that wait to be chained, and the chain: each link as the text that was hashed.
  CREATE TABLE IF NOT EXISTS ledger_waiting (id INTEGER PRIMARY KEY AUTOINCREMENT, entries TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS ledger (seq INTEGER PRIMARY KEY, link TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS ledger_head (seq INTEGER NOT NULL, hash TEXT NOT NULL, signed_seq INTEGER NOT NULL, signed_at TEXT NOT NULL);
  INSERT INTO ledger_head SELECT 0, '', 0, '' WHERE NOT EXISTS (SELECT 1 FROM ledger_head);

  -- owner: the customer whose it is, under whose data key the value lies; NULL: the house.
  CREATE TABLE IF NOT EXISTS record (key TEXT PRIMARY KEY, version INTEGER NOT NULL, value BLOB NOT NULL, until INTEGER, owner TEXT);
  CREATE INDEX IF NOT EXISTS record_until ON record (until) WHERE until IS NOT NULL;
`;

/**
 * Opens a file of the store, made readable by its owner only. SQLite gives its companion files (-wal, -shm) the same mode.
 * FULL: what was acknowledged survives a power cut, not only a crash of the process; group commit makes it affordable.
 */
export function openDatabaseFile(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  return database;
}

/** Opens the database of the store, and brings it to the form of this version. */
export function openDatabase(file: string): DatabaseSync {
  const database = openDatabaseFile(file);
  // In one transaction: of several processes that open a file of an earlier version together, only one changes it.
  database.exec(`BEGIN IMMEDIATE; ${schema}`);
  addMissingColumns(database);
  database.exec('COMMIT');
  return database;
}

/** Columns that a file of an earlier version lacks: its turns have no attempts yet, and none that was set aside; records have no owner. */
const laterColumns = [
  ['turn', 'attempts', 'INTEGER NOT NULL DEFAULT 0'],
  ['turn', 'quarantined', 'INTEGER'],
  ['record', 'owner', 'TEXT'],
] as const;

function addMissingColumns(database: DatabaseSync): void {
  for (const [table, column, type] of laterColumns) {
    const there = database.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined;
    if (!there) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
  }
}
