import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { CallObserver } from '../../connectors/ports/call-observer.ts';
import { createGraphCall, createGraphPool, type GraphAnswer, type GraphPool } from './graph-call.ts';
import type { SendBody } from './send-body.ts';
import { judgeAnswerOf, type SendOutcome } from './send-outcome.ts';
import { createUsageBrake, type UsageBrake } from './usage-brake.ts';
import { readUsage } from './usage-headers.ts';

export type SenderAction = 'typing_on' | 'typing_off' | 'mark_seen';

export interface SendOptions {
  /** Guichet answers what was asked, within 24 hours. */
  readonly messagingType: 'RESPONSE';
  /** Names this sending; comes back in the echo. Below 1 000 characters. */
  readonly metadata: string;
}

/** Messenger's Send API for one Page. */
export interface SendApi {
  /** Sends one message; never rejects. What is certainly unsent is tried three times at most, what may have been sent never again. */
  send(psid: string, body: SendBody, options: SendOptions): Promise<SendOutcome>;
  /** Shows that somebody is writing, or has read. Nobody misses it, so its failure is logged and nothing more. */
  senderAction(psid: string, action: SenderAction): Promise<void>;
  /** Ends the waiting for another attempt at once, and lets calls under way finish. */
  close(): Promise<void>;
}

export interface SendApiDeps {
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
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** For the jitter, 0 to 1. */
  readonly random?: () => number;
}

const maxRetries = 2;
/** A customer who waits longer than this is better served by the outbox. */
const longestPauseMs = 10_000;
const firstBackoffMs = 300;

interface Line {
  /** One call, timed and observed. */
  call(operation: string, json: string): Promise<GraphAnswer>;
  readonly brake: UsageBrake;
  /** Waits; false where sending was ended meanwhile. */
  pause(ms: number): Promise<boolean>;
}

function createLine(deps: SendApiDeps, pool: GraphPool, closing: AbortSignal): Line {
  const { now, onCall, timeoutMs = 10_000, pause = defaultPause } = deps;
  const post = createGraphCall({ ...deps, timeoutMs }, pool);
  const brake = createUsageBrake({ now });
  return {
    brake,
    async call(operation, json) {
      const startedAt = now().getTime();
      const answer = await post(json);
      const usage = answer.kind === 'answered' ? readUsage(answer.headers) : undefined;
      if (usage) brake.note(usage);
      const outcome = answer.kind === 'answered' ? answer.status : answer.kind;
      onCall?.({ system: 'messenger', operation, outcome, ms: now().getTime() - startedAt });
      return answer;
    },
    async pause(ms) {
      if (ms <= 0) return !closing.aborted;
      try {
        await pause(ms, closing);
        return !closing.aborted;
      } catch {
        return false;
      }
    },
  };
}

async function defaultPause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal });
}

function braked(afterMs: number): SendOutcome {
  return { outcome: 'failed', action: 'wait', reason: 'braked', scope: 'page', alarm: false, afterMs };
}

const closed: SendOutcome = { outcome: 'failed', action: 'retry', reason: 'closed', scope: 'page', alarm: false };

async function attempt(line: Line, json: string): Promise<SendOutcome> {
  const pauseMs = line.brake.pauseMs();
  if (pauseMs > longestPauseMs) return braked(pauseMs);
  if (!(await line.pause(pauseMs))) return closed;
  return judgeAnswerOf(await line.call('send', json));
}

/** How long to wait before trying again; undefined where it is not tried again here. */
function retryDelay(outcome: SendOutcome, tries: number, random: () => number): number | undefined {
  if (outcome.outcome !== 'failed' || tries > maxRetries || outcome.reason === 'closed') return undefined;
  if (outcome.action === 'retry') return firstBackoffMs * 2 ** (tries - 1) * (0.5 + random());
  if (outcome.action !== 'wait' || outcome.afterMs === undefined || outcome.afterMs > longestPauseMs) return undefined;
  return outcome.afterMs * (1 + random() / 10);
}

async function sendPatiently(line: Line, json: string, random: () => number): Promise<SendOutcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(line, json);
    const delayMs = retryDelay(outcome, tries, random);
    if (delayMs === undefined || !(await line.pause(delayMs))) return outcome;
  }
}

function logOutcome(log: SendApiDeps['log'], outcome: SendOutcome): void {
  if (outcome.outcome !== 'sent') log?.warn({ send: outcome }, 'message not confirmed by the Send API');
}

interface Connections {
  readonly pool: GraphPool;
  close(): Promise<void>;
}

function connections({ pool, graphUrl }: SendApiDeps, timeoutMs: number): Connections {
  if (pool) return { pool, close: async () => {} };
  const own = createGraphPool({ graphUrl, timeoutMs });
  let closed: Promise<void> | undefined;
  return { pool: own, close: () => (closed ??= own.close()) };
}

/** The Send API client of one Page: keep-alive connections, a brake on Meta's usage headers, retries only where nothing can be sent twice. */
export function createSendApi(deps: SendApiDeps): SendApi {
  const { log, random = Math.random, timeoutMs = 10_000 } = deps;
  const { pool, close } = connections(deps, timeoutMs);
  const closing = new AbortController();
  const line = createLine(deps, pool, closing.signal);
  return {
    async send(psid, body, { messagingType, metadata }) {
      const message = { ...body, metadata };
      const json = JSON.stringify({ recipient: { id: psid }, messaging_type: messagingType, message });
      const outcome = await sendPatiently(line, json, random);
      logOutcome(log, outcome);
      return outcome;
    },
    async senderAction(psid, action) {
      // Not worth a call of an allowance that is running out.
      if (closing.signal.aborted || line.brake.pauseMs() > 0) return;
      const answer = await line.call(action, JSON.stringify({ recipient: { id: psid }, sender_action: action }));
      const isDone = answer.kind === 'answered' && answer.status === 200;
      if (!isDone) log?.debug({ action, answer: answer.kind }, 'sender action failed');
    },
    async close() {
      closing.abort();
      await close();
    },
  };
}
