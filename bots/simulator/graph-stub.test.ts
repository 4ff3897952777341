import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type GraphStub, startGraphStub } from './graph-stub.ts';
import type { TakenMessage } from './send-api-body.ts';

const proof = createHmac('sha256', 's3cret').update('page-token').digest('hex');
const text = { recipient: { id: '42' }, messaging_type: 'RESPONSE', message: { text: 'Bonjour', metadata: 'send-1' } };

let stub: GraphStub;
let sent: ({ psid: string } & TakenMessage)[];
let actions: string[];
let failing: boolean;

beforeEach(async () => {
  sent = [];
  actions = [];
  failing = false;
  let count = 0;
  stub = await startGraphStub({
    pageToken: 'page-token',
    appSecret: 's3cret',
    now: () => new Date(5),
    newId: () => String((count += 1)),
    knows: (psid) => psid === '42',
    onSend(psid, message) {
      if (failing) throw new Error('full');
      sent.push({ psid, ...message });
    },
    onSenderAction: (psid, action) => void actions.push(`${psid} ${action}`),
  });
});
afterEach(() => stub.stop());

interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
}

async function call({
  path = `/v26.0/me/messages?appsecret_proof=${proof}`,
  method = 'POST',
  token = 'Bearer page-token',
  body = text,
}: Call) {
  const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: token }) };
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${stub.url}${path}`, { method, headers, ...(method === 'GET' ? {} : { body: json }) });
  return { status: answer.status, json: await answer.json() };
}

describe('graph stub', () => {
  test.each(['me', '100'])('takes a message for /%s and hands over its body as it came', async (page) => {
    const answer = await call({ path: `/v26.0/${page}/messages?appsecret_proof=${proof}` });
    expect(answer).toEqual({ status: 200, json: { recipient_id: '42', message_id: 'm_1' } });
    expect(sent).toEqual([{ psid: '42', body: text, at: new Date(5), mid: 'm_1' }]);
  });

  test('takes a sender action', async () => {
    const answer = await call({ body: { recipient: { id: '42' }, sender_action: 'typing_on' } });
    expect(answer).toEqual({ status: 200, json: { recipient_id: '42' } });
    expect(actions).toEqual(['42 typing_on']);
    expect(sent).toEqual([]);
  });

  test.each<{ what: string; call: Call; status: number; code: number; subcode?: number }>([
    { what: 'no token', call: { token: '' }, status: 400, code: 104 },
    { what: 'another token', call: { token: 'Bearer page-tokem' }, status: 401, code: 190 },
    { what: 'no proof', call: { path: '/v26.0/me/messages' }, status: 400, code: 100 },
    { what: 'a wrong proof', call: { path: `/v26.0/me/messages?appsecret_proof=${proof.replaceAll('a', 'b')}` }, status: 400, code: 100 },
    { what: 'a path that does not exist', call: { path: `/me/messages?appsecret_proof=${proof}` }, status: 404, code: 2500 },
    { what: 'another method', call: { method: 'GET' }, status: 400, code: 100, subcode: 33 },
    { what: 'what is not JSON', call: { body: '{"recipient":' }, status: 400, code: 100 },
    { what: 'a body without recipient', call: { body: { message: text.message } }, status: 400, code: 100 },
    {
      what: 'a text that is too long',
      call: { body: { ...text, message: { ...text.message, text: 'x'.repeat(2_001) } } },
      status: 400,
      code: 100,
    },
    {
      what: 'a message together with an action',
      call: { body: { ...text, sender_action: 'mark_seen' } },
      status: 400,
      code: 100,
      subcode: 2018014,
    },
    {
      what: 'a customer whom the Page does not have',
      call: { body: { ...text, recipient: { id: '7' } } },
      status: 400,
      code: 100,
      subcode: 2018001,
    },
    { what: 'a body beyond all measure', call: { body: 'x'.repeat(300_000) }, status: 413, code: 1 },
  ])('refuses $what as Graph does', async ({ call: request, status, code, subcode }) => {
    const answer = await call(request);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error: { code, ...(subcode ? { error_subcode: subcode } : {}), fbtrace_id: expect.any(String) } });
    expect(sent).toEqual([]);
  });

  test('answers with a temporary error where the message could not be taken', async () => {
    failing = true;
    expect(await call({})).toMatchObject({ status: 500, json: { error: { code: 2 } } });
  });
});
