import { z } from 'zod';

/** `format: double`, sent as a string by the specification and as a number by some versions. */
const decimalSchema = z.union([z.string().regex(/^-?\d{1,13}(?:\.\d{1,9})?$/), z.number()]);

const productSchema = z.object({
  name: z.string().min(1),
  description: z.string().optional(),
  quantity: z.number().positive().default(1),
  price: decimalSchema.optional(),
  price_with_vat: decimalSchema.optional(),
  total_price: decimalSchema.optional(),
  total_with_vat: decimalSchema.optional(),
  /** Percent. What is odd in it is as good as absent. */
  vat_rate: decimalSchema.optional().catch(undefined),
});
export type SumUpProduct = z.infer<typeof productSchema>;

const vatRateSchema = z.object({ rate: z.number(), net: z.number().optional(), vat: z.number() });
export type SumUpVatRate = z.infer<typeof vatRateSchema>;

/** The parts of `Receipt` (SumUp API, GET /v1.1/receipts/{transaction_id}) that make up a receipt in words. */
export const receiptSchema = z.object({
  transaction_data: z.object({
    transaction_code: z.string().optional(),
    transaction_id: z.string().optional(),
    receipt_no: z.string().optional(),
    amount: decimalSchema,
    tip_amount: decimalSchema.optional(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    timestamp: z.iso.datetime({ offset: true }),
    status: z.string().optional(),
    card: z.object({ last_4_digits: z.string().optional(), type: z.string().optional() }).optional(),
    products: z.array(productSchema).default([]),
    vat_rates: z.array(vatRateSchema).default([]),
  }),
  merchant_data: z
    .object({ merchant_profile: z.object({ merchant_code: z.string().optional(), business_name: z.string().optional() }).optional() })
    .optional(),
});
export type SumUpReceipt = z.infer<typeof receiptSchema>;
