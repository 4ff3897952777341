import { z } from 'zod';
import { bankTokensSchema, pendingSignInSchema } from '../../connectors/ports/bank-sign-in.ts';
import { languages } from '../../i18n/language.ts';
import { disclosureLevels } from '../../secrecy/grant.ts';
import type { RecordStore } from '../../store/port.ts';
import { typedRecords } from './typed-records.ts';

/** Which try to link a conversation something belongs to. Only the latest one counts. */
const attemptOf = { conversation: z.string(), attempt: z.string(), language: z.enum(languages).optional() };

const customerSchema = z.object({
  subject: z.string(),
  tokens: bankTokensSchema,
  givenName: z.string().exactOptional(),
  locale: z.string().exactOptional(),
  timeZone: z.string().exactOptional(),
});

const waitingSchema = z.object({
  attempt: z.string(),
  customer: customerSchema,
  /** What the customer allows to be said in the chat; nothing where it was not asked. */
  level: z.enum(disclosureLevels).exactOptional(),
  /** HMAC-SHA256 of the six digits under `salt`, both base64url. */
  codeHash: z.string(),
  salt: z.string(),
  tries: z.int().min(0),
  expiresAt: z.iso.datetime(),
});

const tokensSchema = z.object({
  tokens: bankTokensSchema,
  /** Somebody is renewing them; until then nobody else does, for a refresh token may be good for one use only. */
  renewingUntil: z.iso.datetime().optional(),
});
export type KeptTokens = z.infer<typeof tokensSchema>;

const revocationSchema = z.object({ id: z.string(), tokens: bankTokensSchema, dueAt: z.iso.datetime() });

/**
 * Everything that linking remembers. All of it is encrypted by the store; secrets that are handed out are kept as hashes only. Links and
 * their tokens, which stay, have their conversation as owner; the rest ends within minutes, or as revocations do within seven days.
 */
export function linkRecords(records: RecordStore) {
  return {
    /** By conversation: the attempt that counts. */
    attempts: typedRecords(records, 'link-attempt', z.object({ attempt: z.string() })),
    /** By hash of the token in the link: a link that was not used yet. */
    offers: typedRecords(records, 'link-offer', z.object(attemptOf)),
    /** By hash of browser and state: a customer who is at the bank. */
    signIns: typedRecords(records, 'link-sign-in', z.object({ ...attemptOf, pending: pendingSignInSchema })),
    /** By hash of browser and state: a customer who is back, and decides what may be said in the chat. */
    choosing: typedRecords(records, 'link-choosing', z.object({ ...attemptOf, customer: customerSchema })),
    /** By conversation: a customer who is back, and has to type the code. */
    waiting: typedRecords(records, 'link-waiting', waitingSchema),
    /** By conversation: who is linked. */
    links: typedRecords(records, 'link', customerSchema.omit({ tokens: true }).extend({ epoch: z.string(), linkedAt: z.iso.datetime() })),
    /** By epoch of the link: a token can never come to belong to a later link of the conversation. */
    tokens: typedRecords(records, 'link-tokens', tokensSchema),
    /** One list of what has to be revoked at the bank, now or when a time has come. */
    revocations: typedRecords(records, 'link-revocations', z.array(revocationSchema)),
  };
}
export type LinkRecords = ReturnType<typeof linkRecords>;
