import type { Owner } from '../desk/api/terms.ts';
import type { ThreadEntry } from '../desk/api/thread.ts';
import type { Decision, Refusal, Saying } from './decision.ts';
import { mayLeave } from './gate.ts';
import type { Hold } from './hold.ts';
import { withLast } from './last-said.ts';
import { addEntries } from './thread-entries.ts';

/** What a turn commits of its decision: the new hold, what the desk is told, and what is let out. */
export type SettledTurn =
  | { readonly outcome: 'done'; readonly hold: Hold; readonly entries: readonly ThreadEntry[]; readonly sayings: readonly Saying[] }
  /** Nothing has changed and nothing is let out; whoever asked is told why, and who has it. */
  | { readonly outcome: 'refused'; readonly why: Refusal; readonly owner: Owner };

/**
 * Every decision goes through here on its way into the outbox. What is said passes the gate under the owner that is committed with it: one
 * sentence that may not leave, and nothing of the turn is done.
 */
export function settle(before: Hold, decision: Decision, now: Date): SettledTurn {
  if (decision.outcome === 'refused') return decision;
  const { hold: decided, entries, sayings } = decision;
  if (sayings.some(({ sender }) => mayLeave(sender, decided.owner) === 'stale'))
    return { outcome: 'refused', why: 'stale', owner: before.owner };
  const added = addEntries(decided, entries, now);
  const shown = added.hold.case ? { case: withLast(added.hold.case, added.entries) } : {};
  const hold = added.entries.length > 0 ? { ...added.hold, ...shown, version: before.version + 1 } : added.hold;
  return { outcome: 'done', hold, entries: added.entries, sayings };
}
