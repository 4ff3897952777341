import { z } from 'zod';
import { packetSchema } from './packet.ts';
import {
  conversationIdSchema,
  deskLanguageSchema,
  handoverReasonSchema,
  instantSchema,
  ownerSchema,
  personSchema,
  skillSchema,
  urgencySchema,
} from './terms.ts';
import { threadEntrySchema } from './thread.ts';
import { windowSchema } from './window.ts';

/** A promise to the customer: an answer here, or a call. */
export const promiseSchema = z.object({
  kind: z.enum(['reply', 'call_back']),
  text: z.string(),
  /** By when; null where no time was named. */
  dueAt: instantSchema.nullable(),
  madeAt: instantSchema,
});
export type DeskPromise = z.infer<typeof promiseSchema>;

/** A timer of the service level: it runs in opening hours only, breaks and public holidays left out. */
export const timerSchema = z.object({
  kind: z.enum(['first_answer', 'next_answer', 'promise']),
  dueAt: instantSchema,
  warnAt: instantSchema,
  state: z.enum(['running', 'warning', 'late']),
});
export type DeskTimer = z.infer<typeof timerSchema>;

export const conversationSummarySchema = z.object({
  id: conversationIdSchema,
  /** Grows with every change of the conversation: of two summaries the one with the greater version is the newer. */
  version: z.int().min(0),
  owner: ownerSchema,
  /** `open`: somebody has to do something; `waiting`: for the customer; `snoozed`; `returned`: the bot answers again, nothing is open. */
  status: z.enum(['open', 'waiting', 'snoozed', 'returned']),
  urgency: urgencySchema,
  reason: handoverReasonSchema,
  skill: skillSchema,
  language: deskLanguageSchema,
  channel: z.enum(['messenger', 'bot-framework']),
  customer: z.object({
    /** Neutral and stable, such as "Client 4F2A": the name is account data and is masked. */
    label: z.string(),
    linked: z.boolean(),
  }),
  /** What was said last, shortened; null where the last was an answer with figures. Never interpret it as HTML. */
  last: z.object({ at: instantSchema, by: z.enum(['customer', 'bot', 'agent', 'system']), text: z.string().nullable() }).nullable(),
  /** Customer messages since the last answer of a person. */
  unanswered: z.int().min(0),
  /** Since when the customer has waited for a person; null where not. */
  waitingSince: instantSchema.nullable(),
  openedAt: instantSchema,
  timer: timerSchema.nullable(),
  window: windowSchema,
  promises: z.array(promiseSchema),
  snoozedUntil: instantSchema.nullable(),
  /** 1 = next; null where the owner is not the queue. */
  place: z.int().min(1).nullable(),
  /** Who has it open on the screen now, and who is typing. */
  readers: z.array(personSchema),
  typing: z.object({ customer: z.boolean(), agents: z.array(personSchema) }),
});
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

/** A fact about the customer: masked until it is revealed with a reason, which is written to the audit trail. */
export const customerFieldSchema = z.object({
  field: z.enum(['balances', 'recent_payments', 'cards']),
  /** Always masked here: bullets, never a part of the value. */
  masked: z.string(),
  /** False where the customer is not linked, or the bank does not offer it. */
  revealable: z.boolean(),
});
export type CustomerField = z.infer<typeof customerFieldSchema>;

export const customerSchema = z.object({
  label: z.string(),
  linked: z.boolean(),
  /** How the customer was identified, and when it was proven; null where not linked. */
  identity: z.object({ strength: z.enum(['strong', 'weak', 'unknown']), provenAt: instantSchema.nullable() }).nullable(),
  locale: z.string().nullable(),
  /** The level in force of each data class in this chat: what Facebook may see. */
  levels: z.record(z.string(), z.enum(['sealed', 'hinted', 'banded', 'shown'])),
  fields: z.array(customerFieldSchema),
});
export type DeskCustomer = z.infer<typeof customerSchema>;

/** Something this agent may do now; where not, why. The button is greyed with the reason rather than hidden. */
export const permissionSchema = z.object({
  allowed: z.boolean(),
  why: z.enum(['role', 'owner', 'window', 'capacity', 'state', 'not_linked']).nullable(),
});

/** What an agent can do to a conversation. */
export const conversationActions = [
  'claim',
  'send',
  'note',
  'transfer',
  'snooze',
  'return',
  'reveal',
  'pass',
  'recall',
  'document',
] as const;

/** GET /desk/api/conversations/:id. Asking for it is a read, and is written to the audit trail. */
export const conversationDetailSchema = z.object({
  conversation: conversationSummarySchema,
  /** The last entries, oldest first. */
  thread: z.array(threadEntrySchema),
  /** Whether there are entries before the first one: ask with `before`. */
  hasEarlier: z.boolean(),
  packet: packetSchema.nullable(),
  customer: customerSchema,
  may: z.record(z.enum(conversationActions), permissionSchema),
});
export type ConversationDetail = z.infer<typeof conversationDetailSchema>;

/** GET /desk/api/conversations/:id/thread?before=<number>&most=<n>. */
export const threadPageSchema = z.object({ thread: z.array(threadEntrySchema), hasEarlier: z.boolean() });
export type ThreadPage = z.infer<typeof threadPageSchema>;

/** GET /desk/api/next: what suits somebody best of what waits in the queue; null where nothing does, or they are full or away. */
export const nextSchema = z.object({ conversation: conversationIdSchema.nullable() });

/** The areas of the list. */
export const queueFilters = ['urgent', 'mine', 'unassigned', 'promised', 'waiting', 'all'] as const;

/** Query of GET /desk/api/conversations. `after` is the cursor of the page before. */
export const listQuerySchema = z.object({
  queue: z.enum(queueFilters).default('all'),
  /** Words looked for in what was said last, the label, the owner's name, the reason. */
  search: z.string().trim().max(100).optional(),
  skill: skillSchema.optional(),
  language: deskLanguageSchema.optional(),
  after: z.string().max(200).optional(),
  most: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

export const conversationListSchema = z.object({
  conversations: z.array(conversationSummarySchema),
  /** Undefined on the last page. */
  next: z.string().optional(),
  /** How many there are in each area, whatever was searched for. */
  counts: z.record(z.enum(queueFilters), z.int().min(0)),
  /** Where to begin GET /desk/api/events, so that nothing between is missed. */
  lastEventId: z.string(),
});
export type ConversationList = z.infer<typeof conversationListSchema>;
