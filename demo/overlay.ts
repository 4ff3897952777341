import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Something that changed: a consent, a token, a session. `payload` is JSON. */
export interface OverlayRecord {
  readonly kind: string;
  readonly id: string;
  readonly payload: string;
  readonly grantId?: string;
  readonly uid?: string;
  /** ms since 1970; kept for ever without it. */
  readonly expiresAtMs?: number;
}

/** What changes at a bank whose books are computed: a small table beside them. */
export interface Overlay {
  put(record: OverlayRecord): void;
  get(kind: string, id: string): string | undefined;
  findBy(kind: string, column: 'uid' | 'grant_id', value: string): string | undefined;
  /** Notes in the payload when it was used up, seconds since 1970. */
  consume(kind: string, id: string, atS: number): void;
  remove(kind: string, id: string): void;
  removeByGrant(kind: string, grantId: string): void;
  close(): void;
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA busy_timeout = 2000;
  CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires_at_ms INTEGER,
    PRIMARY KEY (kind, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS record_grant ON record (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS record_uid ON record (uid) WHERE uid IS NOT NULL;
  CREATE INDEX IF NOT EXISTS record_end ON record (expires_at_ms) WHERE expires_at_ms IS NOT NULL;
`;

const alive = '(expires_at_ms IS NULL OR expires_at_ms > ?)';

function payloadOf(row: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof row?.['payload'] === 'string' ? row['payload'] : undefined;
}

/**
 * The overlay in a file, or in memory without one.
 * @param nowMs the clock by which records end; that of the machine, because the sign-in's tokens follow it too.
 */
export function createOverlay({ file, nowMs }: { readonly file?: string; readonly nowMs: () => number }): Overlay {
  const database = new DatabaseSync(file ?? ':memory:');
  if (file !== undefined) chmodSync(file, 0o600);
  database.exec(schema);
  const put = database.prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?)');
  const purge = database.prepare('DELETE FROM record WHERE expires_at_ms <= ?');
  const get = database.prepare(`SELECT payload FROM record WHERE kind = ? AND id = ? AND ${alive}`);
  const byUid = database.prepare(`SELECT payload FROM record WHERE kind = ? AND uid = ? AND ${alive}`);
  const byGrant = database.prepare(`SELECT payload FROM record WHERE kind = ? AND grant_id = ? AND ${alive}`);
  const consume = database.prepare("UPDATE record SET payload = json_set(payload, '$.consumed', ?) WHERE kind = ? AND id = ?");
  const remove = database.prepare('DELETE FROM record WHERE kind = ? AND id = ?');
  const removeByGrant = database.prepare('DELETE FROM record WHERE kind = ? AND grant_id = ?');
  return {
    put: ({ kind, id, payload, grantId, uid, expiresAtMs }) => {
      purge.run(nowMs());
      put.run(kind, id, payload, grantId ?? null, uid ?? null, expiresAtMs ?? null);
    },
    get: (kind, id) => payloadOf(get.get(kind, id, nowMs())),
    findBy: (kind, column, value) => payloadOf((column === 'uid' ? byUid : byGrant).get(kind, value, nowMs())),
    consume: (kind, id, atS) => {
      consume.run(atS, kind, id);
    },
    remove: (kind, id) => {
      remove.run(kind, id);
    },
    removeByGrant: (kind, grantId) => {
      removeByGrant.run(kind, grantId);
    },
    close: () => database.close(),
  };
}
