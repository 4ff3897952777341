import type { LedgerStore } from '../../store/port.ts';
import type { CalledEntry, ConnectedEntry, GapEntry } from '../ledger/ledger-entry.ts';

type Numbered = 'process' | 'number';
type Entry = CalledEntry | ConnectedEntry | GapEntry;
/** What is told, before it is numbered. */
export type EgressNote = Omit<CalledEntry, Numbered> | Omit<ConnectedEntry, Numbered>;

export interface EgressRecorderDeps {
  /** Names this process; a new one at each start. */
  readonly process: string;
  readonly now: () => Date;
  /** Entries are being lost, because the ledger has been out of reach for so long. Must not throw. */
  readonly onMissing: () => void;
  readonly everyMs?: number;
  /** How many entries wait at most. */
  readonly most?: number;
}

/** Brings what has left to the ledger, a moment later and many at once, so that no request waits for it. */
export interface EgressRecorder {
  tell(note: EgressNote): void;
  /** Where the entries go. What was told before waits until somebody says so. */
  keepIn(ledger: Pick<LedgerStore, 'add'>): void;
  /** Everything told so far is in the ledger once it has resolved; false where the ledger did not take it now. */
  flush(): Promise<boolean>;
}

/** With so many waiting nobody waits for the clock. */
const soon = 100;
/** How many go into one step of the store. */
const mostAtOnce = 500;

/**
 * Numbers entries within the process, so that one that is missing, or was added twice because the store did not confirm it in time,
 * shows in the chain. What the bound leaves out is told by a `gap`.
 */
export function createEgressRecorder(deps: EgressRecorderDeps): EgressRecorder {
  const { process, now, onMissing, everyMs = 250, most = 10_000 } = deps;
  const waiting: Entry[] = [];
  let number = 0;
  let missing = 0;
  let ledger: Pick<LedgerStore, 'add'> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<boolean> | undefined;

  function closeGap(): void {
    if (missing === 0) return;
    // It stands for as many numbers as entries are missing, and takes the last of them.
    waiting.push({ kind: 'gap', at: now().toISOString(), missing, process, number });
    missing = 0;
  }

  async function bring(): Promise<boolean> {
    closeGap();
    while (ledger && waiting.length > 0) {
      const batch = waiting.slice(0, mostAtOnce);
      try {
        await ledger.add(batch);
      } catch {
        return false;
      }
      waiting.splice(0, batch.length);
      closeGap();
    }
    return waiting.length === 0;
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer);
    timer = undefined;
    flushing ??= bring().finally(() => {
      flushing = undefined;
      if (waiting.length > 0) schedule();
    });
    return flushing;
  }

  function schedule(): void {
    if (ledger) timer ??= setTimeout(() => void flush(), everyMs).unref();
  }

  return {
    tell(note) {
      number += 1;
      if (waiting.length < most) waiting.push({ ...note, process, number });
      else {
        missing += 1;
        onMissing();
      }
      if (waiting.length === soon) void flush();
      else schedule();
    },
    keepIn(next) {
      ledger = next;
      schedule();
    },
    async flush() {
      // One that is under way does not hold what was told meanwhile.
      await flushing;
      return flush();
    },
  };
}
