import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { ConversationKey, Effect, EffectStore } from '../../store/port.ts';
import { type EffectIntent, type EffectResult, effectIntentSchema } from './effect.ts';
import type { EffectRunner } from './effect-runner.ts';

/** An outcome that came late, on its way to the customer. */
export interface LateOutcome {
  readonly key: string;
  readonly conversation: ConversationKey;
  readonly intent: EffectIntent;
  readonly result: EffectResult;
}

export interface ReconcilerDeps {
  readonly effects: EffectStore;
  readonly runner: Pick<EffectRunner, 'resume'>;
  /** The access that the conversation has now. */
  accessFor(conversation: ConversationKey): Promise<CustomerAccess | undefined>;
  /** Puts it into the conversation's inbox, once for each key; `full` where it has to be brought again. */
  tell(late: LateOutcome): Promise<'accepted' | 'duplicate' | 'full'>;
  readonly now: () => Date;
  readonly log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  readonly times?: ReconcilerTimes;
}

export interface ReconcilerTimes {
  /** Pause between two rounds; while the bank answers nothing it doubles up to `longestPauseMs`. */
  readonly everyMs: number;
  readonly longestPauseMs: number;
  /** For how long an order that is being looked into is nobody else's: longer than the bank is waited for. */
  readonly againAfterMs: number;
  /** After this it is not known and will not be: the customer is told while Messenger still lets us write. */
  readonly giveUpAfterMs: number;
}

const defaultTimes: ReconcilerTimes = {
  everyMs: 5_000,
  longestPauseMs: 60_000,
  againAfterMs: 30_000,
  giveUpAfterMs: 23 * 3_600_000,
};

/** Looks after the orders whose outcome nobody knows: asks the bank, carries out what it never heard of, and tells the customer. */
export interface Reconciler {
  start(): void;
  /** Ends the round under way. */
  stop(): Promise<void>;
  /** One round over all that is due: how many were settled, and how many stay open. */
  runDue(): Promise<{ readonly settled: number; readonly open: number }>;
}

/** What can be found out now; undefined where nobody can tell yet. */
async function lookInto(deps: ReconcilerDeps, effect: Effect, intent: EffectIntent): Promise<EffectResult | undefined> {
  const { giveUpAfterMs } = deps.times ?? defaultTimes;
  const customer = await deps.accessFor(effect.conversation);
  // Whoever is linked by now may be somebody else, for whom nothing was ordered.
  if (customer?.key !== intent.link) return { outcome: 'sign_in' };
  const result = await deps.runner.resume({ key: effect.key, action: intent.action, customer });
  if (result) return result;
  return deps.now().getTime() - Date.parse(intent.at) > giveUpAfterMs ? { outcome: 'sign_in' } : undefined;
}

async function reconcile(deps: ReconcilerDeps, effect: Effect): Promise<boolean> {
  const { key, conversation } = effect;
  const intent = effectIntentSchema.safeParse(effect.intent);
  if (!intent.success) {
    deps.log.error({ conversation }, 'an order cannot be read and is given up');
    return deps.effects.settle(effect, { outcome: 'refused' });
  }
  const result = await lookInto(deps, effect, intent.data);
  if (!result) return false;
  // Told before it is settled: a crash in between tells it again under the same event id, which is dropped.
  if ((await deps.tell({ key, conversation, intent: intent.data, result })) === 'full') return false;
  await deps.effects.settle(effect, result);
  deps.log.info({ conversation, kind: intent.data.action.kind, outcome: result.outcome, checks: effect.checks }, 'order settled late');
  return true;
}

/** Looks after open orders in rounds; each process has one, and the store gives each order to one of them at a time. */
export function createReconciler(deps: ReconcilerDeps): Reconciler {
  const { everyMs, longestPauseMs, againAfterMs } = deps.times ?? defaultTimes;
  let pauseMs = everyMs;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let stopped = false;

  async function runDue(): Promise<{ settled: number; open: number }> {
    const count = { settled: 0, open: 0 };
    const seen = new Set<string>();
    for (;;) {
      const effect = stopped ? undefined : await deps.effects.claimDue(againAfterMs);
      // One that has come round again was looked into only just now.
      if (!effect || seen.has(effect.key)) return count;
      seen.add(effect.key);
      count[(await reconcile(deps, effect)) ? 'settled' : 'open'] += 1;
    }
  }

  async function oneRound(): Promise<void> {
    try {
      const { settled, open } = await runDue();
      pauseMs = open > 0 && settled === 0 ? Math.min(pauseMs * 2, longestPauseMs) : everyMs;
    } catch (error) {
      deps.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'open orders cannot be looked into');
    }
    if (!stopped) schedule();
  }

  function schedule(): void {
    timer = setTimeout(() => {
      round = oneRound();
    }, pauseMs);
  }

  return {
    runDue,
    start: schedule,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
