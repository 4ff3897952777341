import { z } from 'zod';

const account = z.object({ id: z.string() });

/** A channel's event as it lies in the inbox: a botbuilder activity reduced to what a turn needs, without card numbers and IBANs. */
export const inboundSchema = z.object({
  /** By which door it came in: decides whose conversation it is and how the answer leaves. Never what the caller says of itself. */
  door: z.enum(['messenger', 'bot-framework']),
  /** botbuilder's name of the channel. */
  channelId: z.string(),
  type: z.string(),
  id: z.string(),
  from: account,
  recipient: account,
  conversation: account,
  serviceUrl: z.string().optional(),
  text: z.string().optional(),
  /** Payload of the button or quick reply that was pressed. */
  payload: z.string().optional(),
  /** BCP 47 language of the channel, where it names one. */
  locale: z.string().optional(),
  hasAttachment: z.boolean(),
  redacted: z.array(z.enum(['card', 'iban'])),
});
export type Inbound = z.infer<typeof inboundSchema>;
