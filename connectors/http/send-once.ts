import type { EgressDispatcher } from '../../secrecy/egress/egress-gate.ts';
import type { ConnectorErrorCode } from '../connector-error.ts';
import { type ExchangeRequest, exchange } from './exchange.ts';

export type OutgoingRequest = Omit<ExchangeRequest, 'timeoutMs' | 'maxAnswerBytes'>;

/** What came back of one attempt: an answer with a status, or the reason why there is none. */
export type Answer =
  | { readonly status: number; readonly retryAfter: string | undefined; readonly json: unknown; readonly isJson: boolean }
  | { readonly failure: ConnectorErrorCode; readonly reason: string };

const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

function headerOf(headers: Readonly<Record<string, string | string[] | undefined>>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function parseJson(text: string): { readonly json: unknown; readonly isJson: boolean } {
  try {
    const json: unknown = JSON.parse(text);
    return { json, isJson: true };
  } catch {
    // The parser's message quotes the body: it must not travel on.
    return { json: undefined, isJson: false };
  }
}

/** Names an error by its code only: undici's errors may hold addresses and parts of the answer. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function failureOf(error: unknown): Answer {
  const reason = reasonOf(error);
  const offProtocol = reason.startsWith('HPE_') || reason === 'UND_ERR_HEADERS_OVERFLOW';
  return { failure: offProtocol ? 'protocol_violation' : 'bank_unavailable', reason };
}

/** Sends one request and reads the whole answer. Never throws; follows no redirect. */
export async function sendOnce(
  pool: Pick<EgressDispatcher, 'dispatch'>,
  request: OutgoingRequest,
  limits: Pick<ExchangeRequest, 'timeoutMs' | 'maxAnswerBytes'>,
): Promise<Answer> {
  try {
    const { status, headers, body } = await exchange(pool, { ...request, ...limits });
    if (!body) return { failure: 'protocol_violation', reason: 'too long' };
    const typed = jsonType.test(headerOf(headers, 'content-type') ?? '');
    const parsed = typed && body.length > 0 ? parseJson(body.toString('utf8')) : { json: undefined, isJson: false };
    return { status, retryAfter: headerOf(headers, 'retry-after'), ...parsed };
  } catch (error) {
    return failureOf(error);
  }
}
