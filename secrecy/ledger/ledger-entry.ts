import { z } from 'zod';
import { decidedTopics } from '../consent/consent.ts';
import { egressSinks } from '../egress/peers.ts';
import { disclosureLevels, sinks } from '../grant.ts';
import { dataClasses } from '../sealed.ts';

/** What every entry tells. */
const about = {
  /** When, by the clock of the process, ISO 8601. */
  at: z.iso.datetime(),
  /** Which conversation, without saying whose: its key in the store. */
  conversation: z.string().exactOptional(),
  /** Joins the entries and the log lines of one event. */
  trace: z.string().exactOptional(),
};

/** The body of a message, without the body: how long it is, and what proves that a body is the one. */
const body = {
  bytes: z.int().min(0),
  /** HMAC-SHA-256 of the bytes under the ledger's body key, base64url. */
  mac: z.string(),
};

/**
 * Something that leaves for a customer: written in the same atomic step that puts it into the outbox, so before a byte of it can leave.
 * It may leave several times (nobody confirmed it) or never (the Page is stopped).
 */
const saidSchema = z.object({
  kind: z.literal('said'),
  ...about,
  sink: z.enum(sinks),
  /** Names of the sentences it was made of. */
  messages: z.array(z.string()),
  /** Classes of the facts that were opened for it, with the level in force; empty where none was. */
  disclosed: z.partialRecord(z.enum(dataClasses), z.enum(disclosureLevels)),
  /** Names of the sealed arguments that were opened for it. */
  fields: z.array(z.string()),
  /** The rule that allowed it. */
  rule: z.string(),
  /** Pseudonym of the person of the bank who typed it; absent where the bot said it. */
  who: z.string().exactOptional(),
  /** The consent that it rests on, where it rests on one. */
  consent: z.string().exactOptional(),
  /** Version of the rules of disclosure. */
  policy: z.int(),
  ...body,
});

/** A decision of a customer on what may be said. */
const consentEntrySchema = z.object({
  kind: z.literal('consent'),
  ...about,
  topic: z.enum(decidedTopics),
  level: z.enum(disclosureLevels),
  by: z.string(),
  wording: z.int(),
  expiresAt: z.iso.datetime().exactOptional(),
});

/** What was read on a page of the bank or at its desk: written before the page is answered. */
const readSchema = z.object({
  kind: z.literal('read'),
  ...about,
  sink: z.enum(['page', 'desk']),
  /** Who read it: `customer`, or the pseudonym of a person of the bank. */
  who: z.string(),
  /** Name of the page, or of what was looked at. */
  messages: z.array(z.string()),
  disclosed: z.partialRecord(z.enum(dataClasses), z.enum(disclosureLevels)),
  rule: z.string(),
  /** Why, in the reader’s own choice, where one had to be given. */
  reason: z.string().exactOptional(),
  policy: z.int(),
});

/** Everything that was kept of the conversation is gone, but for these entries. */
const erasedSchema = z.object({
  kind: z.literal('erased'),
  ...about,
  /** Where it was asked for. */
  by: z.string(),
  /** The number that the customer was given. After a crash an erasure may be told twice, under the same number. */
  receipt: z.string(),
});

/** The customer asked to be forgotten, and was refused. */
const heldSchema = z.object({ kind: z.literal('held'), ...about, by: z.string(), rule: z.string() });

/** Whose entry it is: each process numbers its own from 1 on. A number that is missing is an entry that was lost; one that comes twice was added twice. */
const numbered = { process: z.string(), number: z.int().min(1) };

/** A request that went through the gate, told when it has ended. Never its path, its query, a header or a word of its body. */
const calledSchema = z.object({
  kind: z.literal('called'),
  /** When it was given to the gate. */
  at: about.at,
  sink: z.enum(egressSinks),
  /** A word of ours for what was asked: `send`, `accounts`, `token`. */
  operation: z.string().regex(/^[a-z][a-z_]{0,39}$/),
  trace: about.trace,
  bytes: body.bytes,
  /** Where it had a body. */
  mac: body.mac.exactOptional(),
  /** Of the answer, where there was one. */
  status: z.int().exactOptional(),
  /** The code of the error, where the answer did not come, or not to its end. */
  error: z.string().exactOptional(),
  ms: z.int().min(0),
  ...numbered,
});

/** A connection that was made to somebody outside. */
const connectedSchema = z.object({
  kind: z.literal('connected'),
  at: about.at,
  sink: z.enum(egressSinks),
  host: z.string(),
  port: z.int(),
  ...numbered,
});

/** Entries that are not here: the ledger was out of reach for longer than they could be kept. `number` is that of the last one. */
const gapSchema = z.object({ kind: z.literal('gap'), at: about.at, missing: z.int().min(1), ...numbered });

/** A signature under the chain as far as it goes: over `<number of the link before>.<its hash>`, Ed25519, base64url. */
const signedSchema = z.object({ kind: z.literal('signed'), at: z.iso.datetime(), key: z.string(), signature: z.string() });

/** What the ledger is told. Never a figure, a name or a word of a customer. */
export const ledgerEntrySchema = z.discriminatedUnion('kind', [
  saidSchema,
  consentEntrySchema,
  readSchema,
  erasedSchema,
  heldSchema,
  calledSchema,
  connectedSchema,
  gapSchema,
  signedSchema,
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type ConsentEntry = z.infer<typeof consentEntrySchema>;
export type SaidEntry = z.infer<typeof saidSchema>;
export type ReadEntry = z.infer<typeof readSchema>;
export type ErasedEntry = z.infer<typeof erasedSchema>;
export type HeldEntry = z.infer<typeof heldSchema>;
export type CalledEntry = z.infer<typeof calledSchema>;
export type ConnectedEntry = z.infer<typeof connectedSchema>;
export type GapEntry = z.infer<typeof gapSchema>;
