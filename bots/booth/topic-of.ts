import { z } from 'zod';
import { type BoothTopic, boothTopicSchema, type TransactionWish, transactionWishSchema } from './booth-topic.ts';

/** What of a dialog's slots the page of transactions can look for. */
const wishSlots = z.object({
  merchant: z.string().optional().catch(undefined),
  period: z.object({ from: z.string().optional(), to: z.string().optional() }).optional().catch(undefined),
  amount: z.object({ min: z.string().optional(), max: z.string().optional() }).optional().catch(undefined),
});

/** Several shops were named with commas between them: the page looks for one. */
function wishOf(slots: Readonly<Record<string, unknown>>): TransactionWish | undefined {
  const { merchant, period = {}, amount = {} } = wishSlots.parse(slots);
  const wish = { merchant: merchant?.split(',')[0], ...period, ...amount };
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const parsed = transactionWishSchema.safeParse(given);
  return parsed.success && Object.keys(given).length > 0 ? parsed.data : undefined;
}

/** The page of the booth at which a question of the chat is answered; undefined where there is none. */
export function topicOf({
  dialog,
  slots,
}: {
  readonly dialog: string;
  readonly slots: Readonly<Record<string, unknown>>;
}): BoothTopic | undefined {
  if (dialog === 'balance') return { page: 'balance' };
  if (dialog === 'delivery_date') return { page: 'parcels' };
  if (dialog === 'privacy') return { page: 'privacy' };
  if (dialog === 'receipt_lookup')
    return boothTopicSchema.catch({ page: 'receipt' }).parse({ page: 'receipt', ref: slots['purchase'] ?? slots['shown'] });
  if (dialog !== 'transactions') return undefined;
  const query = wishOf(slots);
  return query ? { page: 'transactions', query } : { page: 'transactions' };
}
