import { z } from 'zod';
import { pendingSignInSchema } from '../../connectors/ports/bank-sign-in.ts';
import { languages } from '../../i18n/language.ts';
import type { RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';
import { boothTopicSchema } from './booth-topic.ts';

/** Whose question it is, what it was, and in which language it was asked. */
const askedFor = { conversation: z.string(), topic: boothTopicSchema, language: z.enum(languages) };

const offerSchema = z.object({
  ...askedFor,
  expiresAt: z.iso.datetime(),
  /** By which browser the link was used, as a hash, when, and where that led. */
  use: z.object({ browser: z.string(), at: z.iso.datetime(), authorizationUrl: z.string() }).exactOptional(),
});
export type BoothOffer = z.infer<typeof offerSchema>;

const sessionSchema = z.object({
  conversation: z.string(),
  language: z.enum(languages),
  /** The customer who signed in, and the link that was in force then: the session is worth nothing under another one. */
  subject: z.string(),
  accessKey: z.string(),
  signedInAt: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
});
export type BoothSession = z.infer<typeof sessionSchema>;

/** Everything that the booth remembers. All of it is encrypted by the store; secrets that are handed out are kept as hashes only. */
export function boothRecords(records: RecordStore) {
  return {
    /** By hash of the token in the link. */
    offers: typedRecords(records, 'booth-offer', offerSchema),
    /** By hash of browser and state: a customer who is at the bank. */
    signIns: typedRecords(records, 'booth-sign-in', z.object({ ...askedFor, pending: pendingSignInSchema })),
    /** By hash of the session's secret. */
    sessions: typedRecords(records, 'booth-session', sessionSchema),
  };
}
export type BoothRecords = ReturnType<typeof boothRecords>;
