import { z } from 'zod';

/** When a process ends itself: at the `pass`th time that it comes by. */
export const failPointSchema = z.object({
  /** `<part>.<step>`, one of `failPoints`. */
  step: z.string(),
  /** `during`: the call was made and its outcome was not waited for. */
  moment: z.enum(['before', 'during', 'after']),
  /** 1 for the first time. */
  pass: z.int().min(1),
});
export type FailPoint = z.infer<typeof failPointSchema>;

/** What a subject is told at its start, as JSON in its first argument. */
export const subjectSettingsSchema = z.object({
  /** Who it is in the history. */
  worker: z.string(),
  /** Where it writes down what happens to its turns. */
  historyFile: z.string(),
  redisUrl: z.string(),
  graphUrl: z.string(),
  bankUrl: z.string(),
  appSecret: z.string(),
  pageToken: z.string(),
  leaseMs: z.int().min(100),
  /** How long the Send API and the bank may take. */
  callTimeoutMs: z.int(),
  failPoint: failPointSchema.optional(),
});
export type SubjectSettings = z.infer<typeof subjectSettingsSchema>;
