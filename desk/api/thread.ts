import { z } from 'zod';
import { handoverReasonSchema, instantSchema, ownerSchema, personSchema } from './terms.ts';

const numbered = {
  /** From 1 on, without gaps, in the order of what happened. */
  number: z.int().min(1),
  at: instantSchema,
};

/**
 * One sentence of the bot. Where figures were disclosed in the chat, the desk does not keep them: `text` is null, and `classes` says what
 * kind of facts were shown, at which level.
 */
export const botSentenceSchema = z.object({
  /** Name of the sentence in the catalogue, such as `balance.one`. */
  key: z.string(),
  text: z.string().nullable(),
  classes: z.record(z.string(), z.enum(['sealed', 'hinted', 'banded', 'shown'])),
});

/** `sent`: it is on its way, which is all that is said of it today. Where the channel refuses it, an entry `system` with the code `undelivered` follows, whose detail begins with the id of the write. */
export const deliverySchema = z.enum(['sending', 'sent', 'failed', 'unknown']);

/** How what a person wrote left: by Meta's rule, or by a channel without any. */
const sentAsSchema = z.enum(['RESPONSE', 'HUMAN_AGENT', 'MESSAGE']);
export type SentAs = z.infer<typeof sentAsSchema>;

export const attachmentKinds = ['image', 'audio', 'video', 'file', 'location', 'sticker', 'other'] as const;

/** Something that was sent beside words. What is `fetchable` is given by the route `attachment`, as a file to be saved. */
export const attachmentSchema = z.object({ kind: z.enum(attachmentKinds), place: z.string().nullable(), fetchable: z.boolean() });

/** A document that somebody of the bank has handed over: it waits on the bank's own pages. Given by the route `document`, as a file to be saved. */
export const documentSchema = z.object({
  id: z.uuid(),
  /** As the file was called; for people, never a path. */
  name: z.string(),
  /** Its media type, as its own first bytes say. */
  type: z.string(),
  bytes: z.int().min(1),
});
export type HandedDocument = z.infer<typeof documentSchema>;

/** What is said is plain text: never interpret it as HTML. */
export const threadEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    ...numbered,
    kind: z.literal('customer'),
    /** Null where there were no words; a picture, say. */
    text: z.string().nullable(),
    attachment: z.boolean(),
    /** What it was, where that is known. */
    attachments: z.array(attachmentSchema).exactOptional(),
    /** What was taken out of the text before it was kept: `card`, `iban`, `password`. */
    redacted: z.array(z.string()),
    /** The button that was pressed, by its title. */
    button: z.boolean(),
  }),
  z.object({
    ...numbered,
    kind: z.literal('bot'),
    sentences: z.array(botSentenceSchema),
    dialog: z.string().nullable(),
    delivery: deliverySchema,
  }),
  z.object({
    ...numbered,
    kind: z.literal('agent'),
    agent: personSchema,
    text: z.string(),
    redacted: z.array(z.string()),
    sentAs: sentAsSchema,
    delivery: deliverySchema,
    /** The `id` of the write. */
    write: z.string(),
  }),
  /** The customer was told that it waits; the document itself has not gone through the chat. */
  z.object({
    ...numbered,
    kind: z.literal('document'),
    agent: personSchema,
    document: documentSchema,
    sentAs: sentAsSchema,
    delivery: deliverySchema,
    write: z.string(),
  }),
  /** For colleagues only: it never leaves the bank. */
  z.object({
    ...numbered,
    kind: z.literal('note'),
    agent: personSchema,
    text: z.string(),
    mentions: z.array(z.string()),
    write: z.string(),
  }),
  z.object({
    ...numbered,
    kind: z.literal('transition'),
    from: ownerSchema,
    to: ownerSchema,
    cause: z.enum([
      'handed_over',
      'claimed',
      'transferred',
      'snoozed',
      'woken',
      'returned',
      'left_queue',
      'page_inbox',
      'released',
      'absent',
    ]),
    by: personSchema.nullable(),
    reason: handoverReasonSchema.nullable(),
    note: z.string().nullable(),
    /** What the customer was told of it; null where nothing. */
    announced: z.string().nullable(),
  }),
  /** What the bot did meanwhile, or what is due: `settled freeze_card`, `late first_answer`. */
  z.object({ ...numbered, kind: z.literal('system'), code: z.string(), detail: z.string().nullable() }),
  /** The customer's answer to the question after the return, 1 to 5. */
  z.object({ ...numbered, kind: z.literal('satisfaction'), score: z.int().min(1).max(5) }),
]);
export type ThreadEntry = z.infer<typeof threadEntrySchema>;
