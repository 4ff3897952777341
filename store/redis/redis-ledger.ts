import { randomInt } from 'node:crypto';
import { decodeEntries, emptyHead, encodeEntries } from '../ledger-codec.ts';
import type { LedgerBatch, LedgerHead, LedgerStore } from '../port.ts';
import { chainPlaces, partitionKeys } from './mailbox-keys.ts';
import type { RedisConnection } from './redis-connection.ts';

/** How many batches of one partition are given at once. */
const mostOfPartition = 20;

type Fields = Readonly<Record<string, string>>;

/** The ledger in Redis. */
export function createRedisLedger({ connection, prefix }: { readonly connection: RedisConnection; readonly prefix: string }): LedgerStore {
  const { chain, head } = chainPlaces(prefix);
  const streams = partitionKeys(prefix, 'ledger');
  const readFields = (): Promise<Fields> => connection.ask((client) => client.hgetall(head));

  /** What was chained is not read again, whether it is trimmed or not. */
  async function trim(of: readonly string[]): Promise<void> {
    const last = lastOfEach(of);
    await connection.ask((client) =>
      Promise.all([...last].map(([partition, id]) => client.xtrim(streams[partition] ?? '', 'MINID', idAfter(id)))),
    );
  }

  return {
    async add(entries) {
      const text = encodeEntries(entries);
      const stream = streams[randomInt(streams.length)];
      if (text !== undefined && stream !== undefined) await connection.write((client) => client.xadd(stream, '*', 'e', text));
    },

    head: async () => headIn(await readFields()),

    async waiting() {
      const fields = await readFields();
      const from = (partition: number): string => (fields[`p${partition}`] === undefined ? '-' : `(${fields[`p${partition}`]}`);
      const found = await connection.ask((client) =>
        Promise.all(streams.map((stream, partition) => client.xrange(stream, from(partition), '+', 'COUNT', mostOfPartition))),
      );
      return found.flatMap((entries, partition) => entries.map(([id, [, text]]) => batchOf(`${partition}:${id}`, text)));
    },

    async extend(after, { links, head: next, of }) {
      const cursors = [...lastOfEach(of)].flatMap(([partition, id]) => [`p${partition}`, id]);
      const fields = [...Object.entries(next).flatMap(([name, value]) => [name, String(value)]), ...cursors];
      const given = [after, fields.length, ...fields, ...links];
      if ((await connection.write((client) => client.guichetExtendLedgerBuffer(head, chain, ...given))) !== 1) return false;
      await trim(of);
      return true;
    },

    async read(after, most) {
      const links = await connection.ask((client) => client.xrange(chain, `(${after}-0`, '+', 'COUNT', most));
      return links.flatMap(([, [, link]]) => link ?? []);
    },

    async drop(seq) {
      await connection.ask((client) => client.xtrim(chain, 'MINID', `${seq + 1}-0`));
    },
  };
}

function batchOf(id: string, text: string | undefined): LedgerBatch {
  return { id, entries: decodeEntries(text ?? '[]') };
}

/** The last batch of each partition; batches come in their order. */
function lastOfEach(ids: readonly string[]): ReadonlyMap<number, string> {
  return new Map(
    ids.map((id) => {
      const at = id.indexOf(':');
      return [Number(id.slice(0, at)), id.slice(at + 1)];
    }),
  );
}

/** The smallest id of a stream above one: `<milliseconds>-<number>`. */
function idAfter(id: string): string {
  const at = id.indexOf('-');
  return `${id.slice(0, at)}-${BigInt(id.slice(at + 1)) + 1n}`;
}

function headIn({ seq, hash = '', signedSeq, signedAt = '' }: Fields): LedgerHead {
  return seq === undefined ? emptyHead : { seq: Number(seq), hash, signedSeq: Number(signedSeq), signedAt };
}
