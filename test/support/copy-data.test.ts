import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { envelopeUnder } from '../../store/envelope.ts';
import { openDatabaseFile } from '../../store/sqlite/open-database.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { copySqlite } from './copy-data.ts';
import { tablesOf } from './tables-of.ts';

let folder: string;
let file: string;
let database: DatabaseSync;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-copy-data-'));
  file = join(folder, 'guichet.db');
  // The store makes its tables, all of them, when it is opened.
  await createSqliteStore({ file, envelopeFor: envelopeUnder([randomBytes(32)]) }).close();
  database = openDatabaseFile(file);
  database.exec('PRAGMA foreign_keys = OFF; CREATE TABLE of_a_later_version (word TEXT)');
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

/** Puts one row into every table. */
function fill(value: number): void {
  for (const table of tablesOf(database)) {
    const columns = database.prepare('SELECT name FROM pragma_table_info(?)').all(table);
    database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`).run(...columns.map(() => value));
  }
}

const rowsOf = (table: string): readonly unknown[] => database.prepare(`SELECT * FROM ${table}`).all();

test('a copy that is put back brings back every table there is, and no fence', async () => {
  fill(7);
  const before = new Map(tablesOf(database).map((table) => [table, rowsOf(table)]));
  expect([...before.keys()]).toEqual(
    expect.arrayContaining(['state', 'record', 'ledger', 'desk_entry', 'desk_outcome', 'of_a_later_version']),
  );
  expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);
  const putBack = await copySqlite(file);
  for (const table of before.keys()) database.exec(`DELETE FROM ${table}`);
  fill(8);
  await putBack();
  for (const [table, rows] of before) expect([table, rowsOf(table)]).toEqual([table, table === 'fence' ? [{ value: 8 }] : rows]);
});
