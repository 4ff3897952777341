import type { Logger } from 'pino';
import { createPatience } from '../patience.ts';
import { type Pause, pauseForReal } from './echo-wait.ts';
import { createGated, type Gated, restingPage } from './gated-send.ts';
import type { OutboxControl } from './outbox-control.ts';
import type { OutboxReply } from './outbox-reply.ts';
import { createPageGate, type PageGate } from './page-gate.ts';
import type { Personas } from './personas.ts';
import type { SendApi } from './send-api.ts';
import type { SendFailure, SendUnknown } from './send-outcome.ts';
import { defaultSendTimes, type EchoTerms, type SendTimes } from './send-times.ts';
import { createSettledSend, type Holding, type Sending, type Settled } from './settled-send.ts';

/** What became of the replies to one person. */
export type DeliveryReport =
  /** All of them are settled; `lost` holds those that Meta refused for good, `unconfirmed` those that may have left and are not repeated. */
  | { readonly outcome: 'done'; readonly lost: readonly SendFailure[]; readonly unconfirmed: readonly SendUnknown[] }
  /** Those from `next` on may be tried again later. The first of them may have left where `because` is unknown. */
  | { readonly outcome: 'paused'; readonly next: number; readonly because: SendFailure | SendUnknown }
  /** Another worker has taken over; nothing more was sent. */
  | { readonly outcome: 'stale' };

/** The one who holds the conversation, to whom each step is told. */
export interface DeliveryHolder extends Holding {
  /** The first of the replies waited in the outbox: a worker that died may have sent it. */
  readonly resumed: boolean;
  /** Called, and awaited, after each reply that is settled: sent, or given up. */
  onSent(index: number): Promise<'ok' | 'stale'>;
  /** Called, and awaited, where Meta says that another app holds the thread, or does not let it change hands. */
  onDoubt(): Promise<void>;
  /** Called, and awaited, with the app that holds the thread, where that was asked under a token; null: nobody that Meta names. */
  onHolder(app: string | null, token: number): Promise<void>;
}

/** What the outbox holds for one person. */
export type OutboxEntry = OutboxReply | OutboxControl;

export interface MessengerSender {
  /** Sends replies to one person in their order, each after the one before was confirmed; parallel calls would arrive in any order. */
  deliver(psid: string, replies: readonly OutboxEntry[], holder: DeliveryHolder): Promise<DeliveryReport>;
  /** True from Meta's refusal of the Page itself until something was sent again; now and then a waiting reply tries. */
  readonly stopped: boolean;
  /** True while nothing is sent: the Page was refused, or Meta does not answer. */
  readonly resting: boolean;
}

export interface MessengerSenderDeps {
  readonly sendApi: Pick<SendApi, 'send' | 'control' | 'waiting'>;
  /** Undefined where the Page does not subscribe to `message_echoes`: what may have been sent is not repeated then. */
  readonly echoes?: EchoTerms | undefined;
  /** How long the Page rests in trouble. */
  readonly rests?: Pick<SendTimes, 'silentMs' | 'stoppedMs'>;
  /** Somebody has to look: a dead token, a restricted Page, an error nobody has seen before. */
  readonly onAlarm?: (failure: SendFailure) => void;
  readonly log?: Pick<Logger, 'error' | 'info'>;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks?: () => number;
  readonly pause?: Pause;
  /** For the jitter, 0 to 1. */
  readonly random?: () => number;
  /** Decides, when a message leaves, how Meta's window lets it. */
  readonly now?: () => Date;
  /** Undefined where people write under the Page's name. */
  readonly personas?: Personas | undefined;
}

const isForGood = (failure: SendFailure): boolean => failure.action === 'never' || failure.action === 'plainer';

interface Tally {
  readonly lost: SendFailure[];
  readonly unconfirmed: SendUnknown[];
}

type Verdict = 'next' | 'last' | 'stale' | SendFailure | SendUnknown;

/** Goes on or not after one reply; counts what was given up. */
function verdictOn(settled: Settled, mayRepeat: boolean, tally: Tally): Verdict {
  if (settled.outcome === 'stale') return 'stale';
  if (settled.outcome === 'sent') return 'next';
  if (settled.outcome === 'unknown') {
    if (mayRepeat) return settled;
    tally.unconfirmed.push(settled);
    return 'next';
  }
  if (!isForGood(settled)) return settled;
  tally.lost.push(settled);
  // Whoever cannot be reached with this reply cannot be reached with the next one either.
  return settled.scope === 'message' ? 'next' : 'last';
}

/** A reply that Meta fails on again and again, while other messages go through. */
function givenUp(because: SendFailure | SendUnknown): SendFailure {
  return { ...because, outcome: 'failed', action: 'never', reason: 'given_up', scope: 'message', alarm: true };
}

/** Trouble of this reply's own: nobody knows what became of it, or Meta puts it off. */
const isOwn = (because: SendFailure | SendUnknown): boolean => because.outcome === 'unknown' || because.scope === 'message';

interface Controlling {
  readonly psid: string;
  readonly entry: OutboxControl;
  readonly holder: DeliveryHolder;
}

const movesThread: ReadonlySet<OutboxControl['control']['call']> = new Set(['pass_thread_control', 'take_thread_control']);

/** Whether our owner may be another than Meta's now: it says so, or a thread has not changed hands that has here. */
function raisesDoubt(entry: OutboxEntry, { reason }: SendFailure): boolean {
  if (!('control' in entry)) return reason === 'thread_owned_elsewhere';
  return movesThread.has(entry.control.call);
}

interface PatientlyDeps {
  readonly gate: Pick<PageGate, 'resting'>;
  readonly waiting: AbortSignal;
  readonly ticks: () => number;
  readonly onAlarm: (failure: SendFailure) => void;
}

/** Goes on, waits, or gives up an entry that Meta fails on again and again. */
function createPatiently({ gate, waiting, ticks, onAlarm }: PatientlyDeps) {
  const patience = createPatience(ticks);

  function isHopeless({ metadata }: OutboxEntry, because: SendFailure | SendUnknown): boolean {
    const mostRounds = because.outcome === 'failed' ? because.mostRounds : undefined;
    if (isOwn(because) && !gate.resting) return !waiting.aborted && patience.isOver(metadata, mostRounds);
    // Trouble of the whole Page: nobody knows whether the reply has any of its own.
    patience.forget(metadata);
    return false;
  }

  return (entry: OutboxEntry, verdict: Verdict, tally: Tally): Verdict => {
    if (typeof verdict === 'object' && !isHopeless(entry, verdict)) return verdict;
    patience.forget(entry.metadata);
    if (typeof verdict !== 'object') return verdict;
    tally.lost.push(givenUp(verdict));
    onAlarm(givenUp(verdict));
    return 'next';
  };
}

interface ControlDeps {
  readonly sendApi: Pick<SendApi, 'control'>;
  readonly gated: Gated;
  readonly patiently: ReturnType<typeof createPatiently>;
}

/** Makes one call of Conversation Routing. It may be made again, so what nobody has confirmed is. */
function createControlOne({ sendApi, gated, patiently }: ControlDeps) {
  return async ({ psid, entry, holder }: Controlling, tally: Tally): Promise<Verdict> => {
    const { call, token } = entry.control;
    const settled = await gated(() => sendApi.control(psid, entry));
    if (settled.outcome === 'sent' && 'holder' in settled) await holder.onHolder(settled.holder ?? null, token);
    const verdict = patiently(entry, verdictOn(settled, true, tally), tally);
    const isLost = settled.outcome !== 'sent' && typeof verdict !== 'object';
    // What follows on a thread that was not taken is not ours to say.
    return isLost && call === 'take_thread_control' ? 'last' : verdict;
  };
}

/** The sender of one Page. */
export function createMessengerSender(deps: MessengerSenderDeps): MessengerSender {
  const { sendApi, rests = defaultSendTimes, log, ticks = () => performance.now(), pause = pauseForReal, random = Math.random } = deps;
  const gate = createPageGate({ ...rests, ticks });
  const onAlarm = (failure: SendFailure): void => {
    log?.error({ send: failure }, 'the Send API needs attention');
    deps.onAlarm?.(failure);
  };
  const gated = createGated({ gate, onAlarm, onReopened: () => log?.info({}, 'the Page sends again') });
  const send: SendApi['send'] = (...sending) => gated(() => sendApi.send(...sending));
  const echoes = deps.echoes && { ...deps.echoes, pause, signal: sendApi.waiting };
  const page = { onEchoed: () => gate.echoed(), maySend: () => !gate.isShut() };
  const settledSend = createSettledSend({ send, echoes, ...page, random, now: deps.now, personas: deps.personas });

  const patiently = createPatiently({ gate, waiting: sendApi.waiting, ticks, onAlarm });

  /** One reply: what follows on it, or why the rest has to wait. */
  async function deliverOne(sending: Sending, tally: Tally): Promise<Verdict> {
    const { reply } = sending;
    return patiently(reply, verdictOn(await settledSend(sending), echoes !== undefined && !reply.once, tally), tally);
  }

  const controlOne = createControlOne({ sendApi, gated, patiently });

  async function deliver(psid: string, replies: readonly OutboxEntry[], holder: DeliveryHolder): Promise<DeliveryReport> {
    const tally: Tally = { lost: [], unconfirmed: [] };
    // Before looking for echoes: while the Page rests, every waiting conversation comes by every few seconds.
    if (gate.isShut()) return { outcome: 'paused', next: 0, because: restingPage(gate.stopped) };
    for (const [index, reply] of replies.entries()) {
      const lost = tally.lost.length;
      const verdict =
        'control' in reply
          ? await controlOne({ psid, entry: reply, holder }, tally)
          : await deliverOne({ psid, reply, resumed: holder.resumed && index === 0, holding: holder }, tally);
      if (tally.lost.slice(lost).some((failure) => raisesDoubt(reply, failure))) await holder.onDoubt();
      if (verdict === 'stale') return { outcome: 'stale' };
      if (typeof verdict === 'object') return { outcome: 'paused', next: index, because: verdict };
      if ((await holder.onSent(index)) === 'stale') return { outcome: 'stale' };
      if (verdict === 'last') break;
    }
    return { outcome: 'done', ...tally };
  }

  return {
    deliver,
    get stopped() {
      return gate.stopped;
    },
    get resting() {
      return gate.resting;
    },
  };
}
