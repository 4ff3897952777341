import { z } from 'zod';
import { conversationSummarySchema } from './conversation.ts';
import { conversationIdSchema, personSchema } from './terms.ts';
import { threadEntrySchema } from './thread.ts';

/**
 * GET /desk/api/events (server-sent events). Each has `event: <type>`, `data: <JSON>` and, unless it is of the moment, an `id`. The
 * browser sends the last one back as `Last-Event-ID`, or it is given as `?after=` the first time; nothing between is missing. Where it
 * lies too far back, `resync` comes first: load the list again.
 */
export const deskEventSchema = z.discriminatedUnion('type', [
  /** A conversation is new or has changed: its summary, and what was added to its thread. */
  z.object({ type: z.literal('conversation'), conversation: conversationSummarySchema, entries: z.array(threadEntrySchema) }),
  /** A conversation is gone: erased. */
  z.object({ type: z.literal('gone'), id: conversationIdSchema }),
  /** Of the moment, without an id: who reads and who types. */
  z.object({
    type: z.literal('reading'),
    id: conversationIdSchema,
    readers: z.array(personSchema),
    typing: z.object({ customer: z.boolean(), agents: z.array(personSchema) }),
  }),
  /** Of the moment: colleagues have come or gone; ask for them again. */
  z.object({ type: z.literal('colleagues') }),
  z.object({ type: z.literal('resync') }),
  /** The session has ended. */
  z.object({ type: z.literal('signed_out') }),
]);
export type DeskEvent = z.infer<typeof deskEventSchema>;
