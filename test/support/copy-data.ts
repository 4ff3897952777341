import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { openDatabaseFile } from '../../store/sqlite/open-database.ts';
import { withClient } from './redis-client.ts';

/** Puts a copy of the data back. Fences never go back, and the key vault is not among the data. */
export type PutBack = () => Promise<void>;

const tables = ['turn', 'inbox', 'outbox', 'state', 'seen', 'quarantine', 'quarantine_reply', 'effect', 'record'];

/** Copies a database file as an operator would, beside running processes. */
export async function copySqlite(file: string): Promise<PutBack> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-copy-'));
  const copy = join(folder, 'copy.db');
  run(file, `VACUUM INTO '${copy}'`);
  return async () => {
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
