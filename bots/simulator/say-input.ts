import { z } from 'zod';
import { disclosureLevels } from '../../secrecy/grant.ts';

const customer = z.string().min(1).max(100);

/**
 * What `POST /simulator/api/say` takes: a `text` that is typed, or the `payload` of a button that is pressed
 * (its `title` is looked up in the thread when left out). `reset` begins the conversation anew before it.
 */
export const sayInput = z
  .strictObject({
    customer,
    text: z.string().min(1).max(20_000).optional(),
    payload: z.string().min(1).max(1_000).optional(),
    title: z.string().min(1).max(80).optional(),
    reset: z.boolean().optional(),
    /** What the customer allows to be said in the chat, decided before the message is sent; it stays so. Everything from the start. */
    disclosure: z.enum(disclosureLevels).optional(),
  })
  .refine((input) => (input.text === undefined) !== (input.payload === undefined), 'give either "text" or "payload"')
  .refine((input) => input.title === undefined || input.payload !== undefined, { path: ['title'], error: '"title" goes with "payload"' });
export type SayInput = z.infer<typeof sayInput>;

/** What `POST /simulator/api/reset` takes. */
export const resetInput = z.strictObject({ customer });
