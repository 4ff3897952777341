import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readKey, withClient } from '../contracts/store/redis-under-test.ts';

/** What lies in a store, as whoever holds the disk or the server would find it. */
export interface RawStore {
  /** Every value, by where it lies; its name begins with the table or is the key. */
  values(): Promise<ReadonlyMap<string, Buffer>>;
  /** All bytes. */
  bytes(): Promise<Buffer>;
}

const tables = [
  'record',
  'state',
  'inbox',
  'outbox',
  'turn',
  'effect',
  'quarantine',
  'desk_conversation',
  'desk_entry',
  'desk_event',
] as const;

/** The database file and its companions in a data folder. */
export function rawSqlite(dataDir: string): RawStore {
  return {
    async values() {
      const database = new DatabaseSync(join(dataDir, 'guichet.db'), { readOnly: true });
      const found = tables.flatMap((table) =>
        database
          .prepare(`SELECT * FROM ${table}`)
          .all()
          .flatMap((row, index) => {
            const place = `${table}|${String(row['key'] ?? '')}|${String(row['conversation'] ?? '')}|${index}`;
            return Object.entries(row).flatMap(([name, value]) =>
              value instanceof Uint8Array ? [[`${place}|${name}`, Buffer.from(value)] as const] : [],
            );
          }),
      );
      database.close();
      return new Map(found);
    },
    async bytes() {
      const files = (await readdir(dataDir)).filter((name) => name.startsWith('guichet.db'));
      return Buffer.concat(await Promise.all(files.map((name) => readFile(join(dataDir, name)))));
    },
  };
}

/** Every key of a server. */
export function rawRedis(url: string): RawStore {
  const read = (): Promise<ReadonlyMap<string, Buffer>> =>
    withClient(url, async (client) => {
      const found = new Map<string, Buffer>();
      for (const key of await client.keys('*')) {
        // The ledger holds nothing of a customer: it stays.
        const parts = /:ledger$|\{ledger\}/.test(key) ? [] : await readKey(client, key);
        for (const [index, part] of parts.entries()) found.set(`${key}|${index}`, part);
      }
      return found;
    });
  return {
    values: read,
    bytes: async () => Buffer.concat([...(await read())].flatMap(([key, value]) => [Buffer.from(key), value])),
  };
}
