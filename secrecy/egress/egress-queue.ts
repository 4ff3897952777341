import type { CalledEntry, ConnectedEntry, GapEntry } from '../ledger/ledger-entry.ts';

type Numbered = 'process' | 'number';
/** What is told, before it is numbered. */
export type EgressNote = Omit<CalledEntry, Numbered> | Omit<ConnectedEntry, Numbered>;
export type EgressEntry = CalledEntry | ConnectedEntry | GapEntry;

export interface EgressQueueDeps {
  /** Names this process; a new one at each start. */
  readonly process: string;
  readonly now: () => Date;
  /** There is no room for an entry any more. Must not throw. */
  readonly onMissing: () => void;
  /** How many entries wait at most. */
  readonly most: number;
}

/** Entries on their way to the ledger, numbered in the order in which they were told. */
export interface EgressQueue {
  push(note: EgressNote): void;
  first(most: number): readonly EgressEntry[];
  /** The first ones are in the ledger. What had no room meanwhile is told by a `gap`. */
  forget(count: number): void;
  length(): number;
}

export function createEgressQueue({ process, now, onMissing, most }: EgressQueueDeps): EgressQueue {
  const waiting: EgressEntry[] = [];
  let number = 0;
  let missing = 0;
  return {
    push(note) {
      number += 1;
      if (waiting.length < most) waiting.push({ ...note, process, number });
      else {
        missing += 1;
        onMissing();
      }
    },
    first: (count) => waiting.slice(0, count),
    forget(count) {
      waiting.splice(0, count);
      // Everything since the first one without room had none: the gap stands for their numbers, and has the last of them.
      if (missing > 0) waiting.push({ kind: 'gap', at: now().toISOString(), missing, process, number });
      missing = 0;
    },
    length: () => waiting.length,
  };
}
