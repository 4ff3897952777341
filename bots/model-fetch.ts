import { exchange } from '../connectors/http/exchange.ts';
import type { EgressDispatcher } from '../secrecy/egress/egress-gate.ts';

export interface ModelFetchOptions {
  readonly pool: Pick<EgressDispatcher, 'dispatch'>;
  /** The only origin that is talked to. */
  readonly origin: string;
  /** From the request to the last byte of the answer. */
  readonly timeoutMs: number;
}

/** A form and a few words are a few hundred bytes; the rest of an answer of the Responses API repeats the question. */
const maxAnswerBytes = 64 * 1024;

/** All the headers that leave. The library would also tell the machine, its system and the number of tries. */
const sentHeaders = ['authorization', 'content-type', 'accept'] as const;

/** Fetch as the model's client library knows it, through the gate: bounded in time and size, following no redirect. */
export function createModelFetch({ pool, origin, timeoutMs }: ModelFetchOptions): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin || init.method !== 'POST' || typeof init.body !== 'string')
      throw new TypeError('the model is asked by POST, with text, at its own origin only');
    const given = new Headers(init.headers);
    const headers = Object.fromEntries(
      sentHeaders.flatMap((name) => {
        const value = given.get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    const { status, body } = await exchange(pool, {
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers,
      body: init.body,
      operation: 'second_opinion',
      timeoutMs,
      maxAnswerBytes,
    });
    // What is longer than the longest answer is cut off, and then is no JSON.
    return new Response(body?.toString('utf8') ?? '', { status, headers: { 'content-type': 'application/json' } });
  };
}
