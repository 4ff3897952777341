import { z } from 'zod';
import { settledOutcomeSchema } from '../engine/settled-outcome.ts';
import { deskEventSchema } from '../handoff/desk-event.ts';
import { mostSentThings, sentThingSchema } from '../handoff/sent-things.ts';
import { redactions } from '../secrecy/redact.ts';

const account = z.object({ id: z.string() });

/** Whom a conversation is with, and by which way: all that is needed to say something without being asked. */
export const addressSchema = z.object({
  /** By which door it came in: decides whose conversation it is and how the answer leaves. Never what the caller says of itself. */
  door: z.enum(['messenger', 'bot-framework']),
  /** botbuilder's name of the channel. */
  channelId: z.string(),
  from: account,
  recipient: account,
  conversation: account,
  serviceUrl: z.string().optional(),
});
export type Address = z.infer<typeof addressSchema>;

/** What Guichet itself has to tell: the late outcome of an order that a dialog had given. No channel can bring one. */
const noticeSchema = z.object({ key: z.string(), dialog: z.string(), result: settledOutcomeSchema });
export type Notice = z.infer<typeof noticeSchema>;

/** A channel's event as it lies in the inbox: a botbuilder activity reduced to what a turn needs, without card numbers and IBANs. */
export const inboundSchema = z.object({
  ...addressSchema.shape,
  type: z.string(),
  id: z.string(),
  text: z.string().optional(),
  /** Payload of the button or quick reply that was pressed. */
  payload: z.string().optional(),
  /** BCP 47 language of the channel, where it names one. */
  locale: z.string().optional(),
  hasAttachment: z.boolean(),
  /** What was sent beside words, where the channel tells. */
  attachments: z.array(sentThingSchema).max(mostSentThings).exactOptional(),
  redacted: z.array(z.enum(redactions)),
  notice: noticeSchema.optional(),
  /** What somebody of the bank did, or another inbox of the Page, in the place of the customer. No channel can bring one. */
  desk: deskEventSchema.optional(),
});
export type Inbound = z.infer<typeof inboundSchema>;
