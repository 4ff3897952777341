import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import { parseWebhook } from '../../bots/messenger/payloads.ts';
import { isSigned, signatureKeys } from '../../bots/messenger/signature.ts';
import { type GraphApiStub, startGraphApiStub } from './graph-api-stub.ts';
import { type StubServer, startStubServer } from './stub-server.ts';
import { until } from './until.ts';

const access = { pageToken: 'EAAtoken', appSecret: 's3cret', graphVersion: 'v26.0' };
const proof = createHmac('sha256', access.appSecret).update(access.pageToken).digest('hex');

let graph: GraphApiStub;
let webhook: StubServer;
/** What the webhook answers to the next deliveries; 200 after that. */
let statuses: number[];

beforeEach(async () => {
  statuses = [];
  graph = await startGraphApiStub(access);
  webhook = await startStubServer(() => ({ status: statuses.shift() ?? 200 }));
  graph.echoTo({ url: webhook.url, appSecret: access.appSecret, pageId: '1' });
});
afterEach(async () => {
  await graph.close();
  await webhook.close();
});

async function send(text: string, metadata: string): Promise<number> {
  const answer = await request(`${graph.url}/v26.0/me/messages?appsecret_proof=${proof}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${access.pageToken}` },
    body: JSON.stringify({ recipient: { id: '42' }, messaging_type: 'RESPONSE', message: { text, metadata } }),
  });
  await answer.body.dump();
  return answer.statusCode;
}

/** The echoes that have come, each read as Guichet reads them. */
function echoes(): unknown[] {
  return webhook.requests.flatMap(({ body, headers }) => {
    expect(isSigned(Buffer.from(body), headers['x-hub-signature-256'], signatureKeys([access.appSecret]))).toBe(true);
    return parseWebhook(JSON.parse(body)).events.map((event) => ({ ...event }));
  });
}

describe('the Graph API of the tests', () => {
  test('echoes what it took through the signed webhook, and tries again until that takes it', async () => {
    statuses.push(503, 503);
    expect(await send('Votre reçu : 3 € à 50 %', 'send-1')).toBe(200);
    await until(async () => webhook.requests.length === 3 || undefined);
    const echo = { kind: 'echo', pageId: '1', senderId: '42', mid: 'm_stub-1', metadata: 'send-1', text: 'Votre reçu : 3 € à 50 %' };
    expect(echoes()).toMatchObject([echo, echo, echo]);
    expect(graph.messages).toMatchObject([{ psid: '42', metadata: 'send-1', mid: 'm_stub-1', text: 'Votre reçu : 3 € à 50 %' }]);
  });

  test('takes a message and fails all the same, with its echo or without', async () => {
    graph.answerNextMessages(
      { kind: 'error', code: 2, status: 500, taken: true, echo: 'before' },
      { kind: 'raw', status: 502, body: '', taken: true, echo: false },
      { kind: 'error', code: 613 },
    );
    expect(await send('a', 'send-1')).toBe(500);
    expect(echoes()).toMatchObject([{ metadata: 'send-1' }]);
    expect([await send('b', 'send-2'), await send('c', 'send-3'), await send('d', 'send-4')]).toEqual([502, 400, 200]);
    await until(async () => webhook.requests.length === 2 || undefined);
    expect(echoes()).toMatchObject([{ metadata: 'send-1' }, { metadata: 'send-4' }]);
    expect(graph.messages.map(({ text }) => text)).toEqual(['a', 'b', 'd']);
  });

  test('breaks the connection after it took the message', async () => {
    graph.follow((call) => ('message' in call && call.message.metadata === 'send-1' ? { kind: 'reset' } : undefined));
    await expect(send('a', 'send-1')).rejects.toThrow();
    expect(await send('b', 'send-2')).toBe(200);
    expect(graph.messages).toHaveLength(2);
  });

  test('goes away and comes back at the same address', async () => {
    await graph.goAway();
    await expect(send('a', 'send-1')).rejects.toThrow();
    await graph.comeBack();
    expect(await send('a', 'send-1')).toBe(200);
    expect(graph.messages).toHaveLength(1);
  });
});
