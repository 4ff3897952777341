import type { Logger } from 'pino';
import { z } from 'zod';
import type { CallObserver } from '../../connectors/ports/call-observer.ts';
import type { EgressGate } from '../../secrecy/egress/egress-gate.ts';
import { type Pause, pauseForReal } from './echo-wait.ts';
import { createGraphCall, createGraphPool, type GraphAnswer, type GraphPool, type GraphRequest } from './graph-call.ts';
import type { OutboxControl } from './outbox-control.ts';
import type { SendBody } from './send-body.ts';
import { judgeAnswerOf, type SendFailure, type SendOutcome } from './send-outcome.ts';
import { createSendPace, type SendPace, unpaced } from './send-pace.ts';
import { defaultSendTimes } from './send-times.ts';
import { judgeThread, type ThreadOutcome, threadRequest } from './thread-request.ts';
import { createUsageBrake, type UsageBrake } from './usage-brake.ts';
import { readUsage } from './usage-headers.ts';

export type SenderAction = 'typing_on' | 'mark_seen';

export interface SendOptions {
  /** `RESPONSE`: within 24 hours of what the customer wrote. `HUMAN_AGENT`: a person answers, within 7 days. */
  readonly messagingType: 'RESPONSE' | 'HUMAN_AGENT';
  /** Names this sending; comes back in the echo. Below 1 000 characters. */
  readonly metadata: string;
  /** Under whose persona it leaves; the Page's own name where absent. */
  readonly personaId?: string | undefined;
}

/** Messenger's Send API for one Page. */
export interface SendApi {
  /** Sends one message; never rejects. What is certainly unsent is tried three times at most, what may have been sent never again. */
  send(psid: string, body: SendBody, options: SendOptions): Promise<SendOutcome>;
  /** Makes one call of Conversation Routing, or asks who holds the thread; never rejects. */
  control(psid: string, entry: OutboxControl): Promise<ThreadOutcome>;
  /** Makes a persona (`POST /{page}/personas`); undefined where Meta made none. Never rejects. */
  createPersona(name: string, pictureUrl: string): Promise<string | undefined>;
  /** Shows that somebody is writing, or has read. Nobody misses it, so its failure is logged and nothing more. */
  senderAction(psid: string, action: SenderAction): Promise<void>;
  /** Aborted by `endWaits`. */
  readonly waiting: AbortSignal;
  /** From now on nothing is waited for: a message that would have to wait is given back as not sent, and what need not wait still leaves. */
  endWaits(): void;
  /** Ends the waiting, and lets calls under way finish. */
  close(): Promise<void>;
}

export interface SendApiDeps {
  /** The door to the outside. */
  readonly egress: Pick<EgressGate, 'pool'>;
  readonly graphUrl: string;
  readonly graphVersion: string;
  readonly pageToken: string;
  readonly appSecret: string;
  readonly now: () => Date;
  readonly onCall?: CallObserver;
  readonly log?: Pick<Logger, 'warn' | 'debug'>;
  /** From the call to the last byte of its answer. */
  readonly timeoutMs?: number;
  /** Connections to use instead of own ones; they are not closed here. */
  readonly pool?: GraphPool;
  /** Messages of the Page in any second, in the order in which they were asked for; sender actions do not count. No limit unless given. */
  readonly sendsPerSecond?: number | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks?: () => number;
  readonly pause?: Pause;
  /** For the jitter, 0 to 1. */
  readonly random?: () => number;
}

const personaMade = z.object({ id: z.union([z.string().min(1), z.number().transform(String)]) });

const maxRetries = 2;
/** A customer who waits longer than this is better served by the outbox. */
const longestPauseMs = 10_000;
const firstBackoffMs = 300;
/** Nobody waits for a sign that somebody is writing. */
const actionTimeoutMs = 3_000;
/** With more messages than this waiting, signs would only make the queue longer. */
const longestQueueForActionsMs = 1_000;

interface Line {
  /** One call, timed and observed. */
  call(request: GraphRequest): Promise<GraphAnswer>;
  readonly brake: UsageBrake;
  readonly pace: SendPace;
  /** Waits; false where waiting was ended meanwhile. */
  pause(ms: number): Promise<boolean>;
}

function createLine(deps: SendApiDeps, pool: GraphPool, waiting: AbortSignal): Line {
  const {
    now,
    onCall,
    timeoutMs = defaultSendTimes.timeoutMs,
    sendsPerSecond,
    ticks = () => performance.now(),
    pause = pauseForReal,
  } = deps;
  const graph = createGraphCall(deps, pool);
  const brake = createUsageBrake({ ticks });
  return {
    brake,
    pace: sendsPerSecond === undefined ? unpaced : createSendPace({ perSecond: sendsPerSecond, ticks }),
    async call(request) {
      const { operation } = request;
      const isSign = operation === 'typing_on' || operation === 'mark_seen';
      const startedAt = now().getTime();
      const answer = await graph(request, isSign ? Math.min(timeoutMs, actionTimeoutMs) : timeoutMs);
      const usage = answer.kind === 'answered' ? readUsage(answer.headers) : undefined;
      if (usage) brake.note(usage);
      const outcome = answer.kind === 'answered' ? answer.status : answer.kind;
      onCall?.({ system: 'messenger', operation, outcome, ms: now().getTime() - startedAt });
      return answer;
    },
    async pause(ms) {
      if (ms <= 0) return true;
      try {
        await pause(Math.ceil(ms), waiting);
        return !waiting.aborted;
      } catch {
        return false;
      }
    },
  };
}

function braked(afterMs: number): SendFailure {
  return { outcome: 'failed', action: 'wait', reason: 'braked', scope: 'page', alarm: false, afterMs: Math.ceil(afterMs) };
}

const waitEnded: SendFailure = { outcome: 'failed', action: 'retry', reason: 'wait_ended', scope: 'page', alarm: false };

/** A request that is worth waiting for, and how its answer is read. */
interface Job<Outcome> {
  readonly request: GraphRequest;
  judge(answer: GraphAnswer): Outcome;
}

type AnyOutcome = SendOutcome | ThreadOutcome;

/** One call when the Page's turn has come. */
async function attempt<Outcome extends AnyOutcome>(
  { brake, pace, pause, call }: Line,
  { request, judge }: Job<Outcome>,
): Promise<Outcome | SendFailure> {
  const aheadMs = Math.max(brake.heldMs(), pace.aheadMs());
  if (aheadMs > longestPauseMs) return braked(aheadMs);
  if (!(await pause(pace.take(brake.heldMs()) + brake.slowdownMs()))) return waitEnded;
  // Meta has throttled another message meanwhile.
  if (brake.heldMs() > 0) return braked(brake.heldMs());
  const outcome = judge(await call(request));
  if (outcome.outcome === 'sent') brake.taken();
  if (outcome.outcome !== 'failed' || outcome.action !== 'wait') return outcome;
  brake.throttled(outcome.afterMs);
  return { ...outcome, afterMs: Math.ceil(brake.heldMs()) };
}

/** How long to wait before trying again; undefined where it is not tried again here. */
function retryDelay(outcome: AnyOutcome, tries: number, random: () => number): number | undefined {
  if (outcome.outcome !== 'failed' || tries > maxRetries || outcome.reason === 'wait_ended') return undefined;
  if (outcome.action === 'retry') return firstBackoffMs * 2 ** (tries - 1) * (0.5 + random());
  if (outcome.action !== 'wait' || outcome.afterMs === undefined || outcome.afterMs > longestPauseMs) return undefined;
  return outcome.afterMs * (1 + random() / 10);
}

async function sendPatiently<Outcome extends AnyOutcome>(
  line: Line,
  job: Job<Outcome>,
  random: () => number,
): Promise<Outcome | SendFailure> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(line, job);
    const delayMs = retryDelay(outcome, tries, random);
    if (delayMs === undefined || !(await line.pause(delayMs))) return outcome;
  }
}

function logOutcome(log: SendApiDeps['log'], outcome: AnyOutcome): void {
  if (outcome.outcome !== 'sent') log?.warn({ send: outcome }, 'message not confirmed by the Send API');
}

interface Connections {
  readonly pool: GraphPool;
  close(): Promise<void>;
}

function connections({ pool, egress, graphUrl }: SendApiDeps, timeoutMs: number): Connections {
  if (pool) return { pool, close: async () => {} };
  const own = createGraphPool(egress, { graphUrl, timeoutMs });
  let closed: Promise<void> | undefined;
  return { pool: own, close: () => (closed ??= own.close()) };
}

/** The Send API client of one Page: keep-alive connections, a brake on Meta's usage headers, retries only where nothing can be sent twice. */
export function createSendApi(deps: SendApiDeps): SendApi {
  const { log, random = Math.random, timeoutMs = defaultSendTimes.timeoutMs } = deps;
  const { pool, close } = connections(deps, timeoutMs);
  const waits = new AbortController();
  const line = createLine(deps, pool, waits.signal);
  return {
    waiting: waits.signal,
    endWaits: () => waits.abort(),
    async send(psid, body, { messagingType, metadata, personaId }) {
      const message = { ...body, metadata };
      const type = messagingType === 'RESPONSE' ? { messaging_type: messagingType } : { messaging_type: 'MESSAGE_TAG', tag: messagingType };
      const persona = personaId === undefined ? {} : { persona_id: personaId };
      const json = JSON.stringify({ recipient: { id: psid }, ...type, ...persona, message });
      const request = { operation: 'send', edge: 'messages', json };
      const outcome = await sendPatiently(line, { request, judge: (answer) => judgeAnswerOf(answer, json) }, random);
      logOutcome(log, outcome);
      return outcome;
    },
    async control(psid, entry) {
      const request = threadRequest(psid, entry);
      const judge = (answer: GraphAnswer): ThreadOutcome => judgeThread(entry, answer, request.json ?? '');
      const outcome = await sendPatiently(line, { request, judge }, random);
      logOutcome(log, outcome);
      return outcome;
    },
    async createPersona(name, pictureUrl) {
      if (line.brake.heldMs() > 0) return undefined;
      const json = JSON.stringify({ name, profile_picture_url: pictureUrl });
      const answer = await line.call({ operation: 'personas', edge: 'personas', json });
      const made = answer.kind === 'answered' && answer.status === 200 ? personaMade.safeParse(answer.json).data : undefined;
      if (!made) log?.warn({ answer: answer.kind === 'answered' ? answer.status : answer.kind }, 'no persona was made');
      return made?.id;
    },
    async senderAction(psid, action) {
      // Not worth a call of an allowance that is running out, nor a message's place in a long queue.
      const isBusy = line.brake.heldMs() > 0 || line.brake.slowdownMs() > 0 || line.pace.aheadMs() > longestQueueForActionsMs;
      if (waits.signal.aborted || isBusy) return;
      const answer = await line.call({
        operation: action,
        edge: 'messages',
        json: JSON.stringify({ recipient: { id: psid }, sender_action: action }),
      });
      const isDone = answer.kind === 'answered' && answer.status === 200;
      if (!isDone) log?.debug({ action, answer: answer.kind }, 'sender action failed');
    },
    async close() {
      waits.abort();
      await close();
    },
  };
}
