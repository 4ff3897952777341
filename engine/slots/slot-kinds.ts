import { z } from 'zod';

/** Name of a shop or company as the customer wrote it, such as `carrefour`, or several of them, see `merchant-list.ts`. Matched to the account's own merchants on the sealed side. */
export const merchantSchema = z.string().trim().min(1).max(80);

const calendarDay = z.iso.date();
const days = z.object({ from: calendarDay.optional(), to: calendarDay.optional() });
/**
 * Days from `from` to `to`, both included; one of them may be open. `or`: what it means with the month first, where a customer wrote
 * "3/4" and nobody knows in which order.
 */
export const periodSchema = days
  .extend({ or: days.optional() })
  .refine((period) => period.from ?? period.to, 'a period needs a beginning or an end');

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/);
/** An amount or a range of amounts, unsigned decimal strings, both ends included: exactly 50 is `{ min: '50', max: '50' }`. */
export const amountSchema = z
  .object({ min: decimal.optional(), max: decimal.optional(), currency: z.string().length(3).optional() })
  .refine((amount) => amount.min ?? amount.max, 'an amount needs a value');

/** Which account is meant: by kind, by its nickname, or by its last digits. */
export const accountSchema = z.object({
  kind: z.enum(['current', 'savings', 'card', 'joint']).optional(),
  name: z.string().max(60).optional(),
  last4: z
    .string()
    .regex(/^\d{2,4}$/)
    .optional(),
});

/** How many entries of the list before are not to be shown again; never read in a sentence. */
export const skipSchema = z.int().min(1).max(100_000);
/** How many entries are wanted: `the last 5`. */
export const countSchema = z.int().min(1).max(1000);
export const statusSchema = z.enum(['pending', 'booked']);
/** Money that came in or went out. */
export const directionSchema = z.enum(['in', 'out']);
/** `sum` when the customer wants a total ("how much did I spend"), `list` for the entries, `whether` for a yes or no ("has my salary arrived"). */
export const viewSchema = z.enum(['list', 'sum', 'whether']);
/** What kind of spending is meant ("groceries", "resto"), by the names that `TransactionView.category` has. */
export const categorySchema = z.enum([
  'groceries',
  'restaurant',
  'transport',
  'fuel',
  'clothing',
  'health',
  'beauty',
  'utilities',
  'insurance',
  'subscription',
  'rent',
  'salary',
  'cash',
  'fee',
  'refund',
]);
/** What is asked besides a figure: whether an account is overdrawn, what overdraft was agreed, what "available" means, what it was or will be on other days than today. */
export const questionSchema = z.enum(['overdrawn', 'overdraft', 'available', 'dated']);
/** The largest or the smallest of the entries is wanted. */
export const orderSchema = z.enum(['largest', 'smallest']);
/** Which parcel is meant: by its number or the end of it, or by who brings it. */
export const parcelSchema = z.object({ number: z.string().regex(/^[0-9A-Z]{6,34}$/), carrier: z.string().min(2).max(40) }).partial();
/** What is asked of a parcel besides its day: whether it comes on the days named, whether it has come, whether it is late, who brings it. */
export const parcelQuestionSchema = z.enum(['due', 'arrived', 'late', 'carrier']);
/** What cannot wait: a lost card, a payment by somebody else. */
export const urgencySchema = z.enum(['fraud']);
/** What a customer who needs a person is going through, so that it is not passed over. */
export const concernSchema = z.enum(['complaint', 'dispute', 'debt', 'bereavement', 'insult']);
/** Which bank card is meant, as far as it was described; `unfreeze` where it is to be opened again. */
export const cardSchema = z
  .object({
    last4: z.string().regex(/^\d{4}$/),
    scheme: z.enum(['visa', 'mastercard', 'amex']),
    funding: z.enum(['debit', 'credit']),
    all: z.literal(true),
    unfreeze: z.literal(true),
  })
  .partial();
/** The six digits that the linking page shows. */
export const linkCodeSchema = z.string().regex(/^\d{6}$/);

/** Every kind of thing that can be read in a sentence, with its schema. */
export const slotKinds = {
  merchant: merchantSchema,
  period: periodSchema,
  amount: amountSchema,
  account: accountSchema,
  count: countSchema,
  skip: skipSchema,
  status: statusSchema,
  direction: directionSchema,
  view: viewSchema,
  category: categorySchema,
  question: questionSchema,
  order: orderSchema,
  /** What somebody wants to pay, when asking whether there is enough for it. */
  price: amountSchema,
  parcel: parcelSchema,
  parcelQuestion: parcelQuestionSchema,
  urgency: urgencySchema,
  concern: concernSchema,
  card: cardSchema,
  linkCode: linkCodeSchema,
} as const;
export type SlotKind = keyof typeof slotKinds;

/** What was read in one message, at most one value of each kind. JSON-safe. */
export const entitiesSchema = z.object(slotKinds).partial();
export type Entities = z.infer<typeof entitiesSchema>;
/** The name of a kind. */
export const slotKindSchema = entitiesSchema.keyof();
