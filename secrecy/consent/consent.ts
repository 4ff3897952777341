import { z } from 'zod';
import { disclosureLevels } from '../grant.ts';

/** What a customer decides on: the classes of facts that answers are made of, and alerts that nobody asked for. */
export const consentTopics = ['balance', 'transaction', 'receipt', 'delivery', 'card', 'alert'] as const;
export type ConsentTopic = (typeof consentTopics)[number];

/**
 * All that is decided. `model` is apart from the others, and never decided together with them: whether a language model may be shown
 * blind sentences. `sealed` = no; `hinted` = yes.
 */
export const decidedTopics = [...consentTopics, 'model'] as const;
export type DecidedTopic = (typeof decidedTopics)[number];

/** Version of the words in which customers are told who can read what. To be raised with each change of them. */
export const wordingVersion = 1;

/** Strong customer authentication holds for 180 days (RTS on SCA, article 10a); so does what was allowed with it. */
export const consentDays = 180;

export const consentSchema = z.object({
  /** The link it was given under: another customer of the same conversation has given none. */
  link: z.string(),
  topic: z.enum(decidedTopics),
  level: z.enum(disclosureLevels),
  /** When, ISO 8601. */
  at: z.iso.datetime(),
  /** Where: in the chat only a level can be lowered. */
  by: z.enum(['chat', 'booth', 'linking', 'demonstration']),
  wording: z.int().min(1),
  /** From when on it is worth nothing; what seals never ends. */
  expiresAt: z.iso.datetime().exactOptional(),
});
/** One decision. Decisions are only added; the latest on a topic counts. */
export type Consent = z.infer<typeof consentSchema>;

const dayMs = 24 * 3_600_000;

/** Writes down a decision on several topics. */
export function decide(
  decided: Pick<Consent, 'link' | 'level' | 'by'> & { readonly topics: readonly DecidedTopic[]; readonly now: Date },
): Consent[] {
  const { topics, now, ...shared } = decided;
  const expires = decided.level === 'sealed' ? {} : { expiresAt: new Date(now.getTime() + consentDays * dayMs).toISOString() };
  return topics.map((topic) => ({ ...shared, topic, at: now.toISOString(), wording: wordingVersion, ...expires }));
}

/** The decision in force on a topic under a link; undefined where there is none, or it has expired. */
export function inForce(
  consents: readonly Consent[],
  asked: { readonly link: string; readonly topic: DecidedTopic; readonly now: Date },
): Consent | undefined {
  const latest = consents.findLast(({ link, topic }) => link === asked.link && topic === asked.topic);
  const isOver = latest?.expiresAt !== undefined && Date.parse(latest.expiresAt) <= asked.now.getTime();
  return isOver ? undefined : latest;
}

/** Whether a language model may be shown a blind sentence: only where this customer has said so. Nobody who is not linked can. */
export function mayAskModel(
  consents: readonly Consent[],
  { link, now }: { readonly link: string | undefined; readonly now: Date },
): boolean {
  return link !== undefined && inForce(consents, { link, topic: 'model', now })?.level === 'hinted';
}
