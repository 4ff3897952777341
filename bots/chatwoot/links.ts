import { hash } from 'node:crypto';
import { z } from 'zod';
import type { ConversationKey, RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';

const linkSchema = z.object({
  /** Chatwoot's number of the conversation that was opened last; null where none was, or it was deleted there. */
  chatwoot: z.int().nullable(),
  /** Whether people there are asked for, and get what is said. */
  open: z.boolean(),
  /** Number of the entry with which it was opened. */
  openedAt: z.int(),
  /** Entries of the thread up to this one have been brought. */
  upTo: z.int(),
  /** How many steps of the entry after it have been done. */
  part: z.int(),
  /** Of the owner whom Chatwoot was shown last: what is done there is done under it. */
  token: z.int(),
});
/** How far a conversation has been brought to Chatwoot. */
export type Link = z.infer<typeof linkSchema>;

export const newLink: Link = { chatwoot: null, open: false, openedAt: 0, upTo: 0, part: 0, token: 0 };

/** The cursor of each conversation, kept in the store under the customer's own key: erased with it. */
export interface Links {
  of(conversation: ConversationKey): Promise<Link | undefined>;
  save(conversation: ConversationKey, link: Link): Promise<void>;
  /** Notes whose conversation a number of Chatwoot's is. */
  name(chatwoot: number, conversation: ConversationKey): Promise<void>;
  conversationOf(chatwoot: number): Promise<ConversationKey | undefined>;
}

const dayMs = 24 * 3_600_000;
/** Shorter than the state of a conversation, whose entries would be counted from 1 on again after its end. */
const linkMs = 80 * dayMs;
/** An answer to what was opened long ago is refused with a word, not by silence. */
const nameMs = 365 * dayMs;

export function createLinks(records: RecordStore): Links {
  const links = typedRecords(records, 'chatwoot-link', linkSchema);
  const names = typedRecords(records, 'chatwoot-conversation', z.string());
  return {
    of: async (conversation) => (await links.get(conversation))?.value,
    async save(conversation, link) {
      await links.put(conversation, link, { owner: conversation, ttlMs: linkMs });
    },
    async name(chatwoot, conversation) {
      await names.put(String(chatwoot), conversation, { owner: conversation, ttlMs: nameMs });
    },
    conversationOf: async (chatwoot) => (await names.get(String(chatwoot)))?.value,
  };
}

/** What a customer is called in Chatwoot: always the same, and it says nothing of whom. */
export function identifierOf(conversation: ConversationKey): string {
  return `guichet-${hash('sha256', conversation).slice(0, 32)}`;
}
