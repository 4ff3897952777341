import { z } from 'zod';
import { type DisclosureLevel, disclosureLevels } from '../../secrecy/grant.ts';
import type { Origin } from '../../secrecy/origin.ts';
import { type DataClass, dataClasses } from '../../secrecy/sealed.ts';
import type { Json } from '../../store/port.ts';

/** A reply in the outbox, with what it discloses: it may wait there, and be less allowed when it leaves than when it was made. */
export interface HeldReply {
  readonly reply: Json;
  readonly discloses: Readonly<Partial<Record<DataClass, DisclosureLevel>>>;
}

const heldSchema = z.strictObject({
  reply: z.custom<Json>(),
  discloses: z.partialRecord(z.enum(dataClasses), z.enum(disclosureLevels)),
});

/** What the outbox keeps of replies. */
export function holdReplies(replies: readonly Json[], origins: readonly Origin[]): readonly Json[] {
  return replies.map((reply, index) => ({ reply, discloses: { ...origins[index]?.disclosed } }));
}

/** A reply as it was held; one of a release before this has nothing written beside it, and counts as disclosing everything. */
export function readHeld(stored: Json): HeldReply {
  const held = heldSchema.safeParse(stored);
  if (held.success) return held.data;
  const everything = Object.fromEntries(dataClasses.map((dataClass) => [dataClass, 'shown' as const]));
  return { reply: stored, discloses: everything };
}
