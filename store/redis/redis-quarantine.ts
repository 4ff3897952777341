import { z } from 'zod';
import type { ConversationCodec, QuarantineSummary } from '../conversation-codec.ts';
import type { ConversationKey, QuarantineStore } from '../port.ts';
import { conversationPlaces, partitionKeys } from './mailbox-keys.ts';
import type { RedisConnection } from './redis-connection.ts';

export interface RedisQuarantineParts {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly codec: ConversationCodec;
}

/** `<partition>-<fence>`: where to look, and which one it is there. */
const idPattern = /^(\d{1,3})-(\d+)$/;

const fieldsSchema = z.record(z.string(), z.instanceof(Buffer));

/** What was set aside, in Redis. */
export function createRedisQuarantine({ connection, prefix, codec }: RedisQuarantineParts): QuarantineStore {
  const indexes = partitionKeys(prefix, 'quarantined');

  /** Which conversation an id belongs to, and its fence there. */
  async function find(id: string): Promise<{ readonly fence: string; readonly conversation: ConversationKey } | undefined> {
    const [, partition, fence] = idPattern.exec(id) ?? [];
    const index = indexes[Number(partition)];
    if (index === undefined || fence === undefined) return undefined;
    const conversation = await connection.ask((client) => client.hget(index, fence));
    return conversation === null ? undefined : { fence, conversation };
  }

  async function summary(id: string, fence: string, conversation: ConversationKey): Promise<readonly QuarantineSummary[]> {
    const { quarantine } = conversationPlaces(prefix, conversation);
    const note = await connection.ask((client) => client.hgetBuffer(quarantine, `${fence}:note`));
    const decoded = note === null ? undefined : await codec.decodeNote({ id, conversation, note });
    return decoded === undefined ? [] : [decoded];
  }

  return {
    async list() {
      const found = await connection.ask((client) => Promise.all(indexes.map((index) => client.hgetall(index))));
      const entries = found.flatMap((ofPartition, partition) =>
        Object.entries(ofPartition).map(([fence, conversation]) => summary(`${partition}-${fence}`, fence, conversation)),
      );
      return (await Promise.all(entries)).flat().sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    },

    async show(id) {
      const found = await find(id);
      if (found === undefined) return undefined;
      const { fence, conversation } = found;
      const { quarantine } = conversationPlaces(prefix, conversation);
      const fields = fieldsSchema.parse(await connection.ask((client) => client.hgetallBuffer(quarantine)));
      const { [`${fence}:note`]: note, [`${fence}:event`]: event } = fields;
      return note && event && codec.decodeQuarantined({ id, conversation, note, event, replies: repliesIn(fields, fence) });
    },

    async retry(id) {
      const found = await find(id);
      if (found === undefined) return false;
      const { turn, inbox, work, quarantine, quarantined } = conversationPlaces(prefix, found.conversation);
      const keys = [quarantine, quarantined, inbox, turn, work];
      return (await connection.ask((client) => client.guichetRetryBuffer(...keys, found.fence, found.conversation))) === 1;
    },

    async drop(id) {
      const found = await find(id);
      if (found === undefined) return false;
      const { quarantine, quarantined } = conversationPlaces(prefix, found.conversation);
      return (await connection.ask((client) => client.guichetDropBuffer(quarantine, quarantined, found.fence))) === 1;
    },
  };
}

/** Replies are numbered from 1. */
function repliesIn(fields: Readonly<Record<string, Buffer>>, fence: string): Buffer[] {
  const replies: Buffer[] = [];
  for (let next = fields[`${fence}:reply:1`]; next !== undefined; next = fields[`${fence}:reply:${replies.length + 1}`]) replies.push(next);
  return replies;
}
