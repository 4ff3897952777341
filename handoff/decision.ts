import type { Owner, Person } from '../desk/api/terms.ts';
import type { WriteAnswer } from '../desk/api/writes.ts';
import type { ThreadControl } from '../secrecy/outgoing-message.ts';
import type { Sender } from './gate.ts';
import type { Hold } from './hold.ts';
import type { NewEntry } from './thread-entries.ts';

/** One call of Conversation Routing, before it is known under which token it leaves. */
export type ThreadCall = Pick<ThreadControl, 'call' | 'durationS'>;

/** A sentence of `handoff/messages`, by its key, words that a person has typed, or a call that changes who holds the thread at Meta. */
export type Said =
  | {
      readonly kind: 'sentence';
      readonly key: string;
      readonly args: Readonly<Record<string, string>>;
      readonly options?: 'satisfaction' | 'leave_queue' | 'contact';
      /** The person who has it said; it leaves as what a person writes. */
      readonly by?: Person;
    }
  | { readonly kind: 'typed'; readonly text: string; readonly agent: Person }
  | { readonly kind: 'control'; readonly control: ThreadCall };

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
