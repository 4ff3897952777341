import { z } from 'zod';
import type { DeskCodec } from '../desk-codec.ts';
import { type DeskStore, mostFeedEvents, outcomeMs } from '../desk-port.ts';
import type { ConversationKey, StoreTimes } from '../port.ts';
import type { RedisConnection } from './redis-connection.ts';

export interface RedisDeskParts {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly codec: DeskCodec;
  readonly times: StoreTimes;
}

const atOnce = 1_000;

function placesOf(prefix: string) {
  const desk = `${prefix}{desk}`;
  return {
    summaries: `${desk}:summaries`,
    ages: `${desk}:summary-ages`,
    feed: `${desk}:feed`,
    counter: `${desk}:counter`,
    leases: `${desk}:leases`,
    ends: `${desk}:lease-ends`,
    thread: (conversation: ConversationKey) => `${desk}:thread:${conversation}`,
    outcome: (write: string) => `${desk}:outcome:${write}`,
  };
}

const numberOf = (id: string): number => Number(id.slice(0, id.indexOf('-')));
const empty = Buffer.alloc(0);

const hashSchema = z.array(z.instanceof(Buffer));

/** Fields and values of a hash, as a script answers with them. */
function pairsIn(reply: unknown): readonly (readonly [field: string, value: Buffer])[] {
  const parts = hashSchema.parse(reply);
  return parts.flatMap((value, index) => (index % 2 === 1 ? [[parts[index - 1]?.toString() ?? '', value] as const] : []));
}

type Places = ReturnType<typeof placesOf>;
type Parts = Pick<RedisDeskParts, 'connection' | 'codec'> & { readonly places: Places };

type FeedRow = readonly [id: Buffer, fields: readonly Buffer[]];

const rowsFrom = ({ connection, places }: Parts, from: string, most: number): Promise<readonly FeedRow[]> =>
  connection.ask((client) => client.xrangeBuffer(places.feed, from, '+', 'COUNT', most));

function createFeed(parts: Parts): Pick<DeskStore, 'feed'> & { deleteEventsOf(conversation: ConversationKey): Promise<void> } {
  const { connection, codec, places } = parts;
  return {
    async feed(after, most) {
      const [rows, first, counter] = await Promise.all([
        rowsFrom(parts, `(${after}-0`, most),
        rowsFrom(parts, '-', 1),
        connection.ask((client) => client.get(places.counter)),
      ]);
      const events = await Promise.all(
        rows.map(([id, [, conversation = empty, , change = empty]]) =>
          codec.decodeEvent({ id: numberOf(id.toString()), conversation: conversation.toString(), change }),
        ),
      );
      const oldest = first[0]?.[0].toString();
      return { events, oldest: oldest === undefined ? 0 : numberOf(oldest), last: Number(counter ?? 0) };
    },

    async deleteEventsOf(conversation) {
      for (let from = '-'; ; ) {
        const rows = await rowsFrom(parts, from, atOnce);
        const theirs = rows.filter(([, fields]) => fields[1]?.toString() === conversation && (fields[3]?.length ?? 0) > 0);
        if (theirs.length > 0) await connection.ask((client) => client.xdel(places.feed, ...theirs.map(([id]) => id.toString())));
        const last = rows.at(-1)?.[0].toString();
        if (last === undefined || rows.length < atOnce) return;
        from = `(${last}`;
      }
    },
  };
}

function createReading({ connection, codec, places }: Parts): Pick<DeskStore, 'list' | 'thread'> {
  return {
    async list() {
      const reply = await connection.ask((client) => client.guichetDeskListBuffer(places.summaries, places.ages));
      const fields = new Map(pairsIn(reply));
      const stored = [...fields].flatMap(([name, summary]) => {
        if (!name.startsWith('s:')) return [];
        const conversation = name.slice(2);
        return [{ conversation, version: Number(fields.get(`v:${conversation}`)?.toString() ?? 0), summary }];
      });
      return (await Promise.all(stored.map(codec.decodeSummary))).filter((summary) => summary !== undefined);
    },

    async thread(conversation, { before, most }) {
      const thread = places.thread(conversation);
      // Numbers have no gaps: how many there are, beside the version, tells where the thread ends.
      const last = Math.min(before - 1, (await connection.ask((client) => client.hlen(thread))) - 1);
      const numbers = Array.from({ length: Math.max(0, Math.min(most, last)) }, (_, index) => last - index).toReversed();
      if (numbers.length === 0) return [];
      const texts = await connection.ask((client) => client.hmgetBuffer(thread, ...numbers.map(String)));
      const stored = numbers.flatMap((number, index) => {
        const entry = texts[index];
        return entry ? [{ number, entry }] : [];
      });
      return (await Promise.all(stored.map((each) => codec.decodeEntry(conversation, each)))).filter((entry) => entry !== undefined);
    },
  };
}

function createLeases({ connection, codec, places }: Parts): Pick<DeskStore, 'lease' | 'leases'> {
  return {
    async lease({ name, value }, ttlMs) {
      const text = ttlMs > 0 ? await codec.encodeLease(name, value) : '';
      await connection.ask((client) => client.guichetDeskLeaseBuffer(places.leases, places.ends, name, text, ttlMs));
    },

    async leases() {
      const reply = await connection.ask((client) => client.guichetDeskLeasesBuffer(places.leases, places.ends));
      return Promise.all(pairsIn(reply).map(async ([name, value]) => ({ name, value: await codec.decodeLease(name, value) })));
    },
  };
}

/** The desk in Redis. */
export function createRedisDesk({ connection, prefix, codec, times }: RedisDeskParts): DeskStore {
  const places = placesOf(prefix);
  const parts = { connection, codec, places };
  const { feed, deleteEventsOf } = createFeed(parts);
  const keysOf = (conversation: ConversationKey): readonly string[] => [
    places.summaries,
    places.ages,
    places.thread(conversation),
    places.feed,
    places.counter,
  ];
  return {
    ...createReading(parts),
    ...createLeases(parts),
    feed,

    async apply(change) {
      const { conversation, version } = change;
      const { summary, event, entries } = await codec.encodeChange(change);
      const given = [conversation, version, summary ?? '', event, times.stateMs, mostFeedEvents];
      const numbered = entries.flatMap(({ number, entry }) => [number, entry]);
      await connection.write((client) => client.guichetDeskApplyBuffer(...keysOf(conversation), ...given, ...numbered));
    },

    async conclude(outcome) {
      const text = await codec.encodeOutcome(outcome);
      await connection.write((client) => client.set(places.outcome(outcome.write), text, 'PX', outcomeMs, 'NX'));
    },

    async outcome(write) {
      const text = await connection.ask((client) => client.getBuffer(places.outcome(write)));
      return text === null ? undefined : codec.decodeOutcome(write, text);
    },

    async forget(conversation) {
      await connection.write((client) => client.guichetDeskForgetBuffer(...keysOf(conversation), conversation));
      await deleteEventsOf(conversation);
    },
  };
}
