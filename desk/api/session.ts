import { z } from 'zod';
import { deskLanguageSchema, deskRoleSchema, instantSchema, personSchema, skillSchema } from './terms.ts';

/** GET /desk/api/session: who is signed in. 401 where nobody is: lead to `signInPath`. */
export const sessionSchema = z.object({
  agent: personSchema,
  /** The name under which messages leave, where the bank wants one. */
  persona: z.string().nullable(),
  roles: z.array(deskRoleSchema),
  skills: z.array(skillSchema),
  languages: z.array(deskLanguageSchema),
  /** To be sent as `x-desk-csrf` with every write. */
  csrf: z.string(),
  endsAt: instantSchema,
  bankName: z.string(),
  /** How messages, times and days are counted. */
  timeZone: z.string(),
  /** What the server's clock says, for countdowns. */
  now: instantSchema,
});
export type DeskSession = z.infer<typeof sessionSchema>;

/** POST /desk/api/sign-out. `location`: where the browser goes next. */
export const signOutAnswerSchema = z.object({ location: z.string() });

/** Colleagues, for transfers, mentions and the wallboard. */
export const colleaguesSchema = z.object({
  colleagues: z.array(
    z.object({
      ...personSchema.shape,
      state: z.enum(['available', 'away', 'gone']),
      open: z.int().min(0),
      capacity: z.int().min(0),
      skills: z.array(skillSchema),
      languages: z.array(deskLanguageSchema),
    }),
  ),
});
export type Colleagues = z.infer<typeof colleaguesSchema>;

/** Prepared answers. `{firstName}`, `{bankName}`, `{phone}`, `{hours}`, `{agent}` are filled in by the desk before sending. */
export const cannedRepliesSchema = z.object({
  replies: z.array(
    z.object({ id: z.string(), title: z.string(), text: z.string(), language: deskLanguageSchema, skill: skillSchema.nullable() }),
  ),
  /** Values of the variables for this agent. */
  variables: z.record(z.string(), z.string()),
});
export type CannedReplies = z.infer<typeof cannedRepliesSchema>;

/** What goes wrong, with its status. Never a message of an exception. */
export const problemSchema = z.object({
  error: z.enum(['signed_out', 'forbidden', 'csrf', 'origin', 'not_found', 'invalid', 'unavailable', 'busy']),
  /** The fields that are wrong, for `invalid`. */
  fields: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
