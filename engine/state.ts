import { z } from 'zod';
import { languages } from '../i18n/language.ts';
import { entitiesSchema } from './slots/slot-kinds.ts';

const askedSchema = z.object({
  slot: z.string(),
  /** Ids behind the options shown, in their order; for slots of kind `choice`. */
  choices: z.array(z.string()).optional(),
});

const frameSchema = z.object({
  /** Idempotency key of what the frame does, and what buttons are bound to. */
  id: z.string(),
  dialog: z.string(),
  version: z.int(),
  slots: z.record(z.string(), z.json()),
  phase: z.enum(['filling', 'confirming', 'running']),
  asked: askedSchema.optional(),
  /** How many answers to each slot's question were of no use. */
  tries: z.record(z.string(), z.int().min(0)).optional(),
  /** How many different questions with buttons the frame has put: a button answers one of them only. */
  shown: z.int().min(0).optional(),
  /** How often its question was put again after something else, without an answer. */
  resumes: z.int().min(0).optional(),
  /** ISO 8601 instants. */
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Frame = z.infer<typeof frameSchema>;

/** Everything Guichet remembers of a conversation between two messages. No banking fact is in it: connectors are asked anew. */
export const conversationStateSchema = z.object({
  schema: z.literal(1),
  language: z.enum(languages).optional(),
  /** The stack of dialogs: the last one is being talked about, those below were interrupted. */
  frames: z.array(frameSchema),
  /** The dialog that answered last, for follow-ups such as "and at Carrefour?", with what it has shown; `frame` is what its buttons bear. */
  last: z
    .object({
      dialog: z.string(),
      slots: z.record(z.string(), z.json()),
      at: z.iso.datetime(),
      frame: z.string().optional(),
      /** The handle of the one thing that was shown; those of a list, in its order; and how many of it, where others follow. */
      about: z.string().optional(),
      listed: z.array(z.string()).optional(),
      next: z.int().min(1).optional(),
    })
    .optional(),
  /** The last things that answers were about, by the frame of the answer, for the buttons under them. */
  subjects: z.array(z.object({ frame: z.string(), about: z.string() })).optional(),
  /** The dialogs between which the customer was just asked to choose, and what the unclear message already said; good for one message. */
  offered: z.object({ dialogs: z.array(z.string()), entities: entitiesSchema, at: z.iso.datetime() }).optional(),
  /** Keys of the last orders whose outcome the customer was told in their own turn: it is not told again. */
  told: z.array(z.string()).optional(),
  /** Who holds the conversation, and what a person would have to know: the engine carries it and never looks (`handoff/hold.ts`). */
  hold: z.json().optional(),
  /** How many messages in a row were not understood. */
  unclear: z.int().min(0),
});
export type ConversationState = z.infer<typeof conversationStateSchema>;

export const newConversationState: ConversationState = { schema: 1, frames: [], unclear: 0 };
