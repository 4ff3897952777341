import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type ExchangeAnswer, exchange } from '../../connectors/http/exchange.ts';
import type { EgressDispatcher, EgressGate } from '../../secrecy/egress/egress-gate.ts';
import { readJson } from '../http/scan-json.ts';

/** What is needed to call the Graph API as one Page. */
export interface GraphAccess {
  /** `https://graph.facebook.com`, or a stub's address; a path before the version is kept. */
  readonly graphUrl: string;
  /** Such as `v26.0`. */
  readonly graphVersion: string;
  readonly pageToken: string;
  readonly appSecret: string;
  readonly timeoutMs: number;
}

export type GraphAnswer =
  /** `json` is undefined where the body is none, or longer than any answer of Meta. */
  | { readonly kind: 'answered'; readonly status: number; readonly headers: ExchangeAnswer['headers']; readonly json: unknown }
  /** No connection was made: Meta has not seen the call. */
  | { readonly kind: 'not_sent'; readonly reason: string }
  /** Time-out or broken connection: Meta may have acted on it. */
  | { readonly kind: 'no_answer'; readonly reason: string };

export type GraphPool = Pick<EgressDispatcher, 'dispatch'>;

const maxAnswerBytes = 64 * 1024;

/** Errors that come before the first byte of the call has left. */
const beforeSending = new Set([
  'egress_refused',
  'EACCES',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'not_started',
  'UND_ERR_CLOSED',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A pool of keep-alive connections to the Graph API. */
export function createGraphPool(egress: Pick<EgressGate, 'pool'>, access: Pick<GraphAccess, 'graphUrl' | 'timeoutMs'>): EgressDispatcher {
  return egress.pool('graph', access.graphUrl, {
    connections: 64,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: Math.ceil(access.timeoutMs / 2) },
  });
}

/** Errors of sockets and of undici have nothing in common but these two names. */
const named = z.object({ name: z.string().catch(''), code: z.unknown() });

function codeOf(error: unknown): string {
  const { name = '', code } = named.safeParse(error).data ?? {};
  return typeof code === 'string' ? code : name;
}

function readAnswer(body: Buffer | undefined): unknown {
  try {
    return body && readJson(body);
  } catch {
    return undefined;
  }
}

/** One request to an edge of the Page; without `json` it is a GET. */
export interface GraphRequest {
  /** Name of the call for the ledger and for counting. */
  readonly operation: string;
  readonly edge: string;
  readonly json?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * Makes a function that calls `/{version}/me/<edge>`, once, and says what became of it; it never rejects. With a Page's token `me` is the Page.
 * The token goes into a header and never into the address; `appsecret_proof` shows that the caller has the app's secret too.
 */
export function createGraphCall(
  access: Omit<GraphAccess, 'timeoutMs'>,
  pool: GraphPool,
): (request: GraphRequest, timeoutMs: number) => Promise<GraphAnswer> {
  const { graphUrl, graphVersion, pageToken, appSecret } = access;
  const proof = createHmac('sha256', appSecret).update(pageToken).digest('hex');
  const prefix = new URL(graphUrl).pathname.replace(/\/+$/, '');
  const base = { authorization: `Bearer ${pageToken}`, accept: 'application/json' };
  const posted = { ...base, 'content-type': 'application/json' };
  return async ({ operation, edge, json, query = {} }, timeoutMs) => {
    const search = new URLSearchParams({ appsecret_proof: proof, ...query }).toString();
    const path = `${prefix}/${graphVersion}/me/${edge}?${search}`;
    const sent =
      json === undefined ? ({ method: 'GET', headers: base } as const) : ({ method: 'POST', headers: posted, body: json } as const);
    try {
      const answer = await exchange(pool, { ...sent, path, operation, timeoutMs, maxAnswerBytes });
      return { kind: 'answered', status: answer.status, headers: answer.headers, json: readAnswer(answer.body) };
    } catch (error) {
      const reason = codeOf(error);
      return { kind: beforeSending.has(reason) ? 'not_sent' : 'no_answer', reason };
    }
  };
}
