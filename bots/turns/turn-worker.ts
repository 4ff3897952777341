import type { Claim, ConversationStore, InboxEntry } from '../../store/port.ts';

interface WorkerLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface TurnWorkerDeps {
  readonly conversations: ConversationStore;
  /** Handles one event wholly: computes, commits, sends. `halted`: leave the conversation as it is. */
  perform(claim: Claim): Promise<'done' | 'stale' | 'halted'>;
  readonly leaseMs: number;
  /** How often to look for conversations whose worker died. */
  readonly sweepMs: number;
  readonly log: WorkerLog;
}

/** Works off the inboxes: one conversation at a time each, in order, many conversations side by side. */
export interface TurnWorker {
  /** Journals an event; once it has resolved, the event will be handled, by this process or by another. */
  accept(entry: InboxEntry): Promise<'accepted' | 'duplicate'>;
  /** Begins to look for what a dead worker left behind. */
  start(): void;
  /** Finishes the turns under way and takes no new ones. What waits stays in the journal. */
  drain(): Promise<void>;
}

async function workOff(deps: TurnWorkerDeps, first: Claim, isDraining: () => boolean): Promise<void> {
  let claim: Claim | undefined = first;
  while (claim) {
    const held: Claim = claim;
    const renewal = setInterval(() => void deps.conversations.renew(held).catch(() => undefined), deps.leaseMs / 3);
    try {
      const result = await deps.perform(held);
      if (result !== 'done') return;
      claim = await deps.conversations.finish(held);
      if (claim && isDraining()) return await deps.conversations.release(claim);
    } catch (error) {
      deps.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'turn failed; the conversation is free for another try');
      // The claim of this very turn: an earlier one of the same conversation is stale, and releasing it frees nothing.
      await deps.conversations.release(held).catch(() => undefined);
      return;
    } finally {
      clearInterval(renewal);
    }
  }
}

export function createTurnWorker(deps: TurnWorkerDeps): TurnWorker {
  const running = new Set<Promise<void>>();
  let draining = false;
  let sweep: NodeJS.Timeout | undefined;

  const run = (claim: Claim): void => {
    const work = workOff(deps, claim, () => draining).finally(() => running.delete(work));
    running.add(work);
  };

  const adoptOrphans = async (): Promise<void> => {
    try {
      let orphan = await deps.conversations.claimOrphan();
      while (orphan) {
        if (draining) return await deps.conversations.release(orphan);
        run(orphan);
        orphan = await deps.conversations.claimOrphan();
      }
    } catch (error) {
      deps.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'cannot look for waiting conversations');
    }
  };

  const schedule = (): void => {
    sweep = setTimeout(() => void adoptOrphans().finally(() => (draining ? undefined : schedule())), deps.sweepMs);
  };

  return {
    async accept(entry) {
      const result = await deps.conversations.takeIn(entry);
      if (result.outcome === 'claimed') run(result.claim);
      return result.outcome === 'duplicate' ? 'duplicate' : 'accepted';
    },
    start: () => schedule(),
    async drain() {
      draining = true;
      clearTimeout(sweep);
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
