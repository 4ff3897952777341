import type { Owner, Person } from '../desk/api/terms.ts';
import type { WriteAnswer } from '../desk/api/writes.ts';
import type { Sender } from './gate.ts';
import type { Hold } from './hold.ts';
import type { NewEntry } from './thread-entries.ts';

/** A sentence of `handoff/messages`, by its key, or words that a person has typed. */
export type Said =
  | {
      readonly kind: 'sentence';
      readonly key: string;
      readonly args: Readonly<Record<string, string>>;
      readonly options?: 'satisfaction' | 'leave_queue';
    }
  | { readonly kind: 'typed'; readonly text: string; readonly agent: Person };

/** One thing that is said to the customer, and by whom, for the gate. */
export interface Saying {
  readonly said: Said;
  readonly sender: Sender;
}

export type Refusal = Extract<WriteAnswer, { readonly outcome: 'refused' }>['why'];

/** What becomes of an event of the desk: all of it, in the one commit of its turn, or nothing. */
export type Decision =
  | { readonly outcome: 'done'; readonly hold: Hold; readonly entries: readonly NewEntry[]; readonly sayings: readonly Saying[] }
  | { readonly outcome: 'refused'; readonly why: Refusal; readonly owner: Owner };

export type Done = Extract<Decision, { readonly outcome: 'done' }>;

export function refuse({ owner }: Hold, why: Refusal): Decision {
  return { outcome: 'refused', why, owner };
}

/** Nothing to be said. */
export function done(hold: Hold, entries: readonly NewEntry[] = []): Done {
  return { outcome: 'done', hold, entries, sayings: [] };
}
