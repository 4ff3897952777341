import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BodyTooLargeError, readBody } from '../http/read-body.ts';
import { answerGraph, type GraphAnswer, type GraphStubDeps } from './graph-answer.ts';

const bodyLimitBytes = 256 * 1024;

export interface GraphStub {
  /** What `GRAPH_API_URL` is set to: `http://127.0.0.1:<port>`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a Graph API on loopback that takes Send API calls, checks them as Meta does, and hands them over instead of delivering them. */
export async function startGraphStub(deps: GraphStubDeps): Promise<GraphStub> {
  const server = createServer((req, res) => void handle(deps, req, res));
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => stop(server) };
}

async function handle(deps: GraphStubDeps, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    const body = await readWithin(req);
    const { method = 'GET', url = '/', headers } = req;
    send(res, answerGraph(deps, { method, url, authorization: headers.authorization, body }));
  } catch {
    // The connection broke while the body was read: there is nobody left to answer.
    res.destroy();
  }
}

async function readWithin(req: IncomingMessage): Promise<Buffer | 'too_large'> {
  try {
    return await readBody(req, bodyLimitBytes);
  } catch (error) {
    if (error instanceof BodyTooLargeError) return 'too_large';
    throw error;
  }
}

function send(res: ServerResponse, answer: GraphAnswer): void {
  const json = JSON.stringify(answer.body);
  res.writeHead(answer.status, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(json),
    'facebook-api-version': 'v26.0',
    ...(answer.status === 413 ? { connection: 'close' } : {}),
    'x-app-usage': '{"call_count":0,"total_cputime":0,"total_time":0}',
  });
  res.end(json);
}

function stop(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
