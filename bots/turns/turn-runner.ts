import type { Claim, ConversationStore } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { traceIdOf } from '../metrics/turn-trace.ts';
import type { TurnResult } from './attempts.ts';
import { createParking } from './parking.ts';
import { createSlots } from './slots.ts';

export interface TurnRunnerDeps {
  readonly conversations: Pick<ConversationStore, 'finish' | 'begin' | 'renew' | 'release'>;
  /** Handles one event wholly: computes, commits, sends. */
  perform(claim: Claim): Promise<TurnResult>;
  readonly leaseMs: number;
  /** How many turns run at the same time; those that are claimed besides wait in order of arrival. */
  readonly sideBySide: number;
  /** Told of an event that broke and was let go of, to be tried again. */
  readonly onFailed: (claim: Claim) => void;
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
}

/** How many claimed conversations there are, by what they do. */
export interface HeldTurns {
  /** Running, or waiting for their turn. */
  readonly active: number;
  /** Waiting for a channel or a store that is out of order. */
  readonly parked: number;
  /** How long the one that waits longest for its turn has waited, in milliseconds; undefined where none does. */
  readonly waitedMs?: number | undefined;
}

/** Runs claimed conversations: each event by event, many side by side. */
export interface TurnRunner {
  /** Resolves when the conversation has no event left that could be handled now. Never rejects. */
  run(claim: Claim): Promise<void>;
  held(): HeldTurns;
  /** From now on events under way are finished, and whatever else is or comes is let go of. */
  close(): void;
  settled(): Promise<void>;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

async function performOnce({ perform, log }: TurnRunnerDeps, claim: Claim): Promise<TurnResult> {
  try {
    return await perform(claim);
  } catch (error) {
    log.error({ error: nameOf(error), trace: traceIdOf(claim.eventId) }, 'turn did not end; the conversation is free for another try');
    return error instanceof StoreUnavailableError ? 'postponed' : 'failed';
  }
}

/** A try that is not the first says so before it begins: a claim that waits for its turn when its worker dies is not to blame. */
async function tryOnce(deps: TurnRunnerDeps, claim: Claim): Promise<TurnResult> {
  if (claim.attempt > 1 && (await deps.conversations.begin(claim)) === 'stale') return 'stale';
  return performOnce(deps, claim);
}

/** The runner of one process: it holds conversations by their leases, which it prolongs until each is let go of. */
export function createTurnRunner(deps: TurnRunnerDeps): TurnRunner {
  const { conversations, leaseMs, log } = deps;
  const active = new Set<Promise<void>>();
  const parking = createParking(conversations, leaseMs);
  const slots = createSlots(deps.sideBySide);

  // Where it cannot be said, the lease ends by itself.
  const letGo = (claim: Claim, how: 'untouched' | 'failed'): Promise<void> => conversations.release(claim, how).catch(() => undefined);

  /** What follows on a result: the next event of the conversation, or nothing for now. */
  async function after(claim: Claim, result: TurnResult): Promise<Claim | undefined> {
    if (result === 'done') return conversations.finish(claim);
    if (result === 'halted' || result === 'postponed') parking.park(claim);
    if (result === 'failed') {
      await letGo(claim, 'failed');
      deps.onFailed(claim);
    }
    return undefined;
  }

  /** One event. Its lease is prolonged for as long as it waits and runs. */
  async function handle(claim: Claim): Promise<Claim | undefined> {
    const renewal = setInterval(() => void conversations.renew(claim).catch(() => undefined), leaseMs / 3);
    try {
      if (await slots.take()) return await after(claim, await tryOnce(deps, claim).finally(() => slots.give()));
      await letGo(claim, 'untouched');
    } catch (error) {
      log.warn({ error: nameOf(error), trace: traceIdOf(claim.eventId) }, 'turn could not be finished');
      parking.park(claim);
    } finally {
      clearInterval(renewal);
    }
    return undefined;
  }

  return {
    run(first) {
      const work = (async () => {
        for (let claim: Claim | undefined = first; claim; ) claim = await handle(claim);
      })().finally(() => active.delete(work));
      active.add(work);
      return work;
    },
    held: () => ({ active: active.size, parked: parking.size, waitedMs: slots.waitedMs }),
    close() {
      slots.close();
      parking.close();
    },
    async settled() {
      while (active.size > 0) await Promise.allSettled(active);
      await parking.settled();
    },
  };
}
