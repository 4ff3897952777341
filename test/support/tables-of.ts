import type { DatabaseSync } from 'node:sqlite';

/** The tables of a database, or of one that is attached to it: asked of the database, so that a new one cannot be forgotten. */
export function tablesOf(database: DatabaseSync, attached = 'main'): readonly string[] {
  const rows = database.prepare(`SELECT name FROM ${attached}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all();
  return rows.map((row) => String(row['name']));
}
