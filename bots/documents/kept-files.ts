import { z } from 'zod';
import type { ConversationKey, RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';
import type { MediaFile } from '../messenger/fetch-media.ts';

/** For so long a file is kept. */
export const keptMs = 30 * 24 * 3_600_000;

/** Files of one kind, under the key of the customer whose they are: who is forgotten, their files are gone too. */
export interface KeptFiles {
  /** Keeps it under this id; what is there already under it stays. */
  keep(conversation: ConversationKey, id: string, file: MediaFile): Promise<void>;
  /** Undefined where it is kept no more. */
  read(conversation: ConversationKey, id: string): Promise<MediaFile | undefined>;
  drop(conversation: ConversationKey, id: string): Promise<void>;
}

const keptSchema = z.object({ type: z.string(), extension: z.string(), base64: z.string() });
const placeOf = (conversation: ConversationKey, id: string): string => `${conversation}/${id}`;

/** @param kind what their records begin with. */
export function createKeptFiles(records: RecordStore, kind: 'attachment' | 'document'): KeptFiles {
  const kept = typedRecords(records, kind, keptSchema);
  return {
    async keep(conversation, id, { type, extension, bytes }) {
      const options = { owner: conversation, ttlMs: keptMs, ifVersion: 0 };
      await kept.put(placeOf(conversation, id), { type, extension, base64: bytes.toString('base64') }, options);
    },
    async read(conversation, id) {
      const found = (await kept.get(placeOf(conversation, id)))?.value;
      return found && { type: found.type, extension: found.extension, bytes: Buffer.from(found.base64, 'base64') };
    },
    drop: (conversation, id) => kept.delete(placeOf(conversation, id)),
  };
}
