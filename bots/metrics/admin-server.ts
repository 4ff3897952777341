import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Readiness, statusOf } from '../http/health.ts';
import type { Metrics } from './metrics.ts';

/** What is running here. */
export interface Version {
  readonly name: string;
  readonly version: string;
  /** Of Node.js. */
  readonly node: string;
}

export interface AdminDeps {
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly readiness: Pick<Readiness, 'report'>;
  readonly version: Version;
  readonly log: { error(fields: object, message: string): void };
}

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
}

const json = (status: number, value: object): Answer => ({ status, type: 'application/json', body: JSON.stringify(value) });

function pages({ metrics, readiness, version }: AdminDeps): ReadonlyMap<string, () => Promise<Answer>> {
  return new Map([
    ['/healthz', async () => json(200, { status: 'ok' })],
    [
      '/readyz',
      async () => {
        const report = await readiness.report();
        return json(statusOf(report), report);
      },
    ],
    ['/version', async () => json(200, version)],
    ['/metrics', async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() })],
  ]);
}

function reply(response: ServerResponse, { status, type = 'text/plain', body = '' }: Answer): void {
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.end(body);
}

/** The operators' port: `GET /metrics`, `/healthz`, `/readyz`, `/version`, and nothing else. Not to be reachable for customers. */
export function createAdminServer(deps: AdminDeps): Server {
  const answers = pages(deps);
  async function answer({ method, url = '' }: IncomingMessage): Promise<Answer> {
    const page = answers.get(url.split('?', 1)[0] ?? '');
    if (!page) return { status: 404 };
    return method === 'GET' ? page() : { status: 405 };
  }
  return createServer({ requestTimeout: 10_000, headersTimeout: 5_000, connectionsCheckingInterval: 1_000 }, (request, response) => {
    answer(request).then(
      (given) => reply(response, given),
      (error: unknown) => {
        deps.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'admin request failed');
        reply(response, { status: 500 });
      },
    );
  });
}
