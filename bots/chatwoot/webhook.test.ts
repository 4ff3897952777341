import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { messagePayload, statusPayload, stubChatwoot } from '../../test/support/chatwoot-stub.ts';
import { createServer } from '../http/create-server.ts';
import { type Listening, listen } from '../http/listen.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import type { ChatwootEvent } from './read-event.ts';
import { type DeliveryOutcome, mountChatwootWebhook } from './webhook.ts';

const now = new Date('2026-11-30T10:00:00Z');
const nowS = now.getTime() / 1_000;
const log = { warn: () => undefined, error: () => undefined };
let listening: Listening;
let taken: ChatwootEvent[];
let outcomes: DeliveryOutcome[];
let answer: () => Promise<'accepted' | 'duplicate' | 'unknown'>;

beforeAll(async () => {
  const server = createServer(log);
  mountChatwootWebhook(server, {
    ...stubChatwoot,
    secrets: ['new', 'old'],
    async take(event) {
      taken.push(event);
      return answer();
    },
    onDelivery: (outcome) => void outcomes.push(outcome),
    log,
    now: () => now,
  });
  listening = await listen(server.server, { host: '127.0.0.1', port: 0 });
});
afterAll(() => listening.close());
beforeEach(() => {
  [taken, outcomes] = [[], []];
  answer = async () => 'accepted';
});

interface Sending {
  readonly secret?: string;
  readonly at?: string | undefined;
  readonly signature?: string | undefined;
}

async function send(body: string, { secret = 'new', at = String(nowS), ...change }: Sending = {}): Promise<number> {
  const signature =
    'signature' in change ? change.signature : `sha256=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
  const response = await fetch(`${listening.url}/chatwoot/webhook`, {
    method: 'POST',
    headers: { 'x-chatwoot-timestamp': at, ...(signature === undefined ? {} : { 'x-chatwoot-signature': signature }) },
    body,
  });
  expect(await response.text()).toBe('');
  return response.status;
}

const message = JSON.stringify(messagePayload(9, 5, { text: 'Été à 10 €' }));

describe('the webhook', () => {
  test('takes what is signed with either secret, over the time and the bytes', async () => {
    expect([await send(message), await send(message, { secret: 'old' })]).toEqual([200, 200]);
    expect(taken).toMatchObject([{ text: 'Été à 10 €' }, { did: 'said', message: 9 }]);
    expect(outcomes).toEqual(['accepted', 'accepted']);
  });

  test.each([
    ['with another secret', { secret: 'other' }],
    ['without a signature', { signature: undefined }],
    ['with a signature of another form', { signature: 'sha256=0' }],
    ['with the signature of other bytes', { signature: `sha256=${createHmac('sha256', 'new').update(`${nowS}.x`).digest('hex')}` }],
    ['with the signature of the body alone', { signature: `sha256=${createHmac('sha256', 'new').update(message).digest('hex')}` }],
    ['long ago', { at: String(nowS - 301) }],
    ['in the future', { at: String(nowS + 301) }],
    ['at no time', { at: 'yesterday' }],
  ])('refuses with 401 what was signed %s', async (_what, sending) => {
    expect(await send(message, sending)).toBe(401);
    expect([taken, outcomes]).toEqual([[], ['bad_signature']]);
  });

  test('ignores what asks for nothing, and refuses what cannot be read', async () => {
    expect(await send(JSON.stringify({ event: 'conversation_updated', id: 5 }))).toBe(200);
    expect([await send('{"event":'), await send('')]).toEqual([400, 400]);
    expect(outcomes).toEqual(['ignored', 'bad_request', 'bad_request']);
  });

  test('says of an answer that nobody takes that it was not sent, so that Chatwoot shows it', async () => {
    answer = async () => 'unknown';
    expect(await send(message)).toBe(422);
    expect(await send(JSON.stringify(statusPayload(5, 'resolved')))).toBe(200);
    expect(outcomes).toEqual(['unknown', 'ignored']);
  });

  test.each([
    [new StoreUnavailableError('away'), 503, 'unavailable'],
    [new OverloadedError('inbox', 10), 503, 'unavailable'],
    [new TypeError('a defect'), 500, 'failed'],
  ])('promises nothing where it cannot be journaled: %s', async (error, status, outcome) => {
    answer = async () => {
      throw error;
    };
    expect(await send(message)).toBe(status);
    expect(outcomes).toEqual([outcome]);
  });
});
