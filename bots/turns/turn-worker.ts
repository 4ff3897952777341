import { setTimeout as pause } from 'node:timers/promises';
import type { Claim, ConversationStore, InboxEntry } from '../../store/port.ts';
import { isSuspect, mostAttempts, type TurnResult } from './attempts.ts';
import { claimReadable } from './claim-readable.ts';
import { OverloadedError } from './overloaded-error.ts';
import { createSweep } from './sweep.ts';
import { createTurnRunner, type HeldTurns, type TurnRunnerDeps } from './turn-runner.ts';

export interface TurnWorkerDeps {
  readonly conversations: ConversationStore;
  /** Handles one event wholly: computes, commits, sends. */
  perform(claim: Claim): Promise<TurnResult>;
  readonly leaseMs: number;
  /** How often to look for conversations whose worker died. */
  readonly sweepMs: number;
  /** How many turns run at the same time; those that are claimed besides wait in order of arrival. */
  readonly sideBySide?: number;
  /** Up to how many held conversations leftovers of others are looked for. */
  readonly mostHeld?: number;
  /** Told of each conversation that is taken over. */
  readonly onTakeover?: () => void;
  readonly log: TurnRunnerDeps['log'];
}

/** Works off the inboxes: one conversation at a time each, in order, many conversations side by side. */
export interface TurnWorker {
  /**
   * Journals an event; once it has resolved, the event will be handled, by this process or by another.
   * @throws OverloadedError `inbox`, StoreUnavailableError: nothing was promised.
   */
  accept(entry: InboxEntry): Promise<'accepted' | 'duplicate'>;
  /** Begins to look for what a dead worker left behind. */
  start(): void;
  /**
   * Finishes the turns under way and takes no new ones. What waits stays in the journal; what still runs after `ms`, where given,
   * is left to its lease.
   */
  drain(ms?: number): Promise<'drained' | 'left'>;
  held(): HeldTurns;
}

const defaults = { sideBySide: 256, mostHeld: 1_000 } as const;

/** A full inbox is worked off in seconds, unless its Page is stopped. */
const fullRetryAfterS = 10;

async function settledWithin(work: Promise<void>, ms: number): Promise<'drained' | 'left'> {
  const over = new AbortController();
  try {
    return await Promise.race([work.then(() => 'drained' as const), pause(ms, 'left' as const, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}

/** The worker of one process; it looks for what others left once `start` is called, and takes in events at once. */
export function createTurnWorker(deps: TurnWorkerDeps): TurnWorker {
  const { conversations, leaseMs, log, perform, sideBySide = defaults.sideBySide, mostHeld = defaults.mostHeld } = deps;
  let draining = false;

  const hasRoom = (): boolean => {
    const { active, parked } = runner.held();
    return !draining && active + parked < mostHeld;
  };

  const adoptOrphans = async (): Promise<void> => {
    try {
      while (hasRoom()) {
        const orphan = await claimReadable(deps);
        if (!orphan) return;
        deps.onTakeover?.();
        const work = runner.run(orphan);
        // It may be what killed its workers: alone, so that no other event is blamed for the next death. What runs longer than a lease
        // leaves the event loop alive, and would keep others from being taken over.
        if (isSuspect(orphan, mostAttempts - 1)) await settledWithin(work, leaseMs);
      }
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'cannot look for waiting conversations');
    }
  };

  /** A new event finds its conversation with something left behind: what may have killed its workers is for the sweep, alone. */
  const runOrLeave = (claim: Claim): void => {
    if (!isSuspect(claim, mostAttempts - 1)) void runner.run(claim);
    // Where the store is away, its lease ends by itself.
    else void conversations.release(claim, 'untouched').catch(() => undefined);
  };

  const sweep = createSweep(adoptOrphans, deps.sweepMs);
  const runner = createTurnRunner({
    conversations,
    perform,
    leaseMs,
    sideBySide,
    log,
    // The second try comes at once; the last one with the next sweep, so that a disturbance of a moment does not use them all up.
    onFailed: (claim) => (claim.attempt === 1 ? sweep.soon() : undefined),
  });

  return {
    async accept(entry) {
      const result = await conversations.takeIn(entry);
      if (result.outcome === 'full') throw new OverloadedError('inbox', fullRetryAfterS);
      if (result.outcome === 'claimed') runOrLeave(result.claim);
      return result.outcome === 'duplicate' ? 'duplicate' : 'accepted';
    },
    start: () => sweep.start(),
    async drain(ms) {
      draining = true;
      runner.close();
      const drained = Promise.all([sweep.stop(), runner.settled()]).then(() => runner.settled());
      return ms === undefined ? drained.then(() => 'drained') : settledWithin(drained, ms);
    },
    held: () => runner.held(),
  };
}
