import { loadState } from '../../engine/load-state.ts';
import { readHold } from '../../handoff/hold.ts';
import type { Language } from '../../i18n/language.ts';
import type { Origin } from '../../secrecy/origin.ts';
import type { Claim, ConversationStore, Json, QuarantineStore } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { type DeskWork, holdDeskWork } from '../desk/desk-work.ts';
import { plainJson } from '../desk/plain-json.ts';
import { type Inbound, inboundSchema } from '../inbound.ts';
import { createDeliverReplies, type DeliverDeps } from './deliver-replies.ts';
import { type EndTurnDeps, endTurn } from './end-turn.ts';
import { holdReplies } from './held-replies.ts';
import type { PerformTurn } from './perform-turn.ts';
import type { TellLedger } from './tell-ledger.ts';
import { type Breakage, describeBreakage, TurnError } from './turn-error.ts';

/** How often an event is tried. */
export const mostAttempts = 3;

/**
 * How often an event may be begun by a worker that then dies, from its third time on alone: a worker can die of something else, or
 * be killed, and one event must not be blamed for that.
 */
const mostDeaths = 5;

/**
 * How often the sending of replies may be left behind by a worker that died. It runs nothing that an event could break, and often
 * waits for an echo: whoever dies meanwhile most likely died of something else, or was killed.
 */
const mostSendings = 30;

/** Whether the event, each time it was begun, has taken its worker with it. */
export function isSuspect({ attempt, unsent }: Claim, attempts = mostDeaths): boolean {
  return attempt > (unsent.length > 0 ? mostSendings : attempts);
}

/**
 * What came of one claim. `failed`: to be tried again, and the try counts. `postponed`: to be tried again, for reasons that lie
 * elsewhere. `halted`: the channel cannot send at present.
 */
export type TurnResult = Awaited<ReturnType<PerformTurn>> | 'failed' | 'postponed';

/** The honest sentence for an event that could not be handled. */
export type Apology = (
  inbound: Inbound,
  state: Json | undefined,
) => { readonly language: Language; readonly replies: readonly Json[]; readonly origin: Origin };

export interface AttemptsDeps extends EndTurnDeps, DeliverDeps {
  readonly perform: PerformTurn;
  readonly conversations: DeliverDeps['conversations'] & Pick<ConversationStore, 'quarantine'>;
  readonly quarantine: Pick<QuarantineStore, 'list'>;
  readonly apology: Apology;
  readonly tellLedger: TellLedger;
  readonly onQuarantined: (reason: Breakage) => void;
  /** Tells the desk; can be done again. */
  readonly tellDesk?: (work: DeskWork) => Promise<void>;
  readonly now: () => Date;
  readonly log: EndTurnDeps['log'] & { warn(fields: object, message: string): void; error(fields: object, message: string): void };
}

/** Where the replies of an event cannot be sent, neither can its apology, perhaps: it is tried for one event once. */
async function hasApologised({ quarantine }: AttemptsDeps, { conversation, eventId }: Claim): Promise<boolean> {
  const kept = await quarantine.list();
  return kept.some((event) => event.conversation === conversation && event.eventId === eventId);
}

interface MadeApology extends ReturnType<Apology> {
  readonly inbound: Inbound;
}

/** Undefined where nobody knows whom to write to, or where it has been tried before. */
async function apologyFor(deps: AttemptsDeps, claim: Claim, reason: Breakage): Promise<MadeApology | undefined> {
  const { data: inbound } = inboundSchema.safeParse(claim.event);
  // A customer is not told of what somebody at the desk could not do.
  if (!inbound || inbound.desk) return undefined;
  if ((reason === 'delivery' || claim.unsent.length > 0) && (await hasApologised(deps, claim))) return undefined;
  try {
    return { inbound, ...deps.apology(inbound, claim.state) };
  } catch (error) {
    deps.log.error({ conversation: claim.conversation, ...describeBreakage(error) }, 'no apology could be made');
    return undefined;
  }
}

/** Whoever at the desk waits for what comes of a write is told that nothing does; where it was done, and only its messages could not leave, that stays. */
function failedWrite({ eventId, state }: Claim): DeskWork | undefined {
  if (!eventId.startsWith('desk-')) return undefined;
  const { owner } = readHold(loadState(state).hold);
  return { outcome: { write: eventId, result: plainJson({ outcome: 'refused', why: 'broken', owner }) } };
}

/** What the ledger is told of an apology. */
function entriesOf({ tellLedger }: AttemptsDeps, { conversation, eventId }: Claim, { replies, origin }: MadeApology): readonly Json[] {
  return tellLedger({ conversation, eventId, replies, origins: replies.map(() => origin) });
}

/** Tries each event three times at most; then it is set aside for somebody to look into, and the customer is told. */
export function createAttempts(deps: AttemptsDeps): (claim: Claim) => Promise<TurnResult> {
  const { log, conversations } = deps;
  const deliver = createDeliverReplies(deps);

  async function setAside(claim: Claim, failure: unknown): Promise<TurnResult> {
    const startedAt = deps.ticks();
    const { reason, frames } = describeBreakage(failure);
    const apology = await apologyFor(deps, claim, reason);
    const replies = apology?.replies ?? [];
    const work = failedWrite(claim);
    const held = [...(work ? [holdDeskWork(work)] : []), ...holdReplies(replies, [])];
    const note = { at: deps.now().toISOString(), reason, frames, entries: apology ? entriesOf(deps, claim, apology) : [] };
    if ((await conversations.quarantine(claim, note, held)) === 'stale') return 'stale';
    log.error({ conversation: claim.conversation, reason, attempt: claim.attempt }, 'event set aside; see npm run quarantine');
    deps.onQuarantined(reason);
    if (work) await deps.tellDesk?.(work);
    if (!apology) return 'done';
    const { inbound, language } = apology;
    const result = await deliver(claim, { inbound, replies });
    const trace = { dialog: null, slots: {}, events: ['failed internal', 'quarantined'], language, score: 0, source: 'none', calls: [] };
    if (result === 'done') endTurn(deps, claim, { ...trace, eventId: inbound.id, startedAt });
    return result;
  }

  /** `retry` says what becomes of an event that broke now. */
  async function guarded(claim: Claim, run: () => Promise<TurnResult>, broke: (failure: unknown) => Promise<TurnResult>) {
    try {
      return await run();
    } catch (failure) {
      const about = { conversation: claim.conversation, attempt: claim.attempt };
      if (failure instanceof StoreUnavailableError) {
        log.warn({ ...about, error: failure.name }, 'turn postponed: the store is away');
        return 'postponed';
      }
      log.error({ ...about, ...describeBreakage(failure) }, 'turn failed');
      return broke(failure);
    }
  }

  const again = async (): Promise<TurnResult> => 'failed';
  /** Sending has tries of its own, from the commit on. */
  const isLast = (claim: Claim, failure: unknown): boolean => {
    const isFirstSending = describeBreakage(failure).reason === 'delivery' && claim.unsent.length === 0;
    return !isFirstSending && claim.attempt >= mostAttempts;
  };

  return (claim) => {
    const quarantine = (failure: unknown): Promise<TurnResult> => guarded(claim, () => setAside(claim, failure), again);
    if (isSuspect(claim)) return quarantine(new TurnError('worker_died'));
    return guarded(
      claim,
      () => deps.perform(claim),
      (failure) => (isLast(claim, failure) ? quarantine(failure) : again()),
    );
  };
}
