import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from '../../test/contracts/store/describe-store.ts';
import { envelopeUnder } from '../envelope.ts';
import { defaultStoreTimes } from '../port.ts';
import { openDatabaseFile } from './open-database.ts';
import { createSqliteStore } from './sqlite-store.ts';

/** Copies a database file as an operator would, beside running processes. */
async function copyData(file: string): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-copy-'));
  const copy = join(folder, 'copy.db');
  run(file, `VACUUM INTO '${copy}'`);
  return async () => {
    // Fences never go back.
    const tables = ['turn', 'inbox', 'outbox', 'state', 'seen', 'quarantine', 'quarantine_reply', 'effect', 'record'];
    const move = tables.map((table) => `DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM copy.${table};`);
    run(file, `PRAGMA foreign_keys = OFF; ATTACH '${copy}' AS copy; ${move.join(' ')}`);
    await rm(folder, { recursive: true, force: true });
  };
}

function run(file: string, sql: string): void {
  const database = openDatabaseFile(file);
  database.exec(sql);
  database.close();
}

describeStore('store in SQLite', async (times) => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-store-'));
  const keys = [randomBytes(32)];
  const ownEnvelope = envelopeUnder(keys);
  let nowMs = Date.UTC(2026, 10, 23);
  const instance = (envelopeFor = ownEnvelope) =>
    createSqliteStore({
      file: join(folder, 'guichet.db'),
      envelopeFor,
      times: { ...defaultStoreTimes, ...times },
      now: () => new Date(nowMs),
    });
  const stores = [instance()];
  const [store = instance()] = stores;
  return {
    store,
    keys,
    backUp: () => copyData(join(folder, 'guichet.db')),
    another(envelopeFor) {
      const other = instance(envelopeFor);
      stores.push(other);
      return other;
    },
    async until(check) {
      for (;;) {
        const result = await check();
        if (result !== undefined) return result;
        nowMs += 50;
      }
    },
    async rawBytes() {
      const files = await readdir(folder);
      return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))));
    },
    async dispose() {
      await Promise.all(stores.map((one) => one.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
});
