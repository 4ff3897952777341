import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer } from '../http/create-server.ts';
import { type Listening, listen } from '../http/listen.ts';
import type { Inbound } from '../inbound.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import { BotFrameworkAdapter } from './bot-framework-adapter.ts';
import { mountWebChat } from './routes.ts';
import { createWaitingRequests, type WaitingRequests } from './waiting-requests.ts';

const log = { error: () => undefined };
const conversationOf = ({ conversation }: Inbound): string => conversation.id;

let listening: Listening;
let waiting: WaitingRequests;
let taken: Inbound[];
let accept: (inbound: Inbound) => Promise<'accepted' | 'duplicate'>;

beforeEach(async () => {
  waiting = createWaitingRequests();
  taken = [];
  accept = async (inbound) => {
    taken.push(inbound);
    waiting.done(conversationOf(inbound), inbound.id);
    return 'accepted';
  };
  const server = createServer(log);
  const adapter = new BotFrameworkAdapter(undefined);
  mountWebChat(server, { adapter, waiting, accept: (inbound) => accept(inbound), conversationOf, loopbackOnly: true, log });
  listening = await listen(server.server, { host: '127.0.0.1', port: 0 });
});
afterEach(() => listening.close());

function activity(fields: object = {}): object {
  return {
    type: 'message',
    id: 'e1',
    channelId: 'emulator',
    serviceUrl: 'http://localhost:9',
    from: { id: 'u1' },
    recipient: { id: 'bot' },
    conversation: { id: 'c1' },
    deliveryMode: 'expectReplies',
    text: 'hello',
    ...fields,
  };
}

function post(body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(`${listening.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

const find = () => waiting.find('c1', { id: 'e1', from: { id: 'u1' } });

describe('a Bot Framework request', () => {
  test('does not wait any more where its event was not taken in', async () => {
    accept = async () => {
      expect(find()).toBeDefined();
      throw new OverloadedError('turns', 2);
    };
    expect((await post(activity())).status).toBe(503);
    expect(find()).toBeUndefined();
  });

  test('does not wait any more once its caller has gone', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    accept = async () => {
      arrive();
      return 'accepted';
    };
    const caller = new AbortController();
    const answer = post(activity(), caller.signal).catch(() => 'gone');
    await arrived;
    caller.abort();
    expect(await answer).toBe('gone');
    while (find()) await new Promise((resolve) => setImmediate(resolve));
  });
});
