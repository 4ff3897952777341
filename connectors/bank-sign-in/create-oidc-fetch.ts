import { performance } from 'node:perf_hooks';
import type { CustomFetch, CustomFetchOptions } from 'openid-client';
import type { EgressDispatcher } from '../../secrecy/egress/egress-gate.ts';
import { ConnectorError } from '../connector-error.ts';
import { exchange } from '../http/exchange.ts';
import type { HttpTuning } from '../http/http-client.ts';
import { type Attempt, circuitOpen, createResilience } from '../http/resilience.ts';
import { isLoopback } from './is-loopback.ts';

const system = 'bank-sign-in';
const maxAnswerBytes = 256 * 1024;

export interface OidcFetchOptions extends HttpTuning {
  /** Name of the endpoint behind an address, for errors and traces. */
  readonly operationOf: (url: string) => string;
}

function bodyOf(body: CustomFetchOptions['body']): string | null {
  if (body === null || body === undefined) return null;
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new ConnectorError('bad_request', { system, operation: 'oauth', cause: new Error('unexpected kind of body') });
}

/** Over plain http only to this machine, whatever the bank's metadata names. */
function assertSafe(url: URL, operation: string): void {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return;
  throw new ConnectorError('protocol_violation', { system, operation, cause: new Error('endpoint without TLS') });
}

function headersOf(given: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}

interface Transport {
  readonly agent: EgressDispatcher;
  readonly timeoutMs: number;
  readonly operation: string;
}

async function attempt(url: URL, options: CustomFetchOptions, { agent, timeoutMs, operation }: Transport): Promise<Attempt<Response>> {
  try {
    const { status, headers, body } = await exchange(agent, {
      origin: url.origin,
      method: options.method === 'POST' ? 'POST' : 'GET',
      path: `${url.pathname}${url.search}`,
      headers: options.headers,
      body: bodyOf(options.body),
      operation,
      timeoutMs,
      maxAnswerBytes,
    });
    if (!body) return { ok: false, code: 'protocol_violation', reason: 'too long' };
    if (status >= 500) return { ok: false, code: 'bank_unavailable', status, reason: 'status' };
    const content = status === 204 || status === 304 ? null : body.toString('utf8');
    return { ok: true, status, value: new Response(content, { status, headers: headersOf(headers) }) };
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    // Only the name of what went wrong: undici's errors may quote the answer.
    const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no answer';
    return { ok: false, code: 'bank_unavailable', reason };
  }
}

/** The transport that openid-client is given: bounded, observed, retrying reads, following no redirect. */
export function createOidcFetch(options: OidcFetchOptions): { readonly fetch: CustomFetch; close(): Promise<void> } {
  const { timeoutMs = 4000, retry = { attempts: 2, baseMs: 150 }, breaker = { failures: 5, halfOpenAfterMs: 10_000 } } = options;
  const limits = { connections: 8, connectTimeout: timeoutMs, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const agent = options.egress.agent('sign-in', limits);
  const resilience = createResilience({ retry, breaker });
  return {
    async fetch(address, request) {
      const url = new URL(address);
      const operation = options.operationOf(address);
      assertSafe(url, operation);
      const began = performance.now();
      const result = await resilience.run(() => attempt(url, request, { agent, timeoutMs, operation }), request.method === 'GET');
      const unanswered = !result.ok && result.reason === circuitOpen ? circuitOpen : undefined;
      const outcome = result.ok ? result.status : (unanswered ?? result.status ?? result.code);
      options.onCall?.({ system, operation, outcome, ms: performance.now() - began });
      if (result.ok) return result.value;
      options.log?.warn(
        { system, operation, code: result.code, status: result.status ?? 0, reason: result.reason },
        'connector call failed',
      );
      const status = result.status === undefined ? {} : { status: result.status };
      throw new ConnectorError(result.code, { system, operation, ...status, cause: new Error(result.reason) });
    },
    close: () => agent.close(),
  };
}
