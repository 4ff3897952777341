import { z } from 'zod';
import type { DeskChange, DeskOutcome } from '../../store/desk-port.ts';
import type { Json } from '../../store/port.ts';

/** What the desk is told of a turn: what it changed, and what came of a write. */
export interface DeskWork {
  readonly change?: DeskChange;
  readonly outcome?: DeskOutcome;
}

const json = z.custom<Json>((value) => value !== undefined);

const deskWorkSchema = z.strictObject({
  change: z
    .strictObject({
      conversation: z.string(),
      version: z.int(),
      summary: json,
      entries: z.array(z.strictObject({ number: z.int(), entry: json })),
    })
    .exactOptional(),
  outcome: z.strictObject({ write: z.string(), result: json }).exactOptional(),
});
const heldWorkSchema = z.strictObject({ desk: deskWorkSchema });

/**
 * The work as it lies in the outbox, before all replies: committed with them, and done again after a crash until the turn is over. So the
 * desk misses nothing, and no second journal is needed.
 */
export function holdDeskWork(work: DeskWork): Json {
  return JSON.parse(JSON.stringify({ desk: work }));
}

/** What a predecessor has left: work for the desk, and the replies after it. */
export function splitUnsent(unsent: readonly Json[]): { readonly work: DeskWork | undefined; readonly replies: readonly Json[] } {
  const { data } = heldWorkSchema.safeParse(unsent[0]);
  return data ? { work: data.desk, replies: unsent.slice(1) } : { work: undefined, replies: unsent };
}
