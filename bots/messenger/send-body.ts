import { z } from 'zod';
import { codePoints, textLimits } from './text-limits.ts';

const upTo = (max: number) => z.string().min(1).max(max);
const title = (max: number) =>
  z
    .string()
    .min(1)
    .refine((text) => codePoints(text) <= max, `at most ${max} characters`);

const quickReply = z.strictObject({
  content_type: z.literal('text'),
  title: title(textLimits.buttonTitle),
  payload: upTo(textLimits.payload),
});
const quickReplies = z.array(quickReply).min(1).max(textLimits.quickReplies);

const button = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('postback'), title: title(textLimits.buttonTitle), payload: upTo(textLimits.payload) }),
  z.strictObject({ type: z.literal('web_url'), title: title(textLimits.buttonTitle), url: z.url({ protocol: /^https?$/ }) }),
]);
const buttons = z.array(button).min(1).max(textLimits.buttons);

const buttonTemplate = z.strictObject({
  template_type: z.literal('button'),
  text: upTo(textLimits.buttonTemplateText),
  buttons,
});

const genericElement = z
  .strictObject({
    title: title(textLimits.cardLine),
    subtitle: title(textLimits.cardLine).exactOptional(),
    buttons: buttons.exactOptional(),
  })
  .refine(({ subtitle, buttons }) => subtitle !== undefined || buttons !== undefined, 'an element needs more than its title');

const genericTemplate = z.strictObject({
  template_type: z.literal('generic'),
  elements: z.array(genericElement).min(1).max(textLimits.cards),
});

/** A JSON number with at most two decimals, as Meta wants amounts. */
const amount = z.number().refine((value) => /^-?\d+(\.\d{1,2})?$/.test(String(value)), 'at most two decimals');

const receiptTemplate = z.strictObject({
  template_type: z.literal('receipt'),
  recipient_name: upTo(200),
  merchant_name: upTo(200).exactOptional(),
  order_number: upTo(200),
  currency: z.string().regex(/^[A-Z]{3}$/),
  payment_method: upTo(200),
  /** Unix time in whole seconds, as a string. */
  timestamp: z
    .string()
    .regex(/^\d{1,10}$/)
    .exactOptional(),
  sharable: z.literal(false),
  summary: z.strictObject({
    subtotal: amount.exactOptional(),
    shipping_cost: amount.exactOptional(),
    total_tax: amount.exactOptional(),
    total_cost: amount,
  }),
  elements: z
    .array(
      z.strictObject({
        title: title(textLimits.cardLine),
        subtitle: title(textLimits.cardLine).exactOptional(),
        quantity: z.int().positive().exactOptional(),
        price: amount,
        currency: z.string().regex(/^[A-Z]{3}$/),
      }),
    )
    .max(textLimits.receiptElements),
});

const textBody = z.strictObject({ text: upTo(textLimits.text), quick_replies: quickReplies.exactOptional() });
const templateBody = z.strictObject({
  attachment: z.strictObject({
    type: z.literal('template'),
    payload: z.discriminatedUnion('template_type', [buttonTemplate, genericTemplate, receiptTemplate]),
  }),
  quick_replies: quickReplies.exactOptional(),
});

/** The `message` of a Send API call, within Meta's limits: all that Guichet ever sends (Send API reference, v26.0). */
export const sendBodySchema = z.union([textBody, templateBody]);
export type SendBody = z.infer<typeof sendBodySchema>;
export type SendQuickReply = z.infer<typeof quickReply>;
export type SendButton = z.infer<typeof button>;
export type SendCard = z.infer<typeof genericElement>;
export type SendReceipt = z.infer<typeof receiptTemplate>;
