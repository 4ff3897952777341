import type { Owner } from '../../api/terms.ts';
import type { ThreadEntry } from '../../api/thread.ts';

/** A stretch of time in which one owner held the conversation. */
export interface Holding {
  readonly owner: Owner;
  readonly cause: Extract<ThreadEntry, { kind: 'transition' }>['cause'];
  readonly since: string;
  /** Null while it lasts. */
  readonly until: string | null;
}

/** The owners of a thread, oldest first: each from its change of hands to the next one. */
export function holdingsOf(thread: readonly ThreadEntry[]): Holding[] {
  const changes = thread.filter((entry) => entry.kind === 'transition');
  return changes.map((change, index) => ({
    owner: change.to,
    cause: change.cause,
    since: change.at,
    until: changes[index + 1]?.at ?? null,
  }));
}
