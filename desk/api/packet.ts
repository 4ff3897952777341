import { z } from 'zod';
import { handoverReasonSchema, instantSchema, skillSchema, urgencySchema } from './terms.ts';

/** What an agent has to know before the first word: made when the conversation is handed over, without a model. No figure is in it. */
export const packetSchema = z.object({
  madeAt: instantSchema,
  reason: handoverReasonSchema,
  urgency: urgencySchema,
  skill: skillSchema,
  /** The words that led to it, without card numbers and the like. */
  words: z.string().nullable(),
  /** What was asked, the latest last. */
  asked: z.array(z.object({ at: instantSchema, dialog: z.string(), slots: z.record(z.string(), z.string()) })),
  /** What was tried, and what came of it. */
  tried: z.array(
    z.object({
      at: instantSchema,
      what: z.string(),
      outcome: z.enum(['done', 'failed', 'abandoned', 'pending']),
      code: z.string().nullable(),
    }),
  ),
  identity: z.object({
    linked: z.boolean(),
    strength: z.enum(['strong', 'weak', 'unknown']),
    provenAt: instantSchema.nullable(),
  }),
  /** What the customer was shown, by reference: names of sentences and the classes of facts, never the facts. */
  shown: z.array(z.object({ at: instantSchema, key: z.string(), classes: z.array(z.string()) })),
  /** The clock that the law has started; null where there is none. `source`: the article. */
  clock: z
    .object({ kind: z.enum(['dispute', 'complaint', 'fraud']), startedAt: instantSchema, dueOn: z.iso.date(), source: z.string() })
    .nullable(),
  /** How the customer wants to be answered, where that was asked: nobody was there. */
  contact: z.enum(['message', 'call_back']).exactOptional(),
  /** The next step that is proposed. */
  next: z.enum([
    'secure_card',
    'take_dispute',
    'take_complaint',
    'offer_condolences',
    'review_budget',
    'answer_question',
    'apologise',
    'continue',
  ]),
});
export type Packet = z.infer<typeof packetSchema>;
