import { z } from 'zod';
import { attachmentKinds } from '../desk/api/thread.ts';

/** Something a customer has sent beside words. `url`: where it lies at Meta, which no browser of the desk is told. */
export const sentThingSchema = z.object({
  kind: z.enum(attachmentKinds),
  /** Latitude and longitude, for `location`. */
  place: z.string().nullable(),
  url: z.url().exactOptional(),
  /** Whether there is something to be fetched. */
  fetchable: z.boolean(),
});
export type SentThing = z.infer<typeof sentThingSchema>;

/** More in one message are left out. */
export const mostSentThings = 10;
