import { z } from 'zod';
import { sendBodySchema } from './send-body.ts';
import { textLimits } from './text-limits.ts';

/** One Send API call as it waits in the outbox. Schema and type in one, since what was stored is parsed when it is read back. */
export const outboxReplySchema = z.strictObject({
  body: sendBodySchema,
  /** What to say instead where Meta refuses the template of `body` in the customer's country (10/2018336). */
  plain: z.array(sendBodySchema).min(1).exactOptional(),
  /** Names this sending; comes back in the echo and settles what became of it. */
  metadata: z.string().min(1).max(textLimits.metadata),
  /** What is said unasked, or by a person: how it leaves depends on when the customer last wrote. */
  window: z
    .strictObject({
      by: z.enum(['person', 'bot']),
      lastInboundAt: z.iso.datetime(),
      name: z.string().exactOptional(),
      agent: z.string().exactOptional(),
    })
    .exactOptional(),
  /** Better lost than said twice: where nobody knows whether it has left, it is not sent again. */
  once: z.literal(true).exactOptional(),
});
export type OutboxReply = z.infer<typeof outboxReplySchema>;
