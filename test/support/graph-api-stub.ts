import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type SendRequest, sendRequestSchema } from '../../bots/messenger/send-request.ts';
import { listen } from './listen.ts';

/** What the stub does with one of the next calls instead of answering as Meta does when all is well. */
export type StubAnswer =
  | {
      readonly kind: 'error';
      readonly status?: number;
      readonly code: number;
      readonly subcode?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Any other answer, as it is. */
  | { readonly kind: 'raw'; readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** All is well, with further headers such as `x-app-usage`. */
  | { readonly kind: 'ok'; readonly headers?: Readonly<Record<string, string>> }
  /** The call was taken and no answer comes. */
  | { readonly kind: 'hang' }
  /** The call was taken and the connection breaks. */
  | { readonly kind: 'reset' };

/** A call as it came, accepted or not. */
export interface StubCall {
  readonly method: string;
  readonly path: string;
  readonly json: unknown;
  readonly status: number | 'hang' | 'reset';
  /** Which TCP connection it came on: counts up from 1. */
  readonly connection: number;
}

export interface GraphApiStub {
  readonly url: string;
  /** Every call, in the order in which they came. */
  readonly calls: readonly StubCall[];
  /** The accepted requests: messages and sender actions. */
  readonly accepted: readonly SendRequest[];
  /** Says what to do with the next calls, first come, first served; after them all is well again. */
  answerNext(...answers: readonly StubAnswer[]): void;
  close(): Promise<void>;
}

export interface GraphApiStubOptions {
  readonly pageToken: string;
  readonly appSecret: string;
  readonly graphVersion: string;
  /** A path before the version, as behind a gateway. */
  readonly prefix?: string;
}

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function graphError(status: number, code: number, subcode?: number): Reply {
  const error = { message: 'stub', type: 'OAuthException', code, error_subcode: subcode, fbtrace_id: 'Astub1' };
  return { status, body: JSON.stringify({ error }) };
}

async function readAll(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What Meta checks before it looks at the message; undefined where all is in order. */
function refuseAccess(req: IncomingMessage, options: GraphApiStubOptions): Reply | undefined {
  const { pageToken, appSecret, graphVersion, prefix = '' } = options;
  const url = new URL(req.url ?? '/', 'http://stub');
  const proof = createHmac('sha256', appSecret).update(pageToken).digest('hex');
  if (url.pathname !== `${prefix}/${graphVersion}/me/messages` || req.method !== 'POST') return graphError(404, 2500);
  if (req.headers.authorization !== `Bearer ${pageToken}` || url.searchParams.has('access_token')) return graphError(400, 190);
  if (url.searchParams.get('appsecret_proof') !== proof) return graphError(400, 100);
  return req.headers['content-type'] === 'application/json' ? undefined : graphError(400, 100);
}

function accept(request: SendRequest, count: number, headers: Readonly<Record<string, string>>): Reply {
  const { id } = request.recipient;
  const body = 'sender_action' in request ? { recipient_id: id } : { recipient_id: id, message_id: `m_stub-${count}` };
  return { status: 200, body: JSON.stringify(body), headers };
}

/** Starts a Graph API on loopback that takes Send API calls as Meta does: token, proof, version and every limit are checked. */
export async function startGraphApiStub(options: GraphApiStubOptions): Promise<GraphApiStub> {
  const calls: StubCall[] = [];
  const accepted: SendRequest[] = [];
  const planned: StubAnswer[] = [];
  const connections = new WeakMap<object, number>();
  let connectionCount = 0;

  function replyTo(req: IncomingMessage, json: unknown, plan: StubAnswer | undefined): Reply | 'hang' | 'reset' {
    const refused = refuseAccess(req, options);
    if (refused) return refused;
    const request = sendRequestSchema.safeParse(json);
    if (!request.success) return graphError(400, 100);
    if (plan?.kind === 'error') return { ...graphError(plan.status ?? 400, plan.code, plan.subcode), headers: plan.headers ?? {} };
    if (plan?.kind === 'raw') return plan;
    accepted.push(request.data);
    if (plan?.kind === 'hang' || plan?.kind === 'reset') return plan.kind;
    return accept(request.data, accepted.length, plan?.headers ?? {});
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const json = parse(await readAll(req));
    const reply = replyTo(req, json, planned.shift());
    const status = typeof reply === 'string' ? reply : reply.status;
    const connection = connections.get(req.socket) ?? 0;
    calls.push({ method: req.method ?? '', path: req.url ?? '', json, status, connection });
    if (reply === 'reset') req.socket.resetAndDestroy();
    if (typeof reply === 'string') return;
    // Not chained: where restify is loaded into the same process, its writeHead returns nothing.
    res.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    res.end(reply.body);
  }

  const server = createServer((req, res) => void handle(req, res).catch(() => res.destroy()));
  server.on('connection', (socket) => connections.set(socket, (connectionCount += 1)));
  const address = await listen(server);
  return {
    url: `${address}${options.prefix ?? ''}`,
    calls,
    accepted,
    answerNext: (...answers) => void planned.push(...answers),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
