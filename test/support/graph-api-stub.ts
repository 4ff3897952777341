import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type SendRequest, sendRequestSchema } from '../../bots/simulator/send-request.ts';
import { createEchoSender, type EchoSender, type EchoTarget } from './graph-api-echoes.ts';
import { isTaken, type StubAnswer, type StubScript } from './graph-api-plan.ts';
import { createGraphApiThreads, type GraphApiThreads, type RoutingOptions } from './graph-api-threads.ts';
import { wordsOf } from './plain-text.ts';

/** A call as it came, accepted or not. */
export interface StubCall {
  readonly method: string;
  readonly path: string;
  readonly json: unknown;
  readonly status: number | 'hang' | 'reset';
  /** Which TCP connection it came on: counts up from 1. */
  readonly connection: number;
}

/** A message that reached the customer. */
export interface TakenMessage {
  readonly psid: string;
  readonly metadata: string;
  /** Every word the customer reads. */
  readonly text: string;
  readonly mid: string;
  /** Unix time in milliseconds. */
  readonly at: number;
}

export interface GraphApiStub {
  readonly url: string;
  /** Every call, in the order in which they came. */
  readonly calls: readonly StubCall[];
  /** The accepted requests: messages and sender actions. */
  readonly accepted: readonly SendRequest[];
  /** What customers have got, in the order in which it reached them. */
  readonly messages: readonly TakenMessage[];
  /** The personas of the Page: names by their ids. Those that are deleted here Meta does not know any more. */
  readonly personas: Map<string, string>;
  /** Who holds which thread; without `routing` everything is ours. */
  readonly threads: GraphApiThreads | undefined;
  /** Says what to do with the next calls, first come, first served; after them all is well again, or as the script says. */
  answerNext(...answers: readonly StubAnswer[]): void;
  /** The same for the next messages: sender actions pass them by. */
  answerNextMessages(...answers: readonly StubAnswer[]): void;
  /** From now on decides over each call for which no answer was planned; undefined: all is well. */
  follow(script: StubScript | undefined): void;
  /** From now on each message that is taken comes back as an echo; without a target none does. */
  echoTo(target: EchoTarget | undefined): void;
  /** Refuses connections from now on, and breaks those there are. */
  goAway(): Promise<void>;
  /** Listens again, at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export interface GraphApiStubOptions {
  readonly pageToken: string;
  readonly appSecret: string;
  readonly graphVersion: string;
  /** A path before the version, as behind a gateway. */
  readonly prefix?: string;
  /** A free one unless given. */
  readonly port?: number;
  /** There where the Page uses Conversation Routing. */
  readonly routing?: RoutingOptions | undefined;
}

const personaSchema = z.strictObject({ name: z.string().min(1).max(50), profile_picture_url: z.url() });

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function graphError(status: number, code: number, subcode?: number): Reply {
  const error = { message: 'stub', type: 'OAuthException', code, error_subcode: subcode, fbtrace_id: 'Astub1' };
  return { status, body: JSON.stringify({ error }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The edge of the Page that is called; undefined where Meta has none at this address. */
function edgeOf({ pathname }: URL, { graphVersion, prefix = '', routing }: GraphApiStubOptions): string | undefined {
  const start = `${prefix}/${graphVersion}/me/`;
  const edge = pathname.startsWith(start) ? pathname.slice(start.length) : undefined;
  const isKnown =
    edge === 'messages' || edge === 'personas' || (routing !== undefined && /^(?:\w+_thread_control|thread_owner)$/.test(edge ?? ''));
  return isKnown ? edge : undefined;
}

/** What Meta checks before it looks at the message; undefined where all is in order. */
function refuseAccess(req: IncomingMessage, options: GraphApiStubOptions): Reply | undefined {
  const { pageToken, appSecret } = options;
  const url = new URL(req.url ?? '/', 'http://stub');
  const proof = createHmac('sha256', appSecret).update(pageToken).digest('hex');
  const edge = edgeOf(url, options);
  if (edge === undefined || req.method !== (edge === 'thread_owner' ? 'GET' : 'POST')) return graphError(404, 2500);
  if (req.headers.authorization !== `Bearer ${pageToken}` || url.searchParams.has('access_token')) return graphError(400, 190);
  if (url.searchParams.get('appsecret_proof') !== proof) return graphError(400, 100);
  return req.method === 'GET' || req.headers['content-type'] === 'application/json' ? undefined : graphError(400, 100);
}

/** Takes what was accepted: remembers it, and sends the echo. */
function createThreads() {
  const accepted: SendRequest[] = [];
  const messages: TakenMessage[] = [];
  let echoes: EchoSender | undefined;
  return {
    accepted,
    messages,
    echoTo(target: EchoTarget | undefined): void {
      echoes?.close();
      echoes = target && createEchoSender(target);
    },
    /** Resolves when the answer may leave. */
    async take(request: SendRequest, { echo = true, echoAfterMs = 0 }: StubAnswer): Promise<string> {
      const mid = `m_stub-${accepted.push(request)}`;
      if (!('message' in request)) return mid;
      const { body, metadata } = request.message;
      const { id: psid } = request.recipient;
      const at = Date.now();
      messages.push({ psid, metadata, text: wordsOf(body), mid, at });
      const echoed = echo ? echoes?.send({ psid, mid, at, body: { ...body, metadata } }, echoAfterMs) : undefined;
      if (echo === 'before') await echoed;
      return mid;
    },
  };
}

function answerOf(plan: StubAnswer, request: SendRequest, mid: string): Reply | 'hang' | 'reset' {
  if (plan.kind === 'hang' || plan.kind === 'reset') return plan.kind;
  if (plan.kind === 'raw') return plan;
  if (plan.kind === 'error') return { ...graphError(plan.status ?? 400, plan.code, plan.subcode), headers: plan.headers ?? {} };
  const { id } = request.recipient;
  const body = 'sender_action' in request ? { recipient_id: id } : { recipient_id: id, message_id: mid };
  return { status: 200, body: JSON.stringify(body), headers: plan.headers ?? {} };
}

/** An HTTP server on loopback that can go away and come back at the same port. */
async function serve(handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>, options: { readonly port?: number }) {
  const server = createServer((req, res) => void handle(req, res).catch(() => res.destroy()));
  const begin = async (port: number): Promise<void> => {
    const listening = once(server, 'listening');
    server.listen(port, '127.0.0.1');
    await listening;
  };
  await begin(options.port ?? 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return {
    server,
    url: `http://127.0.0.1:${address.port}`,
    comeBack: () => begin(address.port),
    async goAway(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Starts a Graph API on loopback that takes Send API calls as Meta does: token, proof, version and every limit are checked. */
export async function startGraphApiStub(options: GraphApiStubOptions): Promise<GraphApiStub> {
  const calls: StubCall[] = [];
  const planned: StubAnswer[] = [];
  const plannedMessages: StubAnswer[] = [];
  const connections = new WeakMap<object, number>();
  const threads = createThreads();
  const routing = options.routing && createGraphApiThreads(options.routing);
  const personas = new Map<string, string>();
  let personaCount = 0;
  let script: StubScript | undefined;
  let connectionCount = 0;

  function createPersona(json: unknown): Reply {
    const { data } = personaSchema.safeParse(json);
    if (!data) return graphError(400, 100);
    const id = String(9_000 + (personaCount += 1));
    personas.set(id, data.name);
    return { status: 200, body: JSON.stringify({ id }) };
  }

  async function replyTo(req: IncomingMessage, json: unknown): Promise<Reply | 'hang' | 'reset'> {
    const next = planned.shift();
    const refused = refuseAccess(req, options);
    if (refused) return refused;
    const url = new URL(req.url ?? '/', 'http://stub');
    const routed = routing?.answer(edgeOf(url, options) ?? '', { query: url.searchParams, json });
    if (routed) return 'length' in routed ? graphError(400, ...routed) : { status: 200, body: JSON.stringify(routed) };
    if (edgeOf(url, options) === 'personas') return createPersona(json);
    const request = sendRequestSchema.safeParse(json);
    if (!request.success) return graphError(400, 100);
    if ('persona_id' in request.data && request.data.persona_id !== undefined && !personas.has(request.data.persona_id))
      return graphError(400, 100);
    if (routing?.mayWrite(request.data.recipient.id) === false) return graphError(400, 100, 2534037);
    const plan = next ?? ('message' in request.data ? plannedMessages.shift() : undefined) ?? script?.(request.data) ?? { kind: 'ok' };
    const mid = isTaken(plan) ? await threads.take(request.data, plan) : '';
    if (plan.afterMs !== undefined) await wait(plan.afterMs);
    await plan.after;
    return answerOf(plan, request.data, mid);
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const json = parse(await textOf(req));
    const reply = await replyTo(req, json);
    const status = typeof reply === 'string' ? reply : reply.status;
    const connection = connections.get(req.socket) ?? 0;
    calls.push({ method: req.method ?? '', path: req.url ?? '', json, status, connection });
    if (reply === 'reset') req.socket.resetAndDestroy();
    if (typeof reply === 'string') return;
    res.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    res.end(reply.body);
  }

  const { server, url, goAway, comeBack } = await serve(handle, options);
  server.on('connection', (socket) => connections.set(socket, (connectionCount += 1)));
  return {
    url: `${url}${options.prefix ?? ''}`,
    calls,
    accepted: threads.accepted,
    messages: threads.messages,
    threads: routing,
    personas,
    answerNext: (...answers) => void planned.push(...answers),
    answerNextMessages: (...answers) => void plannedMessages.push(...answers),
    follow: (next) => void (script = next),
    echoTo: threads.echoTo,
    goAway,
    comeBack,
    async close() {
      threads.echoTo(undefined);
      await goAway();
    },
  };
}
