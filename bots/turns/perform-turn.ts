import type { ConnectorCall } from '../../connectors/ports/call-observer.ts';
import { loadState } from '../../engine/load-state.ts';
import { readHold } from '../../handoff/hold.ts';
import type { Claim, ConversationStore, Json } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import type { ChannelFor } from '../channel.ts';
import { type DeskWork, holdDeskWork, splitUnsent } from '../desk/desk-work.ts';
import type { GuichetBot } from '../guichet-bot.ts';
import { inTime } from '../in-time.ts';
import { type Inbound, inboundSchema } from '../inbound.ts';
import type { OutboxAdapter } from '../outbox-adapter.ts';
import type { CallLog } from './call-log.ts';
import { createDeliverReplies } from './deliver-replies.ts';
import { type EndTurnDeps, endTurn } from './end-turn.ts';
import { holdReplies } from './held-replies.ts';
import type { RecheckReplies } from './recheck-replies.ts';
import type { TellLedger } from './tell-ledger.ts';
import type { Turn, TurnOutcome } from './turn.ts';
import { TurnError } from './turn-error.ts';

export interface PerformDeps extends EndTurnDeps {
  readonly conversations: ConversationStore;
  readonly adapter: OutboxAdapter;
  readonly bot: GuichetBot;
  readonly channelFor: ChannelFor;
  readonly callLog: CallLog;
  readonly tellLedger: TellLedger;
  readonly recheck: RecheckReplies;
  /** Tells the desk; can be done again. */
  readonly tellDesk?: (work: DeskWork) => Promise<void>;
  /** Calls once after so many milliseconds; what comes back calls it off. A timer of node, unless a test brings its own. */
  readonly after?: (ms: number, run: () => void) => () => void;
  /** How long a turn may take before the customer is told that it was seen and is being answered; at once where it is left out. */
  readonly signAfterMs?: number;
  /** Whether the process is behind with its work: then no sign is given, and the answers of all come the sooner. */
  readonly isBehind?: () => boolean;
  /** How long the computing of a turn may take before it counts as broken; its calls to other systems have shorter limits of their own. */
  readonly computeMs?: number;
}

export type PerformTurn = (claim: Claim) => Promise<'done' | 'stale' | 'halted'>;

interface Computed {
  readonly outcome: TurnOutcome;
  readonly replies: readonly Json[];
}

const defaultComputeMs = 30_000;

async function compute({ adapter, bot, channelFor }: PerformDeps, turn: Turn): Promise<Computed> {
  await adapter.run(turn, bot);
  if (!turn.outcome) throw new TypeError('the bot decided nothing');
  const channel = channelFor(turn.inbound.door);
  return { outcome: turn.outcome, replies: turn.activities.map((activity) => channel.toReply(activity)) };
}

async function computeInTime(deps: PerformDeps, turn: Turn): Promise<Computed> {
  try {
    return await inTime(compute(deps, turn), deps.computeMs ?? defaultComputeMs, () => new TurnError('timed_out'));
  } catch (error) {
    throw error instanceof StoreUnavailableError || error instanceof TurnError ? error : new TurnError('turn', { cause: error });
  }
}

function afterTimeout(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Runs the work; the customer is told meanwhile that it was seen. A sign under way is waited for: after the answer it would mislead. */
async function withSign<Result>(deps: PerformDeps, { inbound, conversation }: Turn, work: () => Promise<Result>): Promise<Result> {
  const { after = afterTimeout, signAfterMs = 0 } = deps;
  let sign: Promise<void> | undefined;
  const give = (): void => {
    if (deps.isBehind?.()) return;
    sign = deps.channelFor(inbound.door).acknowledge(inbound, conversation);
  };
  const callOff = signAfterMs > 0 ? after(signAfterMs, give) : give();
  try {
    return await work();
  } finally {
    callOff?.();
    await sign;
  }
}

/** @throws TurnError `unreadable` */
function readEvent({ event }: Claim): Inbound {
  const inbound = inboundSchema.safeParse(event);
  if (!inbound.success) throw new TurnError('unreadable', { cause: inbound.error });
  return inbound.data;
}

/** What is told of a turn whose computing was over before: by whom and how it was decided is not known any more. */
function resumed(claim: Claim) {
  const language = loadState(claim.state).language ?? 'fr';
  return { dialog: null, slots: {}, events: ['resumed'], language, score: 0, source: 'outbox', calls: [] };
}

/** Saves what the turn came to, with what the ledger is told of it. */
async function commit(
  { conversations, tellLedger }: PerformDeps,
  claim: Claim,
  { turn, outcome, replies }: Computed & { readonly turn: Turn },
): Promise<'committed' | 'stale'> {
  const { origins, inbound, conversation } = turn;
  const said = tellLedger({ conversation, eventId: inbound.id, replies, origins });
  const entries = outcome.erased ? [...said, outcome.erased.entry] : said;
  const work = outcome.desk ? [holdDeskWork(outcome.desk)] : [];
  return conversations.commit(claim, {
    state: outcome.erased ? undefined : outcome.state,
    replies: [...work, ...holdReplies(replies, origins)],
    entries,
  });
}

/**
 * One event, wholly: computed, committed together with its replies, sent. A turn is reported once, when its replies have left.
 * @throws TurnError for what lies in the event or in our code, StoreUnavailableError.
 */
export function createPerformTurn(deps: PerformDeps): PerformTurn {
  const deliver = createDeliverReplies(deps);
  const { tellDesk = async () => undefined } = deps;
  /** Nobody is writing where a person is asked, or has done something. */
  const signed = <Result>(turn: Turn, work: () => Promise<Result>): Promise<Result> =>
    turn.inbound.desk || readHold(turn.state.hold).owner.kind !== 'bot' ? work() : withSign(deps, turn, work);
  return async (claim) => {
    const startedAt = deps.ticks();
    const inbound = readEvent(claim);
    if (claim.unsent.length > 0) {
      const { work, replies } = splitUnsent(claim.unsent);
      if (work) await tellDesk(work);
      const left = await deps.recheck({ ...claim, unsent: replies }, inbound);
      const result = await deliver(claim, { inbound, replies: left, before: claim.unsent.length - replies.length });
      if (result === 'done') endTurn(deps, claim, { ...resumed(claim), eventId: inbound.id, startedAt });
      return result;
    }
    const calls: ConnectorCall[] = [];
    const turn: Turn = { conversation: claim.conversation, inbound, state: loadState(claim.state), activities: [], origins: [] };
    const { outcome, replies, committed } = await signed(turn, async () => {
      const computed = await deps.callLog.collect(calls, () => computeInTime(deps, turn));
      return { ...computed, committed: await commit(deps, claim, { turn, ...computed }) };
    });
    if (committed === 'stale') return 'stale';
    // Where that fails it is ended by the sweep of erasures.
    await outcome.erased?.settle().catch(() => undefined);
    if (outcome.desk) await tellDesk(outcome.desk);
    const result = await deliver(claim, { inbound, replies, before: outcome.desk ? 1 : 0 });
    if (result === 'done') endTurn(deps, claim, { ...outcome.trace, eventId: inbound.id, calls, startedAt });
    return result;
  };
}
