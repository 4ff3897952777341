import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CloudAdapter, TestAdapter, TurnContext } from 'botbuilder';
import { listen } from '../../test/support/listen.ts';
import type { Inbound } from '../inbound.ts';
import { BotFrameworkAdapter } from './bot-framework-adapter.ts';
import { createWaitingRequests, createWebChatChannel } from './web-chat-channel.ts';

const inbound: Inbound = {
  door: 'bot-framework',
  channelId: 'webchat',
  type: 'message',
  id: 'a1',
  from: { id: 'u1' },
  recipient: { id: 'b1' },
  conversation: { id: 'c1' },
  hasAttachment: false,
  redacted: [],
};

/** A request that waits for its turn, and what goes out on it. */
function world() {
  const request = new TestAdapter(async () => undefined);
  const waiting = createWaitingRequests();
  const answered = waiting.wait('a1', new TurnContext(request, { type: 'message', id: 'a1', channelId: 'webchat' }));
  const channel = createWebChatChannel({ adapter: new CloudAdapter(), appId: '', waiting });
  const replies = ['one', 'two', 'three'].map((text) => channel.toReply({ type: 'message', text }));
  const deliver = (staleAfter: number) =>
    channel.deliver({
      inbound,
      replies,
      quietMs: 0,
      onSent: async (count) => (count >= staleAfter ? 'stale' : 'ok'),
      wasEchoed: async () => false,
      renew: async () => 'ok',
    });
  return { deliver, answered, sent: () => request.activeQueue.map(({ text }) => text) };
}

describe('the channel of the Bot Framework', () => {
  test('answers on the request that waits', async () => {
    const { deliver, answered, sent } = world();
    expect(await deliver(9)).toBe('delivered');
    await answered;
    expect(sent()).toEqual(['one', 'two', 'three']);
  });

  test('sends nothing more once another worker has taken over', async () => {
    const { deliver, answered, sent } = world();
    expect(await deliver(2)).toBe('stale');
    await answered;
    expect(sent()).toEqual(['one', 'two']);
  });
});

describe('a service address', () => {
  let server: Server;
  let status: number;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end('{}');
    });
    url = await listen(server);
  });
  afterAll(() => void server.close());

  const deliverTo = (serviceUrl: string) =>
    createWebChatChannel({ adapter: new BotFrameworkAdapter(undefined), appId: '', waiting: createWaitingRequests() }).deliver({
      inbound: { ...inbound, serviceUrl },
      replies: [{ type: 'message', text: 'one' }],
      quietMs: 0,
      onSent: async () => 'ok',
      wasEchoed: async () => false,
      renew: async () => 'ok',
    });

  test.each([503, 429])(
    'that answers %d is tried again later',
    async (given) => {
      status = given;
      expect(await deliverTo(url)).toBe('halted');
    },
    120_000,
  );

  test('that does not answer is tried again later', async () => {
    expect(await deliverTo('http://127.0.0.1:9')).toBe('halted');
  }, 120_000);

  test('that refuses the reply has nothing more to say to it', async () => {
    status = 404;
    await expect(deliverTo(url)).rejects.toMatchObject({ statusCode: 404 });
  });
});
