import type { LedgerStore } from '../../store/port.ts';
import { createEgressQueue, type EgressNote, type EgressQueueDeps } from './egress-queue.ts';

export interface EgressRecorderDeps extends Omit<EgressQueueDeps, 'most'> {
  readonly everyMs?: number;
  readonly most?: number;
}

/** Brings what has left to the ledger, a moment later and many at once, so that no request waits for it. */
export interface EgressRecorder {
  tell(note: EgressNote): void;
  /** Where the entries go. What was told before waits until somebody says so. */
  keepIn(ledger: Pick<LedgerStore, 'add'>): void;
  /** Everything told so far is in the ledger once it has resolved with true; false where the ledger did not take it now. */
  flush(): Promise<boolean>;
  /** Nothing more is brought: the ledger is closed. */
  stop(): void;
}

/** With so many waiting nobody waits for the clock. */
const soon = 100;
/** How many go into one step of the store. */
const mostAtOnce = 500;

/**
 * Entries carry the number that they have within the process, so that one that is missing, or was added twice because the store did
 * not confirm it in time, shows in the chain. What finds no room while the store is away is told by a `gap`.
 */
export function createEgressRecorder({ everyMs = 250, most = 10_000, ...deps }: EgressRecorderDeps): EgressRecorder {
  const queue = createEgressQueue({ ...deps, most });
  let ledger: Pick<LedgerStore, 'add'> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<boolean> | undefined;

  async function bring(to: Pick<LedgerStore, 'add'>): Promise<boolean> {
    while (queue.length() > 0) {
      const batch = queue.first(mostAtOnce);
      try {
        await to.add(batch);
      } catch {
        return false;
      }
      queue.forget(batch.length);
    }
    return true;
  }

  function start(): Promise<boolean> {
    clearTimeout(timer);
    timer = undefined;
    if (!ledger) return Promise.resolve(false);
    flushing ??= bring(ledger).finally(() => {
      flushing = undefined;
      if (queue.length() > 0) schedule();
    });
    return flushing;
  }

  function schedule(): void {
    if (ledger) timer ??= setTimeout(() => void start(), everyMs).unref();
  }

  return {
    tell(note) {
      queue.push(note);
      if (queue.length() === soon) void start();
      else schedule();
    },
    keepIn(next) {
      ledger = next;
      schedule();
    },
    async flush() {
      // One that is under way may have taken its last batch before the latest entry came.
      await flushing;
      return start();
    },
    stop() {
      ledger = undefined;
      clearTimeout(timer);
    },
  };
}
