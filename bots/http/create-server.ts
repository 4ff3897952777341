import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import restify from 'restify';
import { createSparseWarning } from '../sparse-warning.ts';

const isMended = Symbol.for('guichet.writeHead');

/**
 * restify replaces `writeHead` of every server in the process by one that returns nothing, against node's contract: whoever chains
 * on it, in a library or in an embedded server, would break. This one returns the response again. Done once, however often it is called.
 */
function mendWriteHead(): void {
  const { prototype } = ServerResponse;
  const { writeHead } = prototype;
  if (Object.hasOwn(writeHead, isMended)) return;
  function mended(this: ServerResponse, ...parts: Parameters<typeof writeHead>): ServerResponse {
    Reflect.apply(writeHead, this, parts);
    return this;
  }
  const value = Object.defineProperty(mended, isMended, { value: true });
  Object.defineProperty(prototype, 'writeHead', { configurable: true, writable: true, value });
}

/** What a handler must never have to think about: bounds against slow clients and many of them, times in milliseconds. */
export interface ServerLimits {
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly keepAliveTimeout: number;
  /** How often node looks for connections that are past the first two; its own 30 seconds would be the limit otherwise. */
  readonly connectionsCheckingInterval: number;
  /** Those beyond are closed at once. Each takes a file of the process, see `ulimit -n`. */
  readonly maxConnections: number;
}

const defaultLimits: ServerLimits = {
  requestTimeout: 15_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
  maxConnections: 10_000,
};

/** Where a server tells what goes wrong in it. */
export interface ServerLog {
  error(fields: object, message: string): void;
}

/** What helmet sets, asked once: it is the same for every answer. */
function securityHeaders(): readonly (readonly [name: string, value: string])[] {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const set = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] } },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  });
  set(request, response, () => undefined);
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
}

/**
 * A restify server that tells a caller nothing but a status: unknown addresses and failures answer with their code alone,
 * because restify would otherwise repeat the message of the error. Security headers are on every answer.
 */
export function createServer(log: ServerLog, limits: Partial<ServerLimits> = {}): restify.Server {
  mendWriteHead();
  const server = restify.createServer({ name: 'guichet', handleUncaughtExceptions: false, ignoreTrailingSlash: true });
  // restify makes its server without options. Node reads all of these when it begins to listen, the interval too.
  Object.assign(server.server, defaultLimits, limits, { maxRequestsPerSocket: 0 });
  const warnOfCrowd = createSparseWarning((connections) => log.error({ connections }, 'connections refused: too many are open'));
  server.server.on('drop', warnOfCrowd);
  // restify takes requests for another protocol out of node's hands and then forgets them, with their connections.
  server.server.removeAllListeners('upgrade');
  // It tells errors to itself, where nobody hears them and the process ends: whoever listens on a port is told that it is taken.
  server.server.removeAllListeners('error');
  const headers = securityHeaders();
  server.pre((_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    response.removeHeader('Server');
    next();
  });
  server.on(
    'restifyError',
    // oxlint-disable-next-line max-params -- restify's own signature
    (
      _request: restify.Request,
      response: restify.Response,
      error: { statusCode?: number; name?: string; code?: string },
      done: () => void,
    ) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) log.error({ error: error.name, code: error.code }, 'request failed');
      if (!response.headersSent) response.sendRaw(status, '', { 'Content-Type': 'text/plain' });
      done();
    },
  );
  return server;
}
