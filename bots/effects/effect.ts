import { createHash } from 'node:crypto';
import { z } from 'zod';
import { settledOutcomeSchema } from '../../engine/settled-outcome.ts';
import type { ConversationKey } from '../../store/port.ts';
import { addressSchema } from '../inbound.ts';

const cardTargetSchema = z.discriminatedUnion('which', [
  z.object({ which: z.literal('card'), ref: z.string() }),
  z.object({ which: z.literal('last4'), last4: z.string() }),
  z.object({ which: z.literal('all') }),
]);

/** What the bank is asked to do. `payment` is the handle of a `TransactionView`. */
const actionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('freeze'), target: cardTargetSchema }),
  z.object({ kind: z.literal('report_fraud'), payment: z.string().exactOptional() }),
]);
export type EffectAction = z.infer<typeof actionSchema>;

/** Everything that is needed to carry an order out, and to tell what came of it, in another process and on another day. */
export const effectIntentSchema = z.object({
  action: actionSchema,
  /** Key of the link under which it was ordered: under another link it would be another customer's order. */
  link: z.string(),
  /** The dialog that tells a late outcome. */
  dialog: z.string(),
  address: addressSchema,
  at: z.iso.datetime(),
});
export type EffectIntent = z.infer<typeof effectIntentSchema>;

/** What is known in the end, as the store keeps it. */
export const effectResultSchema = settledOutcomeSchema;
export type EffectResult = z.infer<typeof effectResultSchema>;

/** The key of an order, for the store and for the bank: the same for every try, telling nothing of the conversation. 43 characters. */
export function effectKey(conversation: ConversationKey, frame: string, kind: EffectAction['kind']): string {
  return createHash('sha256')
    .update(JSON.stringify([conversation, frame, kind]))
    .digest('base64url');
}
