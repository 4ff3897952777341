import { z } from 'zod';
import { auditKinds } from './audit-names.ts';
import { conversationIdSchema, instantSchema, personSchema, skillSchema, urgencySchema } from './terms.ts';

/** GET /desk/api/wallboard, for supervisors. Times in milliseconds. */
export const wallboardSchema = z.object({
  at: instantSchema,
  open: z.boolean(),
  opensAt: instantSchema.nullable(),
  waiting: z.int().min(0),
  longestWaitMs: z.int().min(0),
  withAgents: z.int().min(0),
  promised: z.int().min(0),
  late: z.int().min(0),
  agents: z.object({ available: z.int().min(0), away: z.int().min(0) }),
  /** Since midnight: handed over, answered for the first time, and how many of these in time. */
  today: z.object({
    handedOver: z.int().min(0),
    answered: z.int().min(0),
    inTime: z.int().min(0),
    medianFirstAnswerMs: z.int().min(0).nullable(),
  }),
  skills: z.array(z.object({ skill: skillSchema, waiting: z.int().min(0), longestWaitMs: z.int().min(0), available: z.int().min(0) })),
  urgencies: z.array(z.object({ urgency: urgencySchema, waiting: z.int().min(0) })),
  /** Answers since midnight, by score. */
  satisfaction: z.object({ answers: z.int().min(0), average: z.number().min(1).max(5).nullable() }),
});
export type Wallboard = z.infer<typeof wallboardSchema>;

/** Query of GET /desk/api/audit, for auditors. The latest first. */
export const auditQuerySchema = z.object({
  conversation: conversationIdSchema.optional(),
  who: z.string().max(100).optional(),
  most: z.coerce.number().int().min(1).max(500).default(100),
});

/** Who read or did what, when and why; from the ledger. */
export const auditSchema = z.object({
  entries: z.array(
    z.object({
      at: instantSchema,
      kind: z.enum(auditKinds),
      conversation: conversationIdSchema.nullable(),
      who: personSchema.nullable(),
      /** Names of `auditWhats`. */
      what: z.array(z.string()),
      classes: z.record(z.string(), z.string()),
      /** As `writeReason` writes it; null where none had to be given. */
      reason: z.string().nullable(),
      rule: z.string().nullable(),
    }),
  ),
  /** How far back was looked. */
  since: instantSchema.nullable(),
});
export type Audit = z.infer<typeof auditSchema>;
