import type { DatabaseSync } from 'node:sqlite';
import type { DeskCodec, StoredChange, StoredEntry, StoredEvent, StoredSummary } from '../desk-codec.ts';
import { type DeskChange, type DeskStore, mostFeedEvents, outcomeMs } from '../desk-port.ts';
import type { StoreTimes } from '../port.ts';
import { bytesOf, integerOf, type Row, textOf } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';
import { reading } from './sqlite-errors.ts';

export interface SqliteDeskParts {
  readonly database: DatabaseSync;
  readonly commits: GroupCommit;
  readonly codec: DeskCodec;
  readonly times: StoreTimes;
  readonly nowMs: () => number;
}

const tables = `
  -- summary NULL: not on the list any more; the version stays, so that nothing old puts it back.
  CREATE TABLE IF NOT EXISTS desk_conversation (conversation TEXT PRIMARY KEY, version INTEGER NOT NULL, summary BLOB, until INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS desk_entry (conversation TEXT NOT NULL, number INTEGER NOT NULL, entry BLOB NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (conversation, number));
  CREATE INDEX IF NOT EXISTS desk_entry_until ON desk_entry (until);
  CREATE TABLE IF NOT EXISTS desk_event (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, change BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS desk_event_conversation ON desk_event (conversation);
  CREATE TABLE IF NOT EXISTS desk_outcome (write TEXT PRIMARY KEY, result BLOB NOT NULL, until INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS desk_lease (name TEXT PRIMARY KEY, value BLOB NOT NULL, until INTEGER NOT NULL);
`;

const purgeEveryMs = 60_000;

function prepare(database: DatabaseSync) {
  database.exec(tables);
  const sql = (text: string) => database.prepare(text);
  return {
    version: sql('SELECT version FROM desk_conversation WHERE conversation = ?'),
    put: sql('INSERT OR REPLACE INTO desk_conversation (conversation, version, summary, until) VALUES (?, ?, ?, ?)'),
    addEntry: sql('INSERT OR IGNORE INTO desk_entry (conversation, number, entry, until) VALUES (?, ?, ?, ?)'),
    keepThread: sql('UPDATE desk_entry SET until = ? WHERE conversation = ?'),
    addEvent: sql('INSERT INTO desk_event (conversation, change) VALUES (?, ?)'),
    list: sql('SELECT conversation, version, summary FROM desk_conversation WHERE summary IS NOT NULL AND until > ?'),
    thread: sql('SELECT number, entry FROM desk_entry WHERE conversation = ? AND number < ? AND until > ? ORDER BY number DESC LIMIT ?'),
    events: sql('SELECT id, conversation, change FROM desk_event WHERE id > ? ORDER BY id LIMIT ?'),
    ends: sql('SELECT min(id) AS oldest, max(id) AS last FROM desk_event'),
    conclude: sql('INSERT OR IGNORE INTO desk_outcome (write, result, until) VALUES (?, ?, ?)'),
    outcome: sql('SELECT result FROM desk_outcome WHERE write = ? AND until > ?'),
    lease: sql('INSERT OR REPLACE INTO desk_lease (name, value, until) VALUES (?, ?, ?)'),
    endLease: sql('DELETE FROM desk_lease WHERE name = ?'),
    leases: sql('SELECT name, value FROM desk_lease WHERE until > ?'),
    forget: ['desk_conversation', 'desk_entry', 'desk_event'].map((table) => sql(`DELETE FROM ${table} WHERE conversation = ?`)),
    purge: ['desk_conversation', 'desk_entry', 'desk_outcome', 'desk_lease'].map((table) => sql(`DELETE FROM ${table} WHERE until <= ?`)),
    purgeEvents: sql(`DELETE FROM desk_event WHERE id <= (SELECT max(id) FROM desk_event) - ${mostFeedEvents}`),
  };
}

type Statements = ReturnType<typeof prepare>;

function summaryIn(row: Row): readonly StoredSummary[] {
  const [conversation, version, summary] = [textOf(row, 'conversation'), integerOf(row, 'version'), bytesOf(row, 'summary')];
  return conversation === undefined || version === undefined || summary === undefined ? [] : [{ conversation, version, summary }];
}

function eventIn(row: Row): readonly StoredEvent[] {
  const [id, conversation, change] = [integerOf(row, 'id'), textOf(row, 'conversation'), bytesOf(row, 'change')];
  return id === undefined || conversation === undefined || change === undefined ? [] : [{ id, conversation, change }];
}

function entryIn(row: Row): readonly StoredEntry[] {
  const [number, entry] = [integerOf(row, 'number'), bytesOf(row, 'entry')];
  return number === undefined || entry === undefined ? [] : [{ number, entry }];
}

function leaseIn(row: Row): readonly { readonly name: string; readonly value: Uint8Array }[] {
  const [name, value] = [textOf(row, 'name'), bytesOf(row, 'value')];
  return name === undefined || value === undefined ? [] : [{ name, value }];
}

/** What has expired goes once a minute, in a transaction that writes anyway. */
function createDeskPurge(sql: Statements, nowMs: () => number): () => void {
  let dueAt = 0;
  return () => {
    const now = nowMs();
    if (now < dueAt) return;
    dueAt = now + purgeEveryMs;
    for (const purge of sql.purge) purge.run(now);
    sql.purgeEvents.run();
  };
}

interface Writing {
  readonly stored: StoredChange;
  readonly until: number;
}

function writeChange(sql: Statements, { conversation, version }: DeskChange, { stored, until }: Writing): void {
  if ((integerOf(sql.version.get(conversation), 'version') ?? 0) >= version) return;
  sql.put.run(conversation, version, stored.summary ?? null, until);
  for (const { number, entry } of stored.entries) sql.addEntry.run(conversation, number, entry, until);
  sql.keepThread.run(until, conversation);
  sql.addEvent.run(conversation, stored.event);
}

type LeaseParts = Pick<SqliteDeskParts, 'commits' | 'codec' | 'nowMs'> & { readonly sql: Statements };

function createLeases({ commits, codec, nowMs, sql }: LeaseParts): Pick<DeskStore, 'lease' | 'leases'> {
  return {
    async lease({ name, value }, ttlMs) {
      const text = ttlMs > 0 ? await codec.encodeLease(name, value) : undefined;
      await commits.run(() => (text === undefined ? sql.endLease.run(name) : sql.lease.run(name, text, nowMs() + ttlMs)));
    },
    async leases() {
      const stored = reading(() => sql.leases.all(nowMs())).flatMap(leaseIn);
      return Promise.all(stored.map(async ({ name, value }) => ({ name, value: await codec.decodeLease(name, value) })));
    },
  };
}

/** The desk in SQLite. */
export function createSqliteDesk({ database, commits, codec, times, nowMs }: SqliteDeskParts): DeskStore {
  const sql = prepare(database);
  const purge = createDeskPurge(sql, nowMs);
  return {
    ...createLeases({ commits, codec, nowMs, sql }),
    async apply(change) {
      const stored = await codec.encodeChange(change);
      await commits.run(() => {
        purge();
        writeChange(sql, change, { stored, until: nowMs() + times.stateMs });
      });
    },
    async conclude(outcome) {
      const result = await codec.encodeOutcome(outcome);
      await commits.run(() => sql.conclude.run(outcome.write, result, nowMs() + outcomeMs));
    },
    async outcome(write) {
      const result = bytesOf(
        reading(() => sql.outcome.get(write, nowMs())),
        'result',
      );
      return result && codec.decodeOutcome(write, result);
    },
    async list() {
      const stored = reading(() => sql.list.all(nowMs())).flatMap(summaryIn);
      return (await Promise.all(stored.map(codec.decodeSummary))).filter((summary) => summary !== undefined);
    },
    async thread(conversation, { before, most }) {
      const stored = reading(() => sql.thread.all(conversation, before, nowMs(), most))
        .toReversed()
        .flatMap(entryIn);
      return (await Promise.all(stored.map((each) => codec.decodeEntry(conversation, each)))).filter((entry) => entry !== undefined);
    },
    async feed(after, most) {
      const [rows, ends] = reading(() => [sql.events.all(after, most), sql.ends.get()] as const);
      const events = await Promise.all(rows.flatMap(eventIn).map(codec.decodeEvent));
      return { events, oldest: integerOf(ends, 'oldest') ?? 0, last: integerOf(ends, 'last') ?? 0 };
    },
    forget: (conversation) =>
      commits.run(() => {
        const isKnown = sql.version.get(conversation) !== undefined;
        for (const forget of sql.forget) forget.run(conversation);
        if (isKnown) sql.addEvent.run(conversation, Buffer.alloc(0));
      }),
  };
}
