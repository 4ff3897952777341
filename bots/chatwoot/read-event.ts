import { z } from 'zod';
import type { Person } from '../../desk/api/terms.ts';
import { chatwootAgent, chatwootDesk } from './names.ts';
import { plainText } from './plain-text.ts';

/** What somebody in Chatwoot has done to a conversation, as far as it matters to the customer. */
export type ChatwootEvent = { readonly conversation: number; readonly by: Person } & (
  | { readonly did: 'said'; readonly message: number; readonly text: string; readonly attachments: boolean }
  | { readonly did: 'resolved' }
);

const nameSchema = z.string().nullish();
const userSchema = z.object({ id: z.int(), type: z.string().nullish(), name: nameSchema, available_name: nameSchema });

/** Event `message_created` (Chatwoot, Webhook events); `conversation.id` is the display id. */
const messageSchema = z.object({
  event: z.literal('message_created'),
  id: z.int(),
  content: z.string().nullish(),
  message_type: z.string(),
  private: z.boolean(),
  sender: userSchema.nullish(),
  inbox: z.object({ id: z.int() }),
  account: z.object({ id: z.int() }),
  conversation: z.object({ id: z.int() }),
  attachments: z.array(z.unknown()).nullish(),
});

const statusSchema = z.object({
  event: z.literal('conversation_status_changed'),
  id: z.int(),
  inbox_id: z.int(),
  status: z.string(),
  meta: z.object({ assignee: userSchema.nullish() }).nullish(),
});

/** Twice what may be sent: more is not looked at, and is too long all the same. */
const longestRead = 4_000;

const eventSchema = z.discriminatedUnion('event', [messageSchema, statusSchema]);

function personOf(user: z.infer<typeof userSchema> | null | undefined): Person {
  return user ? chatwootAgent(user.id, user.available_name ?? user.name ?? '') : chatwootDesk;
}

/**
 * Reads a webhook of Chatwoot's. `ignored`: of another inbox, a private note, what we posted ourselves, what an automation or an assistant of
 * Chatwoot's has written (only people speak to customers this way), and every kind of event that asks for nothing.
 */
export function readEvent(
  json: unknown,
  { accountId, inboxId }: { readonly accountId: number; readonly inboxId: number },
): ChatwootEvent | 'ignored' {
  const { data } = eventSchema.safeParse(json);
  if (!data) return 'ignored';
  if (data.event === 'conversation_status_changed') {
    if (data.inbox_id !== inboxId || data.status !== 'resolved') return 'ignored';
    return { did: 'resolved', conversation: data.id, by: personOf(data.meta?.assignee) };
  }
  const { inbox, account, sender, content } = data;
  const isAnswer = data.message_type === 'outgoing' && !data.private && sender?.type === 'user';
  if (inbox.id !== inboxId || account.id !== accountId || !isAnswer) return 'ignored';
  const attachments = (data.attachments ?? []).length > 0;
  const text = plainText((content ?? '').slice(0, longestRead));
  if (text === '' && !attachments) return 'ignored';
  return { did: 'said', conversation: data.conversation.id, by: personOf(sender), message: data.id, text, attachments };
}
