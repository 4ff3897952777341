import { z } from 'zod';
import { instantSchema } from './terms.ts';

/**
 * What Meta's rules allow a person to send now. `response`: within 24 hours of the customer's last message, as RESPONSE. `human_agent`:
 * from then until 7 days, with the tag HUMAN_AGENT. `closed`: nothing may be sent. `unlimited`: a channel without such rules.
 */
export const windowStates = ['response', 'human_agent', 'closed', 'unlimited'] as const;

/** What is still possible where nothing may be sent. */
export const insteadWays = ['call', 'secure_message', 'wait_for_customer'] as const;

export const windowSchema = z.object({
  state: z.enum(windowStates),
  /** When the customer last wrote; null where never. */
  lastInboundAt: instantSchema.nullable(),
  /** When `state` turns into the next one; null where it does not. */
  changesAt: instantSchema.nullable(),
  /** When nothing may be sent any more; null where that is so already, or never. */
  closesAt: instantSchema.nullable(),
  /** What the message will carry. */
  sendsAs: z.enum(['RESPONSE', 'HUMAN_AGENT', 'MESSAGE']).nullable(),
  /** Key of the rule that decides, to be shown in words. */
  rule: z.enum(['within_24_hours', 'within_7_days', 'after_7_days', 'never_wrote', 'no_window']),
  instead: z.array(z.enum(insteadWays)),
});
export type DeskWindow = z.infer<typeof windowSchema>;
