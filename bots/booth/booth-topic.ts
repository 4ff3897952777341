import { z } from 'zod';

const isoDay = z.iso.date();
/** An unsigned decimal with at most two digits after its point. */
const decimal = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/);

/** What a customer may look for among the transactions; everything given must fit. */
export const transactionWishSchema = z.object({
  merchant: z.string().trim().min(1).max(80).exactOptional(),
  from: isoDay.exactOptional(),
  to: isoDay.exactOptional(),
  min: decimal.exactOptional(),
  max: decimal.exactOptional(),
});
export type TransactionWish = z.infer<typeof transactionWishSchema>;

/** What a link to the booth opens at. `ref` is the handle of a purchase, see `TransactionView`. */
export const boothTopicSchema = z.discriminatedUnion('page', [
  z.object({ page: z.literal('balance') }),
  z.object({ page: z.literal('transactions'), query: transactionWishSchema.exactOptional() }),
  z.object({ page: z.literal('receipt'), ref: z.string().max(100).exactOptional() }),
  z.object({ page: z.literal('parcels') }),
  z.object({ page: z.literal('documents') }),
  z.object({ page: z.literal('privacy') }),
]);
export type BoothTopic = z.infer<typeof boothTopicSchema>;

/** Where the booth's pages are, below the address of this process. */
export const boothPath = '/booth';

/** The address of the page that a topic opens at, without its host. */
export function pathOf(topic: BoothTopic): string {
  if (topic.page === 'receipt') return receiptPath(topic.ref);
  if (topic.page !== 'transactions' || topic.query === undefined) return `${boothPath}/${topic.page}`;
  const query = new URLSearchParams(Object.entries(topic.query)).toString();
  return `${boothPath}/transactions${query === '' ? '' : `?${query}`}`;
}

/** The address of one receipt, or of the list of them. */
export function receiptPath(ref?: string): string {
  return `${boothPath}/receipt${ref === undefined ? '' : `/${encodeURIComponent(ref)}`}`;
}
