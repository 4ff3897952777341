import type { KeyVault, VaultEntry, WrappedKey } from '../keys/key-vault.ts';
import { bytesOf, type Row, textOf } from './columns.ts';
import { createGroupCommit } from './group-commit.ts';
import { openDatabaseFile } from './open-database.ts';
import { reading } from './sqlite-errors.ts';

const rowsAtOnce = 1_000;

const schema = 'CREATE TABLE IF NOT EXISTS data_key (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID';

/** The key vault in a file of its own, so that it can be left out of backups, or its backups end sooner. */
export function createSqliteVault(file: string): KeyVault {
  const database = openDatabaseFile(file);
  // Several processes may open it together.
  database.exec(`BEGIN IMMEDIATE; ${schema}; COMMIT;`);
  const commits = createGroupCommit(database, () => undefined);
  const sql = (text: string) => database.prepare(text);
  const one = sql('SELECT wrapped FROM data_key WHERE name = ?');
  const keep = sql('INSERT OR IGNORE INTO data_key (name, wrapped) VALUES (?, ?)');
  const exchange = sql('UPDATE data_key SET wrapped = ? WHERE name = ? AND wrapped = ?');
  const remove = sql('DELETE FROM data_key WHERE name = ?');
  const page = sql(`SELECT name, wrapped FROM data_key WHERE name > ? ORDER BY name LIMIT ${rowsAtOnce}`);

  return {
    find: async (name) => wrappedIn(reading(() => one.get(name))),

    findOrKeep: ({ name, wrapped }) =>
      commits.run(() => {
        keep.run(name, wrapped);
        return wrappedIn(one.get(name)) ?? wrapped;
      }),

    replace: ({ name, wrapped: before }, wrapped) => commits.run(() => exchange.run(wrapped, name, before).changes > 0),

    async drop(name) {
      await commits.run(() => remove.run(name));
    },

    async *pages() {
      for (let after = ''; ; ) {
        const entries = reading(() => page.all(after)).flatMap((row) => entryIn(row));
        if (entries.length === 0) return;
        yield entries;
        after = entries.at(-1)?.name ?? '';
      }
    },

    scrub: async () => reading(() => database.exec('PRAGMA wal_checkpoint(TRUNCATE)')),

    async close() {
      if (!database.isOpen) return;
      commits.flush();
      database.close();
    },
  };
}

function wrappedIn(row: Row): WrappedKey | undefined {
  const wrapped = bytesOf(row, 'wrapped');
  return wrapped && Buffer.from(wrapped);
}

function entryIn(row: Row): readonly VaultEntry[] {
  const [name, wrapped] = [textOf(row, 'name'), wrappedIn(row)];
  return name === undefined || wrapped === undefined ? [] : [{ name, wrapped }];
}
