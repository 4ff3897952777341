import { z } from 'zod';
import { digestOf } from '../../store/digest-of.ts';
import type { ConversationKey, RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';
import { type MediaType, mediaTypeOf } from '../messenger/media-type.ts';

/** For so long a document waits for its customer. */
export const documentMs = 30 * 24 * 3_600_000;

/** The bytes of documents that the bank's people have handed over, under the customer's own key: who is forgotten, theirs are gone too. */
export interface KeptDocuments {
  /** Keeps it under this id; what is there already under it stays. */
  keep(conversation: ConversationKey, id: string, bytes: Buffer): Promise<void>;
  /** Undefined where it is kept no more. */
  read(conversation: ConversationKey, id: string): Promise<Buffer | undefined>;
  drop(conversation: ConversationKey, id: string): Promise<void>;
}

const keptSchema = z.object({ base64: z.base64() });
const placeOf = (conversation: ConversationKey, id: string): string => `${conversation}/${id}`;

export function createKeptDocuments(records: RecordStore): KeptDocuments {
  const kept = typedRecords(records, 'document', keptSchema);
  return {
    async keep(conversation, id, bytes) {
      const options = { owner: conversation, ttlMs: documentMs, ifVersion: 0 };
      await kept.put(placeOf(conversation, id), { base64: bytes.toString('base64') }, options);
    },
    async read(conversation, id) {
      const found = await kept.get(placeOf(conversation, id));
      return found && Buffer.from(found.value.base64, 'base64');
    },
    drop: (conversation, id) => kept.delete(placeOf(conversation, id)),
  };
}

/** Names a customer of the bank, for what was handed over to nobody else. */
export function customerName({ subject }: { readonly subject: string }): string {
  return digestOf(subject);
}

const handedOver: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** What kind of document it is, as its own first bytes say; undefined for every kind that is not handed over. */
export function documentTypeOf(bytes: Buffer): MediaType | undefined {
  const media = mediaTypeOf(bytes);
  return media && handedOver.has(media.type) ? media : undefined;
}
