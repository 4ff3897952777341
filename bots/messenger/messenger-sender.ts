import type { Logger } from 'pino';
import { type Pause, pauseForReal } from './echo-wait.ts';
import { createGatedSend } from './gated-send.ts';
import type { OutboxReply } from './outbox-reply.ts';
import { createPageGate } from './page-gate.ts';
import type { SendApi } from './send-api.ts';
import type { SendFailure, SendUnknown } from './send-outcome.ts';
import { defaultSendTimes, type EchoTerms, type SendTimes } from './send-times.ts';
import { createSettledSend, type Holding, type Settled } from './settled-send.ts';

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
}

export interface MessengerSender {
  /** Sends replies to one person in their order, each after the one before was confirmed; parallel calls would arrive in any order. */
  deliver(psid: string, replies: readonly OutboxReply[], holder: DeliveryHolder): Promise<DeliveryReport>;
  /** True from Meta's refusal of the Page itself until something was sent again; now and then a waiting reply tries. */
  readonly stopped: boolean;
  /** True while nothing is sent: the Page was refused, or Meta does not answer. */
  readonly resting: boolean;
}

export interface MessengerSenderDeps {
  readonly sendApi: Pick<SendApi, 'send' | 'waiting'>;
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
}

const isForGood = (failure: SendFailure): boolean => failure.action === 'never' || failure.action === 'plainer';

interface Tally {
  readonly lost: SendFailure[];
  readonly unconfirmed: SendUnknown[];
}

/** Goes on or not after one reply; counts what was given up. */
function verdictOn(settled: Settled, mayRepeat: boolean, tally: Tally): 'next' | 'last' | 'stale' | SendFailure | SendUnknown {
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

/** The sender of one Page. */
export function createMessengerSender(deps: MessengerSenderDeps): MessengerSender {
  const { sendApi, rests = defaultSendTimes, onAlarm, log, ticks = () => performance.now(), pause = pauseForReal } = deps;
  const gate = createPageGate({ ...rests, ticks });
  const send = createGatedSend({
    sendApi,
    gate,
    onAlarm(failure) {
      log?.error({ send: failure }, 'the Send API needs attention');
      onAlarm?.(failure);
    },
    onReopened: () => log?.info({}, 'the Page sends again'),
  });
  const echoes = deps.echoes && { ...deps.echoes, pause, signal: sendApi.waiting };
  const settledSend = createSettledSend({ send, echoes });

  async function deliver(psid: string, replies: readonly OutboxReply[], holder: DeliveryHolder): Promise<DeliveryReport> {
    const tally: Tally = { lost: [], unconfirmed: [] };
    for (const [index, reply] of replies.entries()) {
      const settled = await settledSend({ psid, reply, resumed: holder.resumed && index === 0, holding: holder });
      const verdict = verdictOn(settled, echoes !== undefined && !reply.once, tally);
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
