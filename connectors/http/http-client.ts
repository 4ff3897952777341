import { performance } from 'node:perf_hooks';
import type { z } from 'zod';
import type { EgressGate } from '../../secrecy/egress/egress-gate.ts';
import type { EgressSink } from '../../secrecy/egress/peers.ts';
import { ConnectorError } from '../connector-error.ts';
import type { CallObserver } from '../ports/call-observer.ts';
import { type CodeForStatus, codeForStatus } from './code-for-status.ts';
import type { ConnectorLog } from './connector-log.ts';
import { createTargetResolver, type RequestTarget } from './request-target.ts';
import { type Attempt, type BreakerOptions, circuitOpen, createResilience, type RetryOptions } from './resilience.ts';
import { retryAfterMs } from './retry-after.ts';
import { type Answer, type OutgoingRequest, sendOnce } from './send-once.ts';

export interface HttpClientOptions {
  /** Name of the system in errors and traces: `uk-open-banking`, `sumup`, … */
  readonly system: string;
  /** The door to the outside. */
  readonly egress: EgressGate;
  /** What the system is called there. */
  readonly sink: EgressSink;
  /** http(s) address without query; everything asked for lies below it. */
  readonly baseUrl: string;
  readonly now?: () => Date;
  readonly onCall?: CallObserver;
  /** For one attempt, from connecting to the last byte. */
  readonly timeoutMs?: number;
  readonly retry?: RetryOptions;
  readonly breaker?: BreakerOptions;
  /** Largest answer in bytes; 2 MiB by default. */
  readonly maxBytes?: number;
  /** How this system names its failures, where it differs from the default. */
  readonly codeFor?: CodeForStatus;
  readonly log?: ConnectorLog;
  /** Between 0 and 1; spreads the pauses between tries. */
  readonly random?: () => number;
}

/** The part of the options that a connector passes on from whoever builds it. */
export type HttpTuning = Pick<HttpClientOptions, 'egress' | 'now' | 'onCall' | 'timeoutMs' | 'retry' | 'breaker' | 'log'>;

export type HttpRequest<Value> = RequestTarget & {
  /** Name of the call in errors and traces. */
  readonly operation: string;
  readonly method: OutgoingRequest['method'];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
  /** The shape of a good answer; `z.undefined()` for one without content. */
  readonly schema: z.ZodType<Value>;
  /** Nothing of a good answer is read, whatever it holds; `schema` gets undefined. */
  readonly ignoresBody?: boolean;
  /** Whether it may be sent twice; GET by default. */
  readonly idempotent?: boolean;
};

/** HTTP to one system, with time-outs, bounded connections and sizes, retries of reads, and a circuit breaker. */
export interface HttpClient {
  /** @throws ConnectorError and nothing else. Its message and cause hold no body, token, address or figure. */
  request<Value>(request: HttpRequest<Value>): Promise<Value>;
  /** Lets the calls under way end and refuses others. */
  close(): Promise<void>;
}

const defaultMaxBytes = 2 * 1024 * 1024;

function encodeBody(body: HttpRequest<unknown>['body']): { readonly type?: string; readonly text?: string } {
  if (!body) return {};
  if ('json' in body) return { type: 'application/json', text: JSON.stringify(body.json) };
  return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(body.form).toString() };
}

function outgoing(request: HttpRequest<unknown>, path: string): OutgoingRequest {
  const { type, text } = encodeBody(request.body);
  return {
    method: request.method,
    operation: request.operation,
    path,
    headers: { accept: 'application/json', ...(type === undefined ? {} : { 'content-type': type }), ...request.headers },
    ...(text === undefined ? {} : { body: text }),
  };
}

/** Where and why an answer does not fit, in words of our own schema only. */
function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.code} at ${issue.path.join('.')}`)
    .join(', ');
}

function judge<Value>(answer: Answer, request: HttpRequest<Value>, options: HttpClientOptions): Attempt<Value> {
  if ('failure' in answer) return { ok: false, code: answer.failure, reason: answer.reason };
  const { status } = answer;
  if (status < 200 || status > 299) {
    const code = options.codeFor?.(status, answer.json) ?? codeForStatus(status);
    const wait = retryAfterMs(answer.retryAfter, options.now?.() ?? new Date());
    return { ok: false, code, status, reason: 'status', ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (!answer.isJson && status !== 204 && !request.ignoresBody)
    return { ok: false, code: 'protocol_violation', status, reason: 'not JSON' };
  const parsed = request.schema.safeParse(request.ignoresBody ? undefined : answer.json);
  if (!parsed.success) return { ok: false, code: 'protocol_violation', status, reason: describeIssues(parsed.error) };
  return { ok: true, value: parsed.data, status };
}

function errorOf(
  failed: Extract<Attempt<unknown>, { ok: false }>,
  call: { readonly system: string; readonly operation: string },
): ConnectorError {
  return new ConnectorError(failed.code, {
    ...call,
    ...(failed.status === undefined ? {} : { status: failed.status }),
    ...(failed.retryAfterMs === undefined ? {} : { retryAfterMs: failed.retryAfterMs }),
    cause: new Error(failed.reason),
  });
}

function outcomeOf(result: Attempt<unknown>): number | string {
  if (result.ok) return result.status;
  if (result.reason === circuitOpen) return circuitOpen;
  return result.code === 'protocol_violation' ? result.code : (result.status ?? result.code);
}

/** Opens no connection before the first request. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { system, egress, sink, timeoutMs = 4000, maxBytes: maxAnswerBytes = defaultMaxBytes } = options;
  const target = createTargetResolver(options.baseUrl);
  const pool = egress.pool(sink, target.origin, {
    connections: 16,
    connectTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  let closed: Promise<void> | undefined;
  const resilience = createResilience({
    retry: options.retry ?? { attempts: 2, baseMs: 150 },
    breaker: options.breaker ?? { failures: 5, halfOpenAfterMs: 10_000 },
    ...(options.random ? { random: options.random } : {}),
  });

  async function attempts<Value>(request: HttpRequest<Value>): Promise<Attempt<Value>> {
    let path: string;
    try {
      path = target.resolve(request);
    } catch {
      // A link comes from the other side, a path from us.
      return { ok: false, code: 'link' in request ? 'protocol_violation' : 'bad_request', reason: 'unsafe target' };
    }
    const send = async (): Promise<Attempt<Value>> =>
      judge(await sendOnce(pool, outgoing(request, path), { timeoutMs, maxAnswerBytes }), request, options);
    return resilience.run(send, request.idempotent ?? request.method === 'GET');
  }

  return {
    async request(request) {
      const { operation } = request;
      const began = performance.now();
      const result = await attempts(request);
      options.onCall?.({
        system,
        operation,
        outcome: outcomeOf(result),
        ms: performance.now() - began,
      });
      if (result.ok) return result.value;
      options.log?.warn(
        { system, operation, code: result.code, status: result.status ?? 0, reason: result.reason },
        'connector call failed',
      );
      throw errorOf(result, { system, operation });
    },
    close: () => (closed ??= pool.close()),
  };
}
