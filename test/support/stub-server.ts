import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { listen } from './listen.ts';

/** A request as a stub server received it. */
export interface StubRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the stub answers: JSON by default; `raw` writes the response itself (faults). */
export type StubAnswer =
  | { readonly status?: number; readonly json?: unknown; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly raw: (response: ServerResponse) => void };

export interface StubServer {
  readonly url: string;
  /** Everything received so far, oldest first. */
  readonly requests: readonly StubRequest[];
  close(): Promise<void>;
}

function write(response: ServerResponse, answer: Exclude<StubAnswer, { readonly raw: unknown }>): void {
  const { status = 200, json, text, headers } = answer;
  const body = text ?? (json === undefined ? '' : JSON.stringify(json));
  response.writeHead(status, { ...(json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }), ...headers });
  response.end(body);
}

/** A loopback HTTP server on an ephemeral port that answers as told and remembers what it was asked. */
export async function startStubServer(answer: (request: StubRequest) => StubAnswer | Promise<StubAnswer>): Promise<StubServer> {
  const requests: StubRequest[] = [];

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://stub.invalid');
    const request: StubRequest = {
      method: incoming.method ?? 'GET',
      url: incoming.url ?? '/',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: await textOf(incoming),
    };
    requests.push(request);
    const given = await answer(request);
    if ('raw' in given) given.raw(response);
    else write(response, given);
  }

  // A request that was cut off is as if it had not come.
  const server = createServer((incoming, response) => void handle(incoming, response).catch(() => response.destroy()));
  const url = await listen(server);
  return {
    url,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
