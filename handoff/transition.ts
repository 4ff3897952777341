import type { Person } from '../desk/api/terms.ts';
import type { ThreadEntry } from '../desk/api/thread.ts';
import type { Done, Said } from './decision.ts';
import type { Hold } from './hold.ts';
import { type NextOwner, passTo } from './owner.ts';
import type { NewEntry } from './thread-entries.ts';

export type Cause = Extract<ThreadEntry, { readonly kind: 'transition' }>['cause'];

export interface Transition {
  readonly to: NextOwner;
  readonly cause: Cause;
  readonly by?: Person;
  readonly reason?: Extract<ThreadEntry, { readonly kind: 'transition' }>['reason'];
  readonly note?: string;
  /** What the customer is told; nothing where Meta takes nothing from us, or nothing changes for the customer. */
  readonly announce?: readonly Extract<Said, { readonly kind: 'sentence' }>[];
  /** What else changes. */
  readonly change?: Partial<Hold>;
  /** What goes into the thread before it. */
  readonly before?: readonly NewEntry[];
}

/**
 * One change of owner: the new owner under a new token, its entry in the thread and its announcement, all of one commit. So it is announced
 * when it is true, and once.
 */
export function transition(hold: Hold, { to, cause, by, reason, note, announce = [], change = {}, before = [] }: Transition): Done {
  const owner = passTo(hold.owner, to);
  const entry: NewEntry = {
    kind: 'transition',
    from: hold.owner,
    to: owner,
    cause,
    by: by ?? null,
    reason: reason ?? null,
    note: note === undefined || note === '' ? null : note,
    announced: announce[0]?.key ?? null,
  };
  return {
    outcome: 'done',
    hold: { ...hold, ...change, owner },
    entries: [...before, entry],
    sayings: announce.map((said) => ({ said, sender: { kind: 'transition', token: owner.token } })),
  };
}

export function sentence(
  key: string,
  args: Readonly<Record<string, string>> = {},
  options?: 'satisfaction' | 'leave_queue' | 'contact',
): Extract<Said, { readonly kind: 'sentence' }> {
  return { kind: 'sentence', key, args, ...(options ? { options } : {}) };
}
