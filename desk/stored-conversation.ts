import { z } from 'zod';
import { promiseSchema } from './api/conversation.ts';
import { packetSchema } from './api/packet.ts';
import { deskLanguageSchema, handoverReasonSchema, instantSchema, ownerSchema, skillSchema, urgencySchema } from './api/terms.ts';

/** A conversation as the desk's part of the store keeps it: everything of it that does not change by itself as time passes. */
export const storedConversationSchema = z.object({
  owner: ownerSchema,
  status: z.enum(['open', 'waiting', 'snoozed', 'returned']),
  urgency: urgencySchema,
  reason: handoverReasonSchema,
  skill: skillSchema,
  language: deskLanguageSchema,
  channel: z.enum(['messenger', 'bot-framework']),
  linked: z.boolean(),
  last: z.object({ at: instantSchema, by: z.enum(['customer', 'bot', 'agent', 'system']), text: z.string().nullable() }).nullable(),
  unanswered: z.int().min(0),
  waitingSince: instantSchema.nullable(),
  openedAt: instantSchema,
  firstAnswerAt: instantSchema.nullable(),
  lastInboundAt: instantSchema.nullable(),
  promises: z.array(promiseSchema),
  snoozedUntil: instantSchema.nullable(),
  quietUntil: instantSchema.nullable(),
  /** Number of the last entry of the thread. */
  entries: z.int().min(0).default(0),
  /** The customer's answer to the question after the return. */
  score: z.int().min(1).max(5).nullable(),
  packet: packetSchema.nullable(),
  /** Whom it is with and by which way, for whoever writes into it: never leaves the server. */
  address: z.json(),
});
export type StoredConversation = z.infer<typeof storedConversationSchema>;
