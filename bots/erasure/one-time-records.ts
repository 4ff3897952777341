import { z } from 'zod';
import type { ConversationKey, Json, RecordStore } from '../../store/port.ts';

/** Records by secrets that only a browser has, which can be found again by their conversation. */
export interface OneTimeRecords extends RecordStore {
  /** Deletes what is kept under a secret for this conversation: links, sign-ins, choices and sessions. */
  forget(conversation: ConversationKey): Promise<void>;
}

/** No such record lives longer than a session of the booth, half an hour. */
const listMs = 60 * 60_000;
/** From here on those that are gone are taken off the list. */
const manyKeys = 50;

const ownedSchema = z.object({ conversation: z.string() });
const listSchema = z.array(z.string());

const listKeyOf = (conversation: ConversationKey): string => `one-time:${conversation}`;

/**
 * The record store, with a list for each conversation of the records that end by themselves and say to which conversation they
 * belong. The key is on the list before the record is written: a crash in between leaves a name of nothing, never a record that
 * nobody finds.
 */
export function createOneTimeRecords(records: RecordStore): OneTimeRecords {
  async function find(conversation: ConversationKey): Promise<{ readonly keys: readonly string[]; readonly version: number }> {
    const list = await records.get(listKeyOf(conversation));
    return { keys: listSchema.parse(list?.value ?? []), version: list?.version ?? 0 };
  }

  async function alive(keys: readonly string[]): Promise<readonly string[]> {
    if (keys.length < manyKeys) return keys;
    const found = await Promise.all(keys.map(async (key) => ((await records.get(key)) === undefined ? [] : [key])));
    return found.flat();
  }

  async function list(conversation: ConversationKey, key: string): Promise<void> {
    for (;;) {
      const { keys, version } = await find(conversation);
      if (keys.includes(key)) return;
      const next = [...(await alive(keys)), key];
      if (await records.put(listKeyOf(conversation), next, { ttlMs: listMs, ifVersion: version })) return;
    }
  }

  return {
    get: (key) => records.get(key),
    async put(key, value: Json, options) {
      const owned = ownedSchema.safeParse(value);
      if (owned.success && options?.ttlMs !== undefined) await list(owned.data.conversation, key);
      return records.put(key, value, options);
    },
    take: (key) => records.take(key),
    delete: (key) => records.delete(key),
    async forget(conversation) {
      const { keys } = await find(conversation);
      await Promise.all(keys.map((key) => records.delete(key)));
      await records.delete(listKeyOf(conversation));
    },
  };
}
