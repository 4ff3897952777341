import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CloudAdapter, TestAdapter, TurnContext } from 'botbuilder';
import { listen } from '../../test/support/listen.ts';
import type { Channel } from '../channel.ts';
import type { Inbound } from '../inbound.ts';
import { longestTroubleMs } from '../patience.ts';
import { BotFrameworkAdapter } from './bot-framework-adapter.ts';
import { createWaitingRequests } from './waiting-requests.ts';
import { createWebChatChannel } from './web-chat-channel.ts';

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

const conversation = 'bot-framework/webchat:1';

/** A request that waits for its turn, and what goes out on it. */
function world() {
  const request = new TestAdapter(async () => undefined);
  const waiting = createWaitingRequests();
  const context = new TurnContext(request, { type: 'message', id: 'a1', channelId: 'webchat' });
  const { over: answered } = waiting.open(conversation, inbound, context);
  const channel = createWebChatChannel({ trust: () => undefined, adapter: new CloudAdapter(), appId: '', waiting });
  const replies = ['one', 'two', 'three'].map((text) => channel.toReply({ type: 'message', text }));
  const deliver = (staleAfter: number) =>
    channel.deliver({
      conversation,
      inbound,
      replies,
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
    deliverOn(
      createWebChatChannel({
        trust: () => undefined,
        adapter: new BotFrameworkAdapter(undefined, () => undefined),
        appId: '',
        waiting: createWaitingRequests(),
      }),
      serviceUrl,
    );
  const deliverOn = (channel: Channel, serviceUrl: string) =>
    channel.deliver({
      conversation,
      inbound: { ...inbound, serviceUrl },
      replies: [{ type: 'message', text: 'one' }],
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

  test('that stays out of order for ten minutes is given up, so that its conversation goes on', async () => {
    let now = 0;
    const waiting = createWaitingRequests();
    const channel = createWebChatChannel({
      trust: () => undefined,
      adapter: new BotFrameworkAdapter(undefined, () => undefined),
      appId: '',
      waiting,
      ticks: () => now,
    });
    const deliver = (serviceUrl: string) => deliverOn(channel, serviceUrl);
    const dead = 'http://127.0.0.1:9';
    expect(await deliver(dead)).toBe('halted');
    now = longestTroubleMs - 1;
    expect(await deliver(dead)).toBe('halted');
    now = longestTroubleMs;
    await expect(deliver(dead)).rejects.toThrow();
    // The next one of the same conversation has no ten minutes of its own.
    await expect(deliver(dead)).rejects.toThrow();
    status = 200;
    expect(await deliver(url)).toBe('delivered');
    expect(await deliver(dead)).toBe('halted');
  }, 120_000);

  test('that refuses the reply has nothing more to say to it', async () => {
    status = 404;
    await expect(deliverTo(url)).rejects.toMatchObject({ statusCode: 404 });
  });
});
