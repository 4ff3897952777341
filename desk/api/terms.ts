import { z } from 'zod';

/** What somebody may do at the desk. An agent answers; a supervisor also takes over from others and sees the wallboard; an auditor reads who read what, and no conversation. */
export const deskRoles = ['agent', 'supervisor', 'auditor'] as const;
export const deskRoleSchema = z.enum(deskRoles);
export type DeskRole = z.infer<typeof deskRoleSchema>;

/** ISO 8601 instant, UTC. */
export const instantSchema = z.iso.datetime();

export const deskLanguageSchema = z.enum(['fr', 'en']);
export type DeskLanguage = z.infer<typeof deskLanguageSchema>;

/** Names one conversation, without saying whose. To be encoded where it is a part of an address. */
export const conversationIdSchema = z.string().min(1).max(200);

/** Made by the browser for each write (a UUID): sent twice, it is done once. */
export const writeIdSchema = z.uuid();

/** Somebody of the bank, as colleagues see them. `id` is a pseudonym: the same in the audit trail. */
export const personSchema = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof personSchema>;

export const ownerKinds = ['bot', 'queue', 'agent', 'page_inbox'] as const;

/**
 * Who holds a conversation. Exactly one does; `token` grows by one with each change of owner. Whoever writes sends the token they saw:
 * where it is not the current one any more, nothing is done, and the answer is `stale` with the owner as it is now.
 */
export const ownerSchema = z.object({
  kind: z.enum(ownerKinds),
  /** There where `kind` is `agent`. */
  agent: personSchema.optional(),
  token: z.int().min(0),
});
export type Owner = z.infer<typeof ownerSchema>;

export const urgencies = ['urgent', 'high', 'normal'] as const;
export const urgencySchema = z.enum(urgencies);
export type Urgency = z.infer<typeof urgencySchema>;

/** Why a conversation was handed over. `taken`: an agent stepped in unasked. */
export const handoverReasons = [
  'suspected_fraud',
  'bereavement',
  'debt_distress',
  'dispute',
  'complaint',
  'insult',
  'wish',
  'failure',
  'page_inbox',
  'taken',
] as const;
export const handoverReasonSchema = z.enum(handoverReasons);
export type HandoverReason = z.infer<typeof handoverReasonSchema>;

/** What agents are good at; who has no skill named takes everything. */
export const skills = ['fraud', 'disputes', 'bereavement', 'debt', 'complaints', 'general'] as const;
export const skillSchema = z.enum(skills);
export type Skill = z.infer<typeof skillSchema>;
