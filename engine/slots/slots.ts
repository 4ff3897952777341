import { z } from 'zod';
import {
  accountSchema,
  amountSchema,
  cardSchema,
  categorySchema,
  concernSchema,
  countSchema,
  directionSchema,
  linkCodeSchema,
  merchantSchema,
  orderSchema,
  parcelQuestionSchema,
  parcelSchema,
  periodSchema,
  questionSchema,
  type SlotKind,
  skipSchema,
  statusSchema,
  urgencySchema,
  viewSchema,
} from './slot-kinds.ts';

const slotRegistry = z.registry<{ readonly kind: SlotKind | 'choice' | 'subject' }>();

/**
 * The slots a dialog can ask for. Each is a zod schema (type, validation and tool schema in one) that knows which
 * reader finds it in a sentence; `.optional()` makes it one that is used when given but never asked for.
 */
export const merchantName = merchantSchema.describe('Name of the shop or company.').register(slotRegistry, { kind: 'merchant' });
export const dayOrPeriod = periodSchema
  .describe('A day or a period, both ends included, as YYYY-MM-DD.')
  .register(slotRegistry, { kind: 'period' });
export const amount = amountSchema.describe('An amount or a range of amounts, decimal strings.').register(slotRegistry, { kind: 'amount' });
export const account = accountSchema.describe('Which of the accounts.').register(slotRegistry, { kind: 'account' });
export const count = countSchema.describe('How many entries.').register(slotRegistry, { kind: 'count' });
/** What "more" leaves out, because it was shown already. */
export const skip = skipSchema.describe('How many entries to leave out.').register(slotRegistry, { kind: 'skip' });
export const transactionStatus = statusSchema.describe('Pending or booked entries only.').register(slotRegistry, { kind: 'status' });
export const direction = directionSchema.describe('Money in or money out only.').register(slotRegistry, { kind: 'direction' });
export const view = viewSchema
  .describe('sum for a total, list for the entries, whether for a yes or no.')
  .register(slotRegistry, { kind: 'view' });
export const category = categorySchema.describe('Which kind of spending.').register(slotRegistry, { kind: 'category' });
export const question = questionSchema
  .describe(
    'overdrawn when a yes or no is wanted to whether an account is overdrawn; overdraft for its limit; available for what that means; dated for another day than today.',
  )
  .register(slotRegistry, { kind: 'question' });
export const order = orderSchema.describe('The largest or the smallest entry.').register(slotRegistry, { kind: 'order' });
export const price = amountSchema.describe('What is to be paid, when there may not be enough.').register(slotRegistry, { kind: 'price' });
export const parcel = parcelSchema.describe('Which parcel, by its number or its carrier.').register(slotRegistry, { kind: 'parcel' });
export const parcelQuestion = parcelQuestionSchema
  .describe('due, arrived or late for a yes or no; carrier for who brings it.')
  .register(slotRegistry, { kind: 'parcelQuestion' });
export const urgency = urgencySchema
  .describe('fraud for a lost card or a payment by somebody else.')
  .register(slotRegistry, { kind: 'urgency' });
export const concern = concernSchema
  .describe('complaint, dispute of a payment, debt that cannot be paid, bereavement or insult, where a message is one.')
  .register(slotRegistry, { kind: 'concern' });
export const card = cardSchema
  .describe('Which bank card is meant: its last four digits, its brand or kind.')
  .register(slotRegistry, { kind: 'card' });
export const linkCode = linkCodeSchema.describe('The six digits shown by the bank’s page.').register(slotRegistry, { kind: 'linkCode' });

/**
 * A slot whose values a connector offers (the dialog's `choices`): none ends the dialog with the sentence `none.<slot>`,
 * a single one is taken, several are shown. Neither a reader nor a model ever fills it.
 */
export const chosen = z.string().register(slotRegistry, { kind: 'choice' });

/**
 * The one thing that the answer before has shown, by its handle: "and the receipt?". The engine fills it, by a button of that answer or
 * where nothing else was named; neither a reader nor a model ever does.
 */
export const subject = z.string().register(slotRegistry, { kind: 'subject' });

/** How a declared slot is read and filled; looks through `.optional()`. */
export function slotMeta(schema: z.ZodType): { readonly kind: SlotKind | 'choice' | 'subject'; readonly optional: boolean } {
  const optional = schema instanceof z.ZodOptional;
  const inner = optional ? schema.unwrap() : schema;
  const meta = slotRegistry.get(inner);
  if (!meta) throw new TypeError('a slot must be made by engine/slots/slots.ts');
  return { kind: meta.kind, optional };
}
