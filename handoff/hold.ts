import { z } from 'zod';
import { promiseSchema } from '../desk/api/conversation.ts';
import { packetSchema } from '../desk/api/packet.ts';
import { handoverReasonSchema, instantSchema, ownerSchema, personSchema, skillSchema, urgencySchema } from '../desk/api/terms.ts';
import { documentSchema } from '../desk/api/thread.ts';
import { returnOutcomes } from '../desk/api/writes.ts';
import { firstOwner, ownerOfUnreadable } from './owner.ts';
import { exchangeSchema } from './recent.ts';

/** So many documents wait for a customer at most; the oldest gives way. */
export const mostDocuments = 20;

/** What a person has to see to: there from the moment on at which one was asked for. */
const caseSchema = z.object({
  reason: handoverReasonSchema,
  urgency: urgencySchema,
  skill: skillSchema,
  openedAt: instantSchema,
  status: z.enum(['open', 'waiting', 'snoozed', 'returned']),
  /** Since when the customer has waited for a person; absent where not. */
  waitingSince: instantSchema.exactOptional(),
  firstAnswerAt: instantSchema.exactOptional(),
  unanswered: z.int().min(0),
  /** What was said last, shortened, for the list; no text where figures were in it. */
  last: z.object({ at: instantSchema, by: z.enum(['customer', 'bot', 'agent', 'system']), text: z.string().nullable() }).exactOptional(),
  snoozedUntil: instantSchema.exactOptional(),
  /** Until when the bot says nothing after a return. */
  quietUntil: instantSchema.exactOptional(),
  promises: z.array(promiseSchema).max(20),
  packet: packetSchema,
  returned: z.object({ at: instantSchema, outcome: z.enum(returnOutcomes), summary: z.string() }).exactOptional(),
  /** The token of the return whose question about satisfaction is open. */
  asked: z.int().min(1).exactOptional(),
  /** The answer to it. */
  score: z.int().min(1).max(5).exactOptional(),
});
export type Case = z.infer<typeof caseSchema>;

/** Who holds a conversation, and what a person would have to know: a part of the conversation's own state, committed with every turn. */
const holdSchema = z.object({
  schema: z.literal(1),
  owner: ownerSchema,
  /** Number of the last entry of the thread at the desk. */
  entries: z.int().min(0),
  /** Grows with every turn that the desk is told of. */
  version: z.int().min(0),
  /** When the customer last wrote: decides how a person may answer. */
  lastInboundAt: instantSchema.exactOptional(),
  recent: z.array(exchangeSchema),
  /** What the bank's people have handed over last, for the bank's pages; the newest last. For `customer` alone, whoever links the conversation later. */
  documents: z
    .array(documentSchema.extend({ at: instantSchema, by: z.string(), customer: z.string() }))
    .max(mostDocuments)
    .exactOptional(),
  /** What somebody at the desk has last asked of Meta's routing; of interest while the owner's token is still the same. */
  led: z
    .object({
      call: z.enum(['pass_thread_control', 'take_thread_control', 'request_thread_control']),
      agent: personSchema,
      token: z.int().min(0),
    })
    .exactOptional(),
  case: caseSchema.exactOptional(),
});
export type Hold = z.infer<typeof holdSchema>;

export const newHold: Hold = { schema: 1, owner: firstOwner, entries: 0, version: 0, recent: [] };

const counters = z.object({ entries: z.int().min(0).catch(0), version: z.int().min(0).catch(0) });

/** Reads what was saved; untrusted, as all state is. What cannot be read is in the queue, so that a person looks at it. */
export function readHold(json: unknown): Hold {
  if (json === undefined) return newHold;
  const { data } = holdSchema.safeParse(json);
  if (data) return data;
  const { entries, version } = counters.catch({ entries: 0, version: 0 }).parse(json);
  return { ...newHold, owner: ownerOfUnreadable(json), entries, version };
}

/** Whether people of the desk are told of what happens in the conversation. */
export function isAtDesk({ owner, case: open }: Hold): boolean {
  return open !== undefined || owner.kind !== 'bot';
}
