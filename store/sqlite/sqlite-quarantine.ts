import type { DatabaseSync } from 'node:sqlite';
import type { ConversationCodec, StoredQuarantined } from '../conversation-codec.ts';
import type { QuarantineStore } from '../port.ts';
import { bytesOf, type Row, textOf } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';
import { reading } from './sqlite-errors.ts';

export interface SqliteQuarantineParts {
  readonly database: DatabaseSync;
  readonly commits: GroupCommit;
  readonly codec: ConversationCodec;
}

/** What was set aside, in SQLite. */
export function createSqliteQuarantine({ database, commits, codec }: SqliteQuarantineParts): QuarantineStore {
  const sql = prepare(database);

  return {
    async list() {
      const rows = reading(() => sql.all.all()).flatMap((row) => storedIn(row) ?? []);
      const notes = await Promise.all(rows.map((row) => codec.decodeNote(row)));
      return notes.filter((note) => note !== undefined).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    },

    async show(id) {
      const row = storedIn(reading(() => sql.one.get(id)));
      const replies = reading(() => sql.replies.all(id)).flatMap((reply) => bytesOf(reply, 'reply') ?? []);
      return row && codec.decodeQuarantined({ ...row, replies });
    },

    retry: (id) =>
      commits.run(() => {
        if (sql.append.run(id).changes === 0) return false;
        sql.free.run(id);
        return sql.drop.run(id).changes > 0;
      }),

    drop: (id) => commits.run(() => sql.drop.run(id).changes > 0),
  };
}

/** Ids are compared as texts: what an operator mistypes is then simply not there. */
function prepare(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  const columns = 'CAST(id AS TEXT) AS id, conversation, note, event';
  return {
    all: sql(`SELECT ${columns} FROM quarantine`),
    one: sql(`SELECT ${columns} FROM quarantine WHERE CAST(id AS TEXT) = ?`),
    replies: sql('SELECT reply FROM quarantine_reply WHERE CAST(id AS TEXT) = ? ORDER BY position'),
    append: sql('INSERT INTO inbox (conversation, event) SELECT conversation, event FROM quarantine WHERE CAST(id AS TEXT) = ?'),
    free: sql(`
      INSERT INTO turn (conversation, fence, previous, lease_until)
      SELECT conversation, 0, 0, 0 FROM quarantine WHERE CAST(id AS TEXT) = ? ON CONFLICT DO NOTHING`),
    drop: sql('DELETE FROM quarantine WHERE CAST(id AS TEXT) = ?'),
  };
}

function storedIn(row: Row): Omit<StoredQuarantined, 'replies'> | undefined {
  const [id, conversation] = [textOf(row, 'id'), textOf(row, 'conversation')];
  const [note, event] = [bytesOf(row, 'note'), bytesOf(row, 'event')];
  if (id === undefined || conversation === undefined || note === undefined || event === undefined) return undefined;
  return { id, conversation, note, event };
}
