import { z } from 'zod';
import { sendBodySchema } from '../messenger/send-body.ts';
import { textLimits } from '../messenger/text-limits.ts';

const recipient = z.strictObject({ id: z.string().regex(/^\d{1,32}$/) });

/** `message` as it goes on the wire: the body, and `metadata`, which comes back in the echo and tells which sending it was. */
const message = z.looseObject({ metadata: z.string().min(1).max(textLimits.metadata) }).transform(({ metadata, ...body }, context) => {
  const parsed = sendBodySchema.safeParse(body);
  if (parsed.success) return { metadata, body: parsed.data };
  for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
  return z.NEVER;
});

/** The body of one `POST /me/messages`: a message or an action, never both (error 100/2018014). */
export const sendRequestSchema = z.union([
  z.strictObject({
    recipient,
    messaging_type: z.literal('RESPONSE'),
    persona_id: z
      .string()
      .regex(/^\d{1,32}$/)
      .exactOptional(),
    message,
  }),
  z.strictObject({ recipient, sender_action: z.enum(['typing_on', 'mark_seen']) }),
]);
export type SendRequest = z.infer<typeof sendRequestSchema>;
