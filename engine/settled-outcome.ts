import { z } from 'zod';

/**
 * What came of an order that a dialog had given. `sign_in`: the customer's word is no longer taken, so that nothing was done, or nobody
 * can tell. `reference`: the number under which it is known, where there is one.
 */
export const settledOutcomeSchema = z.object({
  outcome: z.enum(['done', 'refused', 'sign_in']),
  reference: z.string().exactOptional(),
});
export type SettledOutcome = Readonly<z.infer<typeof settledOutcomeSchema>>;
