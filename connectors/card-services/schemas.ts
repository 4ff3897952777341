import { z } from 'zod';

/** The shapes of the card services API, see docs/card-services.md. */
export const cardSchema = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  scheme: z.enum(['VISA', 'MASTERCARD', 'AMEX', 'CB', 'OTHER']),
  funding: z.enum(['DEBIT', 'CREDIT']),
  last4: z.string().regex(/^\d{4}$/),
  state: z.enum(['ACTIVE', 'FROZEN']),
});
export type Card = z.infer<typeof cardSchema>;

export const cardsSchema = z.object({ cards: z.array(cardSchema).max(100) });

export const freezeSchema = z.object({ kind: z.literal('FREEZE'), state: z.enum(['DONE', 'REFUSED']) });

/** The reference is said to the customer as it is: letters, digits and dashes only. */
export const fraudReportSchema = z.discriminatedUnion('state', [
  z.object({ kind: z.literal('FRAUD_REPORT'), state: z.literal('DONE'), reference: z.string().regex(/^[A-Z0-9-]{4,24}$/) }),
  z.object({ kind: z.literal('FRAUD_REPORT'), state: z.literal('REFUSED') }),
]);
