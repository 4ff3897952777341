import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { digestOf } from '../../store/digest-of.ts';
import { vaultBucket } from '../../store/redis/redis-vault.ts';
import { readKey } from '../contracts/store/redis-under-test.ts';
import { copyRedis, copySqlite, type PutBack } from './copy-data.ts';
import { withClient } from './redis-client.ts';
import { tablesOf } from './tables-of.ts';

/** What lies in a store, as whoever holds the disk or the server would find it. */
export interface RawStore {
  /** Every value, by where it lies; its name begins with the table or is the key. */
  values(): Promise<ReadonlyMap<string, Buffer>>;
  /** All bytes, those of the key vault included. */
  bytes(): Promise<Buffer>;
  /** The data key of a conversation, as it lies in the vault; empty where there is none. */
  wrappedKey(conversation: string): Promise<Buffer>;
  /** Copies the data without the vault. */
  backUp(): Promise<PutBack>;
}

/** The database file and its companions in a data folder. */
export function rawSqlite(dataDir: string): RawStore {
  return {
    async values() {
      const database = new DatabaseSync(join(dataDir, 'guichet.db'), { readOnly: true });
      const found = tablesOf(database).flatMap((table) =>
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
      const files = (await readdir(dataDir)).filter((name) => /^(?:guichet|keys)\.db/.test(name));
      return Buffer.concat(await Promise.all(files.map((name) => readFile(join(dataDir, name)))));
    },
    async wrappedKey(conversation) {
      const database = new DatabaseSync(join(dataDir, 'keys.db'), { readOnly: true });
      const wrapped = database.prepare('SELECT wrapped FROM data_key WHERE name = ?').get(digestOf(conversation))?.['wrapped'];
      database.close();
      return wrapped instanceof Uint8Array ? Buffer.from(wrapped) : Buffer.alloc(0);
    },
    backUp: () => copySqlite(join(dataDir, 'guichet.db')),
  };
}

const prefix = 'guichet:';

/** Every key of a server, and of the one of the key vault where that is another. */
export function rawRedis(url: string, vaultUrl = url): RawStore {
  const readServer = (server: string): Promise<ReadonlyMap<string, Buffer>> =>
    withClient(server, async (client) => {
      const found = new Map<string, Buffer>();
      for (const key of await client.keys('*')) {
        // The ledger holds nothing of a customer: it stays.
        const parts = /:ledger$|\{ledger\}/.test(key) ? [] : await readKey(client, key);
        for (const [index, part] of parts.entries()) found.set(`${key}|${index}`, part);
      }
      return found;
    });
  const read = async () => new Map([...(await readServer(url)), ...(await readServer(vaultUrl))]);
  return {
    values: read,
    bytes: async () => Buffer.concat([...(await read())].flatMap(([key, value]) => [Buffer.from(key), value])),
    async wrappedKey(conversation) {
      const name = digestOf(conversation);
      return (await withClient(vaultUrl, (client) => client.hgetBuffer(vaultBucket(prefix, name), name))) ?? Buffer.alloc(0);
    },
    backUp: () => copyRedis([url], prefix),
  };
}
