import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Redis } from 'ioredis';
import { openDatabaseFile } from '../../store/sqlite/open-database.ts';
import { withClient } from './redis-client.ts';
import { tablesOf } from './tables-of.ts';

/** Puts a copy of the data back. Fences never go back, and the key vault is not among the data. */
export type PutBack = () => Promise<void>;

/** Had a fence gone back, a claim from before the copy would count again. */
const fences = 'fence';

/** Copies a database file as an operator would, beside running processes. */
export async function copySqlite(file: string): Promise<PutBack> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-copy-'));
  const copy = join(folder, 'copy.db');
  within(file, (database) => database.exec(`VACUUM INTO '${copy}'`));
  return async () => {
    within(file, (database) => {
      database.exec(`PRAGMA foreign_keys = OFF; ATTACH '${copy}' AS copy;`);
      const tables = tablesOf(database, 'copy').filter((table) => table !== fences);
      const move = tables.map((table) => `DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM copy.${table};`);
      database.exec(`BEGIN IMMEDIATE; ${move.join(' ')} COMMIT;`);
    });
    await rm(folder, { recursive: true, force: true });
  };
}

function within(file: string, work: (database: DatabaseSync) => void): void {
  const database = openDatabaseFile(file);
  work(database);
  database.close();
}

type Copy = readonly { readonly key: string; readonly dump: Buffer; readonly leftMs: number }[];

/** Copies what begins with a prefix from each of these servers. */
export async function copyRedis(urls: readonly string[], prefix: string): Promise<PutBack> {
  const copies = await Promise.all(urls.map((url) => withClient(url, (client) => copyServer(client, prefix))));
  return async () => {
    for (const [index, copy] of copies.entries()) await withClient(urls[index] ?? '', (client) => putBack(client, copy));
  };
}

async function copyServer(client: Redis, prefix: string): Promise<Copy> {
  const keys = (await client.keys(`${prefix}*`)).filter((key) => !key.startsWith(`${prefix}keys:`) && !key.endsWith(':fence'));
  return Promise.all(keys.map(async (key) => ({ key, dump: await client.dumpBuffer(key), leftMs: Math.max(0, await client.pttl(key)) })));
}

async function putBack(client: Redis, copy: Copy): Promise<void> {
  for (const { key, dump, leftMs } of copy) await client.restore(key, leftMs, dump, 'REPLACE');
}
