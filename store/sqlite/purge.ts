import type { DatabaseSync } from 'node:sqlite';

const everyMs = 60_000;
const rowsAtOnce = 500;

/**
 * Deletes rows whose time has passed. To be called within a transaction that writes anyway; it works once a minute at most, and on a
 * bounded number of rows, so no turn waits for it. What has expired and is still there is never read.
 */
export function createPurge(database: DatabaseSync, nowMs: () => number): () => void {
  const deletions = ['seen', 'state', 'effect', 'record'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE until <= ? LIMIT ${rowsAtOnce})`),
  );
  let dueAt = 0;
  return () => {
    const now = nowMs();
    if (now < dueAt) return;
    const deleted = deletions.map((deletion) => Number(deletion.run(now).changes));
    // A full batch: there is more. Then the next transaction goes on.
    dueAt = deleted.some((count) => count === rowsAtOnce) ? now : now + everyMs;
  };
}
