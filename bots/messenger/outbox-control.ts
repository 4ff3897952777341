import { z } from 'zod';
import { threadCalls } from '../../secrecy/outgoing-message.ts';
import { textLimits } from './text-limits.ts';

/** A call of Conversation Routing as it waits in the outbox, in line with the messages before and after it. */
export const outboxControlSchema = z.strictObject({
  control: z.strictObject({
    call: z.enum(threadCalls),
    /** Of the owner under whom it was decided. */
    token: z.int().min(0),
    durationS: z
      .int()
      .min(1)
      .max(7 * 24 * 3_600)
      .exactOptional(),
  }),
  /** Names this call; Meta hands it on to the other app. */
  metadata: z.string().min(1).max(textLimits.metadata),
});
export type OutboxControl = z.infer<typeof outboxControlSchema>;
