import { z } from 'zod';
import { conversationSummarySchema } from './conversation.ts';
import { instantSchema, ownerSchema, skillSchema, writeIdSchema } from './terms.ts';
import { threadEntrySchema } from './thread.ts';

/** Every change of a conversation is answered with this. */
export const writeAnswerSchema = z.discriminatedUnion('outcome', [
  /** 200: it is done; what it came to. */
  z.object({ outcome: z.literal('done'), conversation: conversationSummarySchema, entries: z.array(threadEntrySchema) }),
  /** 409: nothing was done, and nothing was sent. */
  z.object({
    outcome: z.literal('refused'),
    /** `stale`: the conversation has another owner since; `window`: Meta does not allow it now; `secret`: what was typed must not leave; `not_linked`: nobody knows who the customer is; `broken`: it failed again and again, and was set aside for an operator. */
    why: z.enum(['stale', 'not_owner', 'taken', 'window', 'secret', 'state', 'capacity', 'broken', 'not_linked']),
    /** As it is now. */
    owner: ownerSchema,
  }),
  /** 202: it is recorded and will be done, in its order; an event tells. */
  z.object({ outcome: z.literal('pending') }),
]);
export type WriteAnswer = z.infer<typeof writeAnswerSchema>;

const write = { id: writeIdSchema, token: ownerSchema.shape.token };

export const claimSchema = z.object({ ...write });
/** `text` goes to the customer as plain text. What must not leave (card numbers, codes) is refused with `secret`, not taken out silently. */
export const messageSchema = z.object({ ...write, text: z.string().trim().min(1).max(1900) });
/**
 * A document for the customer: these are the query, the bytes are the body (`application/octet-stream`). It waits on the bank's own pages, for
 * it never goes through Messenger; the customer is told that it does. `id` is the write's and the document's.
 */
export const documentQuerySchema = z.object({
  id: writeIdSchema,
  token: z.coerce.number().int().min(0),
  name: z.string().trim().min(1).max(120),
});
export const mostDocumentBytes = 5 * 1024 * 1024;
export const noteSchema = z.object({
  id: writeIdSchema,
  text: z.string().trim().min(1).max(4000),
  mentions: z.array(z.string()).max(20).default([]),
});
/** To a colleague or, with a skill or nothing, back into the queue. The note is for whoever takes it. */
export const transferSchema = z.object({
  ...write,
  to: z.union([z.object({ agent: z.string() }), z.object({ skill: skillSchema }), z.object({ queue: z.literal(true) })]),
  note: z.string().trim().max(2000).default(''),
});
/** To the Page's inbox at Meta; the note is for colleagues here. */
export const passSchema = z.object({ ...write, note: z.string().trim().max(2000).default('') });
/** Back from it: at once, or once it is given. */
export const recallSchema = z.object({ ...write });
/** Put aside until a time, or until the customer writes; it stays the agent's. */
export const snoozeSchema = z.object({ ...write, until: instantSchema });

export const returnOutcomes = ['solved', 'not_solved', 'passed_on', 'no_answer'] as const;
/** The return contract: what came of it, what was promised, and when the bot may speak again. */
export const returnSchema = z.object({
  ...write,
  outcome: z.enum(returnOutcomes),
  summary: z.string().trim().max(1000).default(''),
  promises: z
    .array(z.object({ kind: z.enum(['reply', 'call_back']), text: z.string().trim().min(1).max(300), dueAt: instantSchema.nullable() }))
    .max(5)
    .default([]),
  /** 0: the bot may speak at once; else it stays quiet for so many hours, and messages come back to the queue. */
  quietHours: z.int().min(0).max(168),
});

/** Who has it open on the screen; to be repeated every 15 seconds, it ends after 30. */
export const readingSchema = z.object({ reading: z.boolean() });
/** Shown to the customer and to colleagues; ends after 10 seconds. */
export const typingSchema = z.object({ typing: z.boolean() });

/** Availability; to be repeated every 20 seconds, it ends after 60: who is gone is not offered work. */
export const presenceSchema = z.object({
  state: z.enum(['available', 'away']),
  capacity: z.int().min(1).max(50).default(5),
  skills: z.array(skillSchema).default([]),
  languages: z.array(z.enum(['fr', 'en'])).default(['fr', 'en']),
});

/** Why account data is looked at; free words besides for `other`. */
export const revealReasons = [
  'customer_request',
  'fraud_check',
  'dispute_handling',
  'complaint_handling',
  'identity_check',
  'other',
] as const;
export const revealSchema = z
  .object({
    field: z.enum(['balances', 'recent_payments', 'cards']),
    reason: z.enum(revealReasons),
    words: z.string().trim().max(300).default(''),
  })
  .refine(({ reason, words }) => reason !== 'other' || words.length >= 5, { path: ['words'], message: 'words are needed for this reason' });
export const revealAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('revealed'),
    lines: z.array(z.object({ label: z.string(), value: z.string() })),
    /** To be taken off the screen then. */
    hideAt: instantSchema,
  }),
  z.object({ outcome: z.literal('unavailable'), why: z.enum(['not_linked', 'bank', 'consent']) }),
]);
export type RevealAnswer = z.infer<typeof revealAnswerSchema>;
