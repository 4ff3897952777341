import type { ConnectorCall } from '../../connectors/ports/call-observer.ts';
import { loadState } from '../../engine/load-state.ts';
import type { Claim, ConversationStore, Json } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import type { ChannelFor } from '../channel.ts';
import type { GuichetBot } from '../guichet-bot.ts';
import { type Inbound, inboundSchema } from '../inbound.ts';
import type { OutboxAdapter } from '../outbox-adapter.ts';
import type { CallLog } from './call-log.ts';
import type { Turn, TurnOutcome, TurnReport } from './turn.ts';

export interface PerformDeps {
  readonly conversations: ConversationStore;
  readonly adapter: OutboxAdapter;
  readonly bot: GuichetBot;
  readonly channelFor: ChannelFor;
  readonly callLog: CallLog;
  /** The honest sentence for a turn that broke, in the language of the conversation. */
  apology(turn: Turn): TurnOutcome;
  readonly log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  /** Told when a turn is over and its replies have left. */
  readonly onTurnEnd: (report: TurnReport) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number;
  /** Calls once after so many milliseconds; what comes back calls it off. A timer of node, unless a test brings its own. */
  readonly after?: (ms: number, run: () => void) => () => void;
  /** How long a turn may take before the customer is told that it was seen and is being answered; at once where it is left out. */
  readonly signAfterMs?: number;
}

interface Computed {
  readonly outcome: TurnOutcome;
  readonly replies: readonly Json[];
}

async function compute(deps: PerformDeps, turn: Turn): Promise<Computed> {
  const channel = deps.channelFor(turn.inbound.door);
  const written = (): readonly Json[] => turn.activities.map((activity) => channel.toReply(activity));
  try {
    await deps.adapter.run(turn, deps.bot);
    if (turn.outcome) return { outcome: turn.outcome, replies: written() };
    throw new TypeError('the bot decided nothing');
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error;
    deps.log.error(
      { conversation: turn.conversation, error: error instanceof Error ? error.name : 'unknown', stack: frames(error) },
      'turn broke',
    );
    turn.activities.length = 0;
    return { outcome: deps.apology(turn), replies: written() };
  }
}

/** Where it broke, without the message: a message may repeat what the customer wrote. */
function frames(error: unknown): string[] {
  return error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => line.trimStart().startsWith('at '))
        .slice(0, 5)
    : [];
}

function afterTimeout(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Runs the work; the customer is told meanwhile that it was seen. A sign under way is waited for: after the answer it would mislead. */
async function withSign<Result>(deps: PerformDeps, inbound: Inbound, work: () => Promise<Result>): Promise<Result> {
  const { after = afterTimeout, signAfterMs = 0 } = deps;
  let sign: Promise<void> | undefined;
  const give = (): void => {
    sign = deps.channelFor(inbound.door).acknowledge(inbound);
  };
  const callOff = signAfterMs > 0 ? after(signAfterMs, give) : give();
  try {
    return await work();
  } finally {
    callOff?.();
    await sign;
  }
}

async function deliver(
  deps: PerformDeps,
  claim: Claim,
  delivery: { readonly inbound: Inbound; readonly replies: readonly Json[] },
): Promise<'done' | 'stale' | 'halted'> {
  const { conversations } = deps;
  const result = await deps.channelFor(delivery.inbound.door).deliver({
    ...delivery,
    // The end of the turn, which follows at once, says the same of the last one.
    onSent: async (count) => (count < delivery.replies.length ? conversations.markSent(claim, count) : 'ok'),
    wasEchoed: (sendId) => conversations.wasEchoed(claim, sendId),
    renew: () => conversations.renew(claim),
  });
  return result === 'delivered' ? 'done' : result;
}

/** One event, wholly: computed, committed together with its replies, sent. */
export function createPerformTurn(deps: PerformDeps): (claim: Claim) => Promise<'done' | 'stale' | 'halted'> {
  return async (claim) => {
    const startedAt = deps.ticks();
    const inbound = inboundSchema.parse(claim.event);
    if (claim.unsent.length > 0) return deliver(deps, claim, { inbound, replies: claim.unsent });
    const calls: ConnectorCall[] = [];
    const turn: Turn = { conversation: claim.conversation, inbound, state: loadState(claim.state), activities: [] };
    const { outcome, replies, committed } = await withSign(deps, inbound, async () => {
      const computed = await deps.callLog.collect(calls, () => compute(deps, turn));
      return {
        ...computed,
        committed: await deps.conversations.commit(claim, { state: computed.outcome.state, replies: computed.replies }),
      };
    });
    if (committed === 'stale') return 'stale';
    const result = await deliver(deps, claim, { inbound, replies });
    const report: TurnReport = { ...outcome.trace, eventId: inbound.id, calls, ms: Math.round((deps.ticks() - startedAt) * 10) / 10 };
    const { slots: _slots, calls: _calls, ...logged } = report;
    deps.log.info({ conversation: claim.conversation, ...logged, calls: calls.length }, 'turn');
    deps.onTurnEnd(report);
    return result;
  };
}
