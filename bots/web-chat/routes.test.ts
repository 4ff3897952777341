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
let authenticate: (() => Promise<never>) | undefined;
let accept: (inbound: Inbound) => Promise<'accepted' | 'duplicate'>;

beforeEach(async () => {
  waiting = createWaitingRequests();
  taken = [];
  authenticate = undefined;
  accept = async (inbound) => {
    taken.push(inbound);
    waiting.done(conversationOf(inbound), inbound.id);
    return 'accepted';
  };
  const server = createServer(log);
  const adapter = new BotFrameworkAdapter(undefined, () => undefined);
  const own = adapter.handle.bind(adapter);
  adapter.handle = async (...request) => {
    if (authenticate) replaceAuthentication(adapter, authenticate);
    return own(...request);
  };
  mountWebChat(server, { adapter, waiting, accept: (inbound) => accept(inbound), conversationOf, loopbackOnly: true, log });
  listening = await listen(server.server, { host: '127.0.0.1', port: 0 });
});
afterEach(() => listening.close());

function replaceAuthentication(adapter: BotFrameworkAdapter, authenticateRequest: () => Promise<never>): void {
  Object.defineProperty(adapter, 'botFrameworkAuthentication', { value: { authenticateRequest } });
}

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

describe('an activity that is none', () => {
  test.each<[name: string, body: unknown]>([
    ['is nested beyond measure', JSON.stringify(activity({ value: 'deep' })).replace('"deep"', '['.repeat(20_000) + ']'.repeat(20_000))],
    ['is not text', '\u0000'],
    ['is empty', '""'],
    ['has a number for an id', activity({ id: 5 })],
    ['has an empty id', activity({ id: '' })],
    ['has an id beyond measure', activity({ id: 'x'.repeat(1_001) })],
    ['has a number for a locale', activity({ locale: 5 })],
    ['has an object for a text', activity({ text: {} })],
    ['has a text for its attachments', activity({ attachments: 'x' })],
    ['has attachments that are none', activity({ attachments: [null, 5] })],
    ['has a text for its new members', activity({ type: 'conversationUpdate', membersAdded: 'x' })],
    ['has a new member that is none', activity({ type: 'conversationUpdate', membersAdded: [null] })],
    ['has no sender', activity({ from: null })],
    ['has a service address that is none', activity({ serviceUrl: 'javascript:alert(1)' })],
    ['has a number for its delivery mode', activity({ deliveryMode: 1 })],
  ])('is refused with 400 where it %s', async (_name, body) => {
    const answer = await post(body);
    expect([answer.status, await answer.text(), taken]).toEqual([400, '', []]);
  });

  test('may leave out, or write as null, what is not needed', async () => {
    const { status } = await post(activity({ id: null, text: null, locale: null, attachments: null, membersAdded: null, value: null }));
    expect([status, taken.map(({ conversation }) => conversation.id)]).toEqual([200, ['c1']]);
  });

  test.each([
    ['entities', [{ type: 'x', deep: [[[]]] }]],
    ['channelData', 'x'],
    ['value', 5],
    ['timestamp', { not: 'a time' }],
    ['relatesTo', 'x'],
    ['callerId', 7],
    ['attachments', [{ contentType: 5, content: null }]],
    ['replyToId', {}],
    ['conversation', { id: 'c1', isGroup: 'x', name: 5, tenantId: [] }],
    ['recipient', { id: 'bot', role: 'skill' }],
  ])('may have anything for %s, which is not read', async (name, value) => {
    expect((await post(activity({ [name]: value }))).status).toBe(200);
  });
});

describe('a caller', () => {
  const failing = (fields: object) => async (): Promise<never> => {
    throw Object.assign(new Error('secret'), fields);
  };

  test.each([
    ['is refused by the token', { statusCode: 401 }, 401],
    ['is refused where the token breaks what reads it', { name: 'JsonWebTokenError' }, 401],
    ['may come again where Microsoft’s keys cannot be had', { name: 'FetchError' }, 503],
    ['may come again where Microsoft answers with an error', { statusCode: 500 }, 503],
  ])('%s', async (_name, fields, status) => {
    authenticate = failing(fields);
    const answer = await post(activity());
    expect([answer.status, await answer.text(), taken]).toEqual([status, '', []]);
  });
});
