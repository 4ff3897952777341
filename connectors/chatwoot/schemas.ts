import { z } from 'zod';

/** Answers of Chatwoot's application API, as far as they are read: https://developers.chatwoot.com/api-reference. */
export const membersSchema = z.object({ payload: z.array(z.object({ availability_status: z.string().nullish() })) });

export const contactsSchema = z.object({
  payload: z.array(
    z.object({
      id: z.int(),
      identifier: z.string().nullish(),
      contact_inboxes: z.array(z.object({ source_id: z.string(), inbox: z.object({ id: z.int() }) })).nullish(),
    }),
  ),
});

const attributesSchema = z.record(z.string(), z.unknown()).nullish();

export const contactConversationsSchema = z.object({
  payload: z.array(z.object({ id: z.int(), custom_attributes: attributesSchema })),
});

export const createdSchema = z.object({ id: z.int() });

/** `guichet`: our mark, where the message is of ours. */
export const messagesSchema = z.object({
  payload: z.array(z.object({ content_attributes: z.object({ guichet: z.string().optional().catch(undefined) }).nullish() })),
});
