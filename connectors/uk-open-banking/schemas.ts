import { z } from 'zod';
import { type Money, parseMoney } from '../../i18n/money.ts';

/** `OBActiveOrHistoricCurrencyAndAmount`: an unsigned decimal string and a currency; more decimals than the currency has are off-schema. */
const amountSchema = z
  .object({ Amount: z.string().regex(/^\d{1,13}(?:\.\d{1,5})?$/), Currency: z.string().regex(/^[A-Z]{3}$/) })
  .transform((value, context): Money => {
    try {
      return parseMoney(value.Amount, value.Currency);
    } catch {
      context.addIssue({ code: 'custom', message: 'finer than the currency', path: ['Amount'] });
      return z.NEVER;
    }
  });

/** Date-times carry a zone; some banks send a bare one, which the standard reads as UTC. */
const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/)
  .transform((text, context): string => {
    const at = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
    if (!Number.isNaN(at.getTime())) return at.toISOString();
    context.addIssue({ code: 'custom', message: 'no such date' });
    return z.NEVER;
  });

const indicatorSchema = z.enum(['Credit', 'Debit']);
/** Which pages a list has. Only `Next` is relied on; the rest lets pages be read several at a time. */
const pagingShape = {
  Links: z.object({ Next: z.string().optional(), Last: z.string().optional().catch(undefined) }).optional(),
  Meta: z.object({ TotalPages: z.int().optional() }).optional().catch(undefined),
};

const accountSchema = z.object({
  AccountId: z.string().min(1).max(40),
  Status: z.string().optional(),
  Currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** v4. */
  AccountTypeCode: z.string().optional(),
  /** v3. */
  AccountSubType: z.string().optional(),
  Nickname: z.string().optional(),
  Description: z.string().optional(),
  Account: z.array(z.object({ SchemeName: z.string(), Identification: z.string() })).optional(),
});
export type UkAccount = z.infer<typeof accountSchema>;

/** `OBReadAccount6`. */
export const readAccountsSchema = z.object({
  Data: z.object({ Account: z.array(accountSchema).default([]) }),
  ...pagingShape,
});

const balanceSchema = z.object({
  AccountId: z.string().min(1),
  CreditDebitIndicator: indicatorSchema,
  Type: z.string(),
  DateTime: instantSchema,
  Amount: amountSchema,
  CreditLine: z.array(z.object({ Included: z.boolean(), Type: z.string().optional(), Amount: amountSchema.optional() })).optional(),
});
export type UkBalance = z.infer<typeof balanceSchema>;

/** `OBReadBalance1`. */
export const readBalancesSchema = z.object({ Data: z.object({ Balance: z.array(balanceSchema) }), ...pagingShape });

/** Free for each bank: whatever is odd in it is as good as absent. */
const supplementarySchema = z
  .object({
    ReceiptReference: z
      .object({ System: z.literal('SumUp'), TransactionId: z.string().min(1).max(100), MerchantCode: z.string().min(1).max(40) })
      .optional()
      .catch(undefined),
    DeliveryReference: z
      .union([
        z.object({ System: z.literal('PayPal'), TransactionId: z.string().regex(/^[a-zA-Z0-9]{1,50}$/) }),
        z.object({ System: z.literal('LaPoste'), TrackingNumber: z.string().min(1).max(40) }),
      ])
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined);

const transactionSchema = z.object({
  AccountId: z.string().min(1),
  TransactionId: z.string().min(1).optional(),
  TransactionReference: z.string().optional(),
  CreditDebitIndicator: indicatorSchema,
  Status: z.enum(['BOOK', 'PDNG', 'RJCT', 'FUTR', 'INFO', 'Booked', 'Pending', 'Rejected']),
  BookingDateTime: instantSchema,
  TransactionInformation: z.string().optional(),
  AddressLine: z.string().optional(),
  Amount: amountSchema,
  CurrencyExchange: z.object({ InstructedAmount: amountSchema.optional() }).optional(),
  MerchantDetails: z.object({ MerchantName: z.string().optional(), MerchantCategoryCode: z.string().optional() }).optional(),
  CardInstrument: z.object({ CardSchemeName: z.string().optional(), Identification: z.string().optional() }).optional(),
  CategoryPurposeCode: z.string().max(4).optional(),
  SupplementaryData: supplementarySchema,
});
export type UkTransaction = z.infer<typeof transactionSchema>;

/** `OBReadTransaction6`. */
export const readTransactionsSchema = z.object({
  Data: z.object({ Transaction: z.array(transactionSchema).default([]) }),
  ...pagingShape,
});

/** `OBReadConsentResponse1`, v4 status codes and v3 names. */
export const consentResponseSchema = z.object({
  Data: z.object({
    ConsentId: z.string().min(1).max(128),
    Status: z.enum(['AWAU', 'AUTH', 'RJCT', 'CANC', 'EXPD', 'AwaitingAuthorisation', 'Authorised', 'Rejected', 'Revoked']),
    ExpirationDateTime: instantSchema.optional(),
  }),
});

/** `OBErrorResponse1`. */
export const errorResponseSchema = z.object({ Errors: z.array(z.object({ ErrorCode: z.string() })) });
