import type { DatabaseSync } from 'node:sqlite';
import { decodeEntries, emptyHead, encodeEntries } from '../ledger-codec.ts';
import type { LedgerHead, LedgerStore } from '../port.ts';
import { integerOf, type Row, textOf } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';
import { reading } from './sqlite-errors.ts';

/** How many batches are given at once. */
const mostBatches = 500;

/** The ledger in SQLite. */
export function createSqliteLedger({ database, commits }: { readonly database: DatabaseSync; readonly commits: GroupCommit }): LedgerStore {
  const sql = prepare(database);
  const readHead = (): LedgerHead => headIn(sql.head.get());
  return {
    async add(entries) {
      const text = encodeEntries(entries);
      if (text !== undefined) await commits.run(() => sql.add.run(text));
    },

    head: async () => reading(readHead),

    waiting: async () =>
      reading(() => sql.waiting.all(mostBatches)).map((row) => ({
        id: String(integerOf(row, 'id')),
        entries: decodeEntries(textOf(row, 'entries') ?? '[]'),
      })),

    extend: (after, { links, head, of }) =>
      commits.run(() => {
        if (readHead().seq !== after) return false;
        for (const [index, link] of links.entries()) sql.append.run(after + index + 1, link);
        sql.moveHead.run(head.seq, head.hash, head.signedSeq, head.signedAt);
        for (const id of of) sql.forget.run(Number(id));
        return true;
      }),

    read: async (after, most) => reading(() => sql.read.all(after, most)).flatMap((row) => textOf(row, 'link') ?? []),

    async drop(seq) {
      await commits.run(() => sql.drop.run(seq));
    },
  };
}

function headIn(row: Row): LedgerHead {
  return {
    seq: integerOf(row, 'seq') ?? emptyHead.seq,
    hash: textOf(row, 'hash') ?? emptyHead.hash,
    signedSeq: integerOf(row, 'signed_seq') ?? emptyHead.signedSeq,
    signedAt: textOf(row, 'signed_at') ?? emptyHead.signedAt,
  };
}

function prepare(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  return {
    add: sql('INSERT INTO ledger_waiting (entries) VALUES (?)'),
    head: sql('SELECT seq, hash, signed_seq, signed_at FROM ledger_head'),
    moveHead: sql('UPDATE ledger_head SET seq = ?, hash = ?, signed_seq = ?, signed_at = ?'),
    waiting: sql('SELECT id, entries FROM ledger_waiting ORDER BY id LIMIT ?'),
    forget: sql('DELETE FROM ledger_waiting WHERE id = ?'),
    append: sql('INSERT INTO ledger (seq, link) VALUES (?, ?)'),
    read: sql('SELECT link FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?'),
    drop: sql('DELETE FROM ledger WHERE seq <= ?'),
  };
}
