import type { Activity, TurnContext } from 'botbuilder';
import type restify from 'restify';
import type { ConversationKey } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { BodyTooLargeError, readBody } from '../http/read-body.ts';
import { foreignRequest, loopbackHosts } from '../http/same-site.ts';
import type { Inbound } from '../inbound.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import type { BotFrameworkAdapter } from './bot-framework-adapter.ts';
import { CallerError } from './caller-error.ts';
import { readActivity } from './read-activity.ts';
import { toInbound } from './to-inbound.ts';
import type { WaitingRequests } from './waiting-requests.ts';

const maxBodyBytes = 256 * 1_024;
const turnTimeoutMs = 12_000;

export interface WebChatDeps {
  readonly adapter: Pick<BotFrameworkAdapter, 'handle'>;
  readonly waiting: WaitingRequests;
  conversationOf(inbound: Inbound): ConversationKey;
  /** Journals the event. */
  accept(inbound: Inbound): Promise<'accepted' | 'duplicate'>;
  /** Without an app id nothing proves who is calling: then only callers and service addresses on this machine are taken. */
  readonly loopbackOnly: boolean;
  readonly log: { error(fields: object, message: string): void };
}

function isLoopback(request: restify.Request, serviceUrl: string): boolean {
  const address = request.socket.remoteAddress ?? '';
  const near = address === '::1' || address.replace('::ffff:', '').startsWith('127.');
  return near && loopbackHosts.some((host) => host === new URL(serviceUrl).hostname);
}

/** What the request says, or the status to refuse it with. */
async function activityOf(request: restify.Request, loopbackOnly: boolean): Promise<Activity | 400 | 403 | 413> {
  try {
    const activity = readActivity(await readBody(request, maxBodyBytes));
    if (!activity) return 400;
    // A page in this machine's browser comes from this machine, too.
    if (loopbackOnly && foreignRequest(request.headers, { hosts: loopbackHosts, drives: true })) return 403;
    return loopbackOnly && !isLoopback(request, activity.serviceUrl) ? 403 : activity;
  } catch (error) {
    return error instanceof BodyTooLargeError ? 413 : 400;
  }
}

/** Who asks, and when nobody listens any more. */
interface Caller {
  readonly context: TurnContext;
  readonly gone: Promise<void>;
}

/** Journals the event and waits, within bounds, until its turn is over: Bot Framework takes replies on the same request. */
async function take(deps: WebChatDeps, inbound: Inbound, { context, gone }: Caller): Promise<void> {
  const request = deps.waiting.open(deps.conversationOf(inbound), inbound, context);
  try {
    if ((await deps.accept(inbound)) === 'duplicate') return;
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, turnTimeoutMs);
    await Promise.race([request.over, late, gone]);
    clearTimeout(timer);
  } finally {
    // What is not answered on it is answered at the service address.
    await request.close();
  }
}

/** 503 where the same request may be good in a while: Bot Framework channels bring it again, or tell their user. */
function statusOf(error: unknown): number {
  if (error instanceof CallerError) return error.code === 'refused' ? 401 : 503;
  return error instanceof StoreUnavailableError || error instanceof OverloadedError ? 503 : 500;
}

function sendStatus(response: restify.Response, status: number): void {
  response.sendRaw(status, '', { 'Content-Type': 'text/plain', ...(status === 413 ? { Connection: 'close' } : {}) });
}

/** `POST /api/messages`: Bot Framework channels. The adapter checks who is calling; the turn itself goes through the journal. */
export function mountWebChat(server: restify.Server, deps: WebChatDeps): void {
  server.post('/api/messages', async (request, response): Promise<void> => {
    const activity = await activityOf(request, deps.loopbackOnly);
    if (typeof activity === 'number') {
      sendStatus(response, activity);
      return;
    }
    const { promise: gone, resolve: leave } = Promise.withResolvers<void>();
    response.once('close', leave);
    try {
      const answer = await deps.adapter.handle(request.header('authorization', ''), activity, async (context) => {
        const inbound = toInbound(context.activity);
        if (inbound) await take(deps, inbound, { context, gone });
      });
      if (answer?.body === undefined) sendStatus(response, answer?.status ?? 200);
      else response.json(answer.status, answer.body);
    } catch (error) {
      const status = statusOf(error);
      if (status >= 500) deps.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'Bot Framework request failed');
      if (!response.headersSent) sendStatus(response, status);
    }
  });
}
