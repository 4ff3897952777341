import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import FindMyWay from 'find-my-way';
import type { Fault, Faults } from '../faults.ts';
import type { Answer, Handler, Route } from './answer.ts';
import { readBody } from './read-body.ts';
import { type System, systemAt } from './system.ts';

export interface ListenerOptions {
  readonly routes: readonly Route[];
  readonly systems: readonly System[];
  readonly faults: Faults;
  /** Everything below `prefix` is left to another listener, faults included. */
  readonly mounts: readonly { readonly prefix: string; readonly listener: RequestListener }[];
  /** Told of what should not have happened; the asker gets a plain 500. */
  readonly onError: (error: unknown) => void;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly fault: Fault | undefined;
}

const apiHeaders = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function send({ response, fault }: Exchange, answer: Answer): void {
  if (fault?.loseAnswer === 'reset') response.destroy();
  if (fault?.loseAnswer) return;
  const body = fault?.offSchema && answer.status < 300 && answer.body !== undefined ? { Unexpected: answer.body } : answer.body;
  response.writeHead(answer.status, { ...(body === undefined ? {} : apiHeaders), ...answer.headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** The answer of a bank that was told to fail. */
function failure(fault: Fault, system: System | undefined): Answer | undefined {
  if (fault.status === undefined) return undefined;
  const answer = system?.refuse(fault.status, 'The demo bank was told to fail.') ?? { status: fault.status };
  const retry = fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) };
  return { ...answer, headers: { ...answer.headers, ...retry } };
}

async function handle(
  exchange: Exchange,
  route: { handler: Handler; params: Readonly<Record<string, string | undefined>> },
): Promise<Answer> {
  const { request, url } = exchange;
  const body = await readBody(request);
  if (body === undefined) return { status: 413 };
  const { method = 'GET', headers } = request;
  return route.handler({ method, path: url.pathname, params: route.params, query: url.searchParams, headers, body });
}

/** Finds the route of a request; the handlers themselves are kept beside the router, which only answers with their names. */
function createFinder(routes: readonly Route[]) {
  // Ten parcel numbers in one path segment are longer than the router allows by default.
  const router = FindMyWay({ maxParamLength: 400 });
  const handlers = new Map<unknown, Handler>();
  for (const { method, path, handle } of routes) {
    const name = () => undefined;
    handlers.set(name, handle);
    router.on(method, path, name);
  }
  return (method: 'GET' | 'POST' | 'DELETE', path: string) => {
    const found = router.find(method, path);
    const handler = handlers.get(found?.handler);
    return found && handler ? { handler, params: found.params } : undefined;
  };
}

/** All systems of the demo bank behind one listener: faults first, then the route, errors in the asked system's own shape. */
export function createListener({ routes, systems, faults, mounts, onError }: ListenerOptions): RequestListener {
  const find = createFinder(routes);
  const methods = ['GET', 'POST', 'DELETE'] as const;

  async function answer(exchange: Exchange): Promise<Answer> {
    const { request, url } = exchange;
    const system = systemAt(systems, url.pathname);
    const method = methods.find((known) => known === request.method);
    const route = method && find(method, url.pathname);
    if (route) return handle(exchange, route);
    const status = methods.some((other) => find(other, url.pathname)) ? 405 : 404;
    return system?.refuse(status, status === 405 ? 'Method not allowed.' : 'No such resource.') ?? { status };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://demo.invalid');
    const fault = faults.take(url.pathname);
    const exchange = { request, response, url, fault };
    if (fault?.latencyMs) await delay(fault.latencyMs);
    const failed = fault && failure(fault, systemAt(systems, url.pathname));
    if (failed) return send(exchange, failed);
    const mount = systemAt(
      mounts.map(({ prefix }) => ({ prefix, refuse: () => ({ status: 500 }) })),
      url.pathname,
    );
    const mounted = mounts.find(({ prefix }) => prefix === mount?.prefix);
    if (mounted) return mounted.listener(request, response);
    send(exchange, await answer(exchange));
  }

  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else send({ request, response, url: new URL('http://demo.invalid'), fault: undefined }, { status: 500 });
    });
  };
}
