import { z } from 'zod';
import { instantSchema, personSchema, skillSchema } from '../desk/api/terms.ts';
import { documentSchema } from '../desk/api/thread.ts';
import { returnSchema } from '../desk/api/writes.ts';
import { mostSentThings, sentThingSchema } from './sent-things.ts';

const by = { agent: personSchema, token: z.int().min(0) };

/**
 * What somebody other than the customer does to a conversation, as it lies in the conversation's inbox: in line with the customer's
 * messages, so that whatever comes first is done first. No channel can bring one.
 */
export const deskEventSchema = z.discriminatedUnion('kind', [
  /** `over`: a supervisor takes it from whoever has it. */
  z.object({ kind: z.literal('claim'), ...by, over: z.boolean() }),
  /** `text` has passed the gate of what may be typed. */
  z.object({ kind: z.literal('message'), ...by, text: z.string() }),
  /** Its bytes are kept already, under its id. `customer` names whom the bank knew the conversation's customer to be then; null: nobody it knew. */
  z.object({ kind: z.literal('document'), ...by, document: documentSchema, customer: z.string().nullable() }),
  z.object({ kind: z.literal('note'), agent: personSchema, text: z.string(), mentions: z.array(z.string()) }),
  z.object({
    kind: z.literal('transfer'),
    ...by,
    to: z.union([z.object({ agent: personSchema }), z.object({ skill: skillSchema.nullable() })]),
    note: z.string(),
    over: z.boolean(),
  }),
  z.object({ kind: z.literal('snooze'), ...by, until: instantSchema }),
  z.object({
    kind: z.literal('return'),
    ...by,
    ...returnSchema.pick({ outcome: true, summary: true, promises: true, quietHours: true }).shape,
  }),
  /** The time to sleep is over, or a promise is due. */
  z.object({ kind: z.literal('wake'), token: z.int().min(0) }),
  /** The agent's browser is gone for too long. */
  z.object({ kind: z.literal('absent'), agent: z.string(), token: z.int().min(0) }),
  /** A timer of the service level has run out. */
  z.object({ kind: z.literal('overdue'), timer: z.string(), token: z.int().min(0) }),
  /** The channel has refused what a person wrote; `why` from the channel's own closed set. */
  z.object({ kind: z.literal('undelivered'), write: z.string(), why: z.string() }),
  /** The conversation goes to the Page's inbox in Business Suite. */
  z.object({ kind: z.literal('pass_thread'), ...by, note: z.string(), over: z.boolean() }),
  /** Somebody at the desk wants back what another inbox holds. */
  z.object({ kind: z.literal('recall_thread'), ...by }),
  /** Our hold of the thread at Meta is about to lapse. */
  z.object({ kind: z.literal('keep_thread'), token: z.int().min(0) }),
  /** Nobody is sure who holds the thread at Meta: after an error, or after we were away. */
  z.object({ kind: z.literal('thread_doubt') }),
  /** Meta's answer to that; `token`: of the owner under whom it was asked. */
  z.object({ kind: z.literal('thread_owner'), holder: z.enum(['us', 'other']), app: z.string().nullable(), token: z.int().min(0) }),
  /** Another inbox of the Page, or Meta itself, changed who holds the thread; `app`: whose id was named. */
  z.object({
    kind: z.literal('page_inbox'),
    did: z.enum(['took', 'gave_back', 'spoke', 'asked']),
    app: z.string().nullable(),
    text: z.string().nullable(),
  }),
  /** What a customer wrote while another app held the thread. */
  z.object({
    kind: z.literal('overheard'),
    text: z.string().nullable(),
    attachment: z.boolean(),
    sent: z.array(sentThingSchema).max(mostSentThings).exactOptional(),
    redacted: z.array(z.string()),
  }),
  /**
   * What was done at another support desk of the bank, which holds conversations as one agent (`desk`); `agent` did it. `token`: of the owner
   * that this desk was shown last. `ref` names the message there. `withheld`: it must not leave, and its words were not even taken in.
   */
  z.object({
    kind: z.literal('other_desk'),
    ...by,
    desk: personSchema,
    ref: z.string(),
    act: z.discriminatedUnion('did', [
      z.object({ did: z.literal('said'), text: z.string() }),
      z.object({ did: z.literal('resolved') }),
      z.object({ did: z.literal('withheld'), why: z.string() }),
    ]),
  }),
  /** Another engagement hub says what became of the conversation it was given (botbuilder, `handoff.status`). */
  z.object({ kind: z.literal('hub'), state: z.enum(['accepted', 'failed', 'completed']), by: z.string().nullable() }),
]);
export type DeskEvent = z.infer<typeof deskEventSchema>;
