import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listen } from '../support/listen.ts';
import { plain } from '../support/plain-text.ts';
import { startApp, type TestApp } from '../support/start-app.ts';
import { until } from '../support/until.ts';

interface Reply {
  readonly type: string;
  readonly text?: string;
  readonly suggestedActions?: { readonly actions: readonly { readonly title: string; readonly value: unknown }[] };
}

let app: TestApp;
let channel: Server;
let serviceUrl: string;
const received: Reply[] = [];

beforeAll(async () => {
  app = await startApp();
  channel = createServer((request, response) => {
    void text(request).then((body) => {
      const reply: Reply = JSON.parse(body);
      received.push(reply);
      response.setHeader('content-type', 'application/json').end('{"id":"1"}');
    });
  });
  serviceUrl = await listen(channel);
});

afterAll(async () => {
  await app.stop();
  channel.close();
});

let count = 0;
function activity(fields: object = {}): object {
  count += 1;
  const conversation = { id: 'c1', isGroup: false, conversationType: '', name: '' };
  return {
    type: 'message',
    id: `a${count}`,
    channelId: 'emulator',
    serviceUrl,
    from: { id: 'u1', name: '' },
    recipient: { id: 'bot', name: '' },
    conversation,
    ...fields,
  };
}

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${app.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function expectReplies(fields: object): Promise<readonly Reply[]> {
  const answer = await post(activity({ deliveryMode: 'expectReplies', ...fields }));
  const body: { activities: Reply[] } = JSON.parse(await answer.text());
  return body.activities;
}

function bankOf({ foundation }: TestApp): NonNullable<TestApp['foundation']['demo']> {
  if (!foundation.demo) throw new TypeError('this needs the embedded bank');
  return foundation.demo;
}

/** Links a conversation to one of the bank's customers. */
async function link(id: string, customerId: string): Promise<void> {
  const conversation = app.foundation.keyOf({ channel: 'bot-framework/emulator', page: 'bot', psid: id });
  await app.foundation.links.linkDirectly(conversation, await bankOf(app).signInDirectly(customerId), 'shown');
}

describe('Bot Framework channels', () => {
  test('are answered on the request that asks for replies', async () => {
    const [reply] = await expectReplies({ text: 'Hello' });
    expect(reply?.text).toContain('automated assistant');
    expect(reply?.suggestedActions?.actions.length).toBeGreaterThan(0);
  });

  test('are answered at their service address otherwise', async () => {
    received.length = 0;
    expect((await post(activity({ text: 'thanks' }))).status).toBe(200);
    await until(async () => received.some(({ type }) => type === 'message') || undefined);
    expect(received.filter(({ type }) => type === 'message')).toHaveLength(1);
  });

  test('see that somebody is at work where the answer takes long', async () => {
    received.length = 0;
    await link('c1', 'demo-gb');
    bankOf(app).faults.set({ latencyMs: 400, calls: 1, path: '/open-banking' });
    await post(activity({ text: 'What is the balance of my current account?' }));
    await until(async () => received.some(({ type }) => type === 'message') || undefined);
    expect(received.map(({ type }) => type)).toEqual(['typing', 'message']);
  });

  test('bring back what was pressed', async () => {
    const [reply] = await expectReplies({ value: { payload: 's.help' } });
    expect(plain(reply?.text ?? '')).toContain('“');
  });

  test('greet whoever arrives', async () => {
    const [reply] = await expectReplies({ type: 'conversationUpdate', membersAdded: [{ id: 'u1', name: '' }] });
    expect(reply?.text).toContain('assistant');
  });

  test('are answered once, also when they deliver twice', async () => {
    const twice = activity({ text: 'thanks', deliveryMode: 'expectReplies' });
    const answers = [await post(twice), await post(twice)];
    const bodies: { activities: Reply[] }[] = await Promise.all(answers.map(async (answer) => JSON.parse(await answer.text())));
    expect(bodies.map((body) => body.activities.length)).toEqual([1, 0]);
  });

  test('get their own answers only, also where two conversations give their events the same id', async () => {
    const [mine, theirs] = [{ conversation: { id: 'mine' } }, { conversation: { id: 'theirs' } }];
    await Promise.all([link('mine', 'demo-gb'), link('theirs', 'demo-us')]);
    const question = 'What is the balance of my current account?';
    bankOf(app).faults.set({ latencyMs: 300, path: '/open-banking' });
    try {
      // Their own turn waits behind two slow ones.
      const before = [post(activity({ ...theirs, text: question })), post(activity({ ...theirs, text: question }))];
      const answers = [expectReplies({ ...mine, id: 'same', text: question }), expectReplies({ ...theirs, id: 'same', text: 'hello' })];
      const [balance, greeting] = (await Promise.all(answers)).map((replies) => plain(JSON.stringify(replies)));
      await Promise.all(before);
      expect(balance).toContain('£');
      expect(greeting).toContain('assistant');
      expect(greeting).not.toContain('£');
    } finally {
      bankOf(app).faults.clear();
    }
  });

  test('are not held up by a reply that cannot be delivered: a request that takes replies takes it along', async () => {
    const talk = { conversation: { id: 'dead-end' }, serviceUrl: 'http://localhost:9' };
    expect((await post(activity({ ...talk, text: 'hello' }))).status).toBe(200);
    const replies = await expectReplies({ ...talk, text: 'thanks' });
    expect(replies).toHaveLength(2);
    expect(replies[0]?.text).toContain('automated assistant');
  });

  test.each([
    ['no JSON', '{', 400],
    ['an array', [], 400],
    ['no conversation', { type: 'message' }, 400],
    ['prototype pollution', '{"__proto__":{"x":1}}', 400],
    ['a body beyond the limit', `"${'x'.repeat(300_000)}"`, 413],
  ])('refuse %s without saying why', async (_name, body, status) => {
    const answer = await post(body);
    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });

  test('never enter a conversation of Messenger, whatever they call themselves', async () => {
    await app.say({ customer: 'demo-fr', text: 'Bonjour' });
    const psid = app.simulator?.customers.find(({ id }) => id === 'demo-fr')?.psid ?? '';
    const forged = {
      channelId: 'facebook',
      from: { id: psid, name: '' },
      recipient: { id: '100000000000001', name: '' },
      text: 'Quel est mon solde ?',
    };
    const replies = await expectReplies(forged);
    expect(replies.length).toBeGreaterThan(0);
    expect(JSON.stringify(replies)).not.toMatch(/€/);
  });

  test('are not taken from a page that this machine’s browser shows', async () => {
    expect((await post(activity({ text: 'hello' }), { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('without an app id are taken from this machine only', async () => {
    const answer = await post(activity({ text: 'hello', serviceUrl: 'https://elsewhere.example/' }));
    expect(answer.status).toBe(403);
  });

  test('with an app id need Microsoft’s token', async () => {
    const guarded = await startApp({
      environment: { MICROSOFT_APP_ID: '00000000-0000-0000-0000-000000000001', MICROSOFT_APP_PASSWORD: 'p' },
    });
    try {
      const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
      const answer = await fetch(`${guarded.url}/api/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify(activity({ text: 'hi' })),
      });
      expect([answer.status, await answer.text()]).toEqual([401, '']);
    } finally {
      await guarded.stop();
    }
  });
});
