import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pino from 'pino';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { createServer } from '../http/create-server.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import type { MessengerEvent } from './messenger-event.ts';
import { mountMessengerWebhook } from './webhook.ts';

const secret = 's3cret';
const path = '/messenger/webhook';
const sign = (body: Buffer | string, key = secret): string => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
const webhook = (...mids: string[]): string =>
  JSON.stringify({
    object: 'page',
    entry: mids.map((mid) => ({
      id: '1',
      time: 1793614530123,
      messaging: [{ sender: { id: '2' }, recipient: { id: '1' }, timestamp: 1793614530123, message: { mid, text: 'un secret de client' } }],
    })),
  });

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const world: {
  port: number;
  accepted: MessengerEvent[];
  accept: (events: readonly MessengerEvent[]) => Promise<void>;
  refusal: OverloadedError | undefined;
  logged: string[];
  close: () => Promise<void>;
} = { port: 0, accepted: [], accept: async () => {}, refusal: undefined, logged: [], close: async () => {} };

beforeEach(async () => {
  const server = createServer({ error: () => undefined });
  world.accepted = [];
  world.refusal = undefined;
  world.logged = [];
  world.accept = async (events) => void world.accepted.push(...events);
  mountMessengerWebhook(server, {
    appSecrets: ['new-secret', secret],
    verifyToken: 't0ken',
    accept: (events) => world.accept(events),
    refusal: () => world.refusal,
    log: pino({}, { write: (line: string) => void world.logged.push(line) }),
    now: () => new Date(1793614530999),
    acceptTimeoutMs: 100,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.port = server.address().port;
  world.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.server.closeAllConnections();
    });
});
afterEach(() => world.close());

interface Call {
  readonly method?: string;
  readonly target?: string;
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

function call({ method = 'POST', target = path, body, headers = {} }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port: world.port, method, path: target, headers, agent: false }, (res) => {
      textOf(res).then((read) => resolve({ status: res.statusCode ?? 0, body: read, headers: res.headers }), reject);
    });
    req.on('error', reject);
    req.end(body);
  });
}

const post = (body: Buffer | string, headers: Call['headers'] = {}): Promise<Answer> =>
  call({ body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body), ...headers } });

/** Bytes as they are on the wire, for what no client library would send. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(world.port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\r\n\r\n')) socket.end();
    });
    socket.on('close', () => resolve(text));
    // A reset after the answer is how a server ends an upload nobody wants.
    socket.on('error', (error) => (text === '' ? reject(error) : resolve(text)));
  });
}

describe('GET', () => {
  test('gives the challenge back as plain text', async () => {
    const query = '?hub.mode=subscribe&hub.verify_token=t0ken&hub.challenge=1158201444';
    const answer = await call({ method: 'GET', target: path + query });
    expect(answer).toMatchObject({ status: 200, body: '1158201444' });
    expect(answer.headers['content-type']).toContain('text/plain');
  });

  test.each([
    '',
    '?',
    '?hub.mode=subscribe',
    '?hub.mode=subscribe&hub.verify_token=no&hub.challenge=1',
    '?%zz=%',
    '?hub.verify_token[]=t0ken',
  ])('answers 403 with nothing to %j', async (query) => {
    expect(await call({ method: 'GET', target: path + query })).toMatchObject({ status: 403, body: '' });
  });
});

describe('POST', () => {
  test('answers 200 once the events have been accepted', async () => {
    expect(await post(webhook('m_1', 'm_2'))).toMatchObject({ status: 200, body: 'EVENT_RECEIVED' });
    expect(world.accepted.map((event) => event.eventId)).toEqual(['m_1', 'm_2']);
  });

  test('refuses what customers write unread while nothing is taken in, and reads what the Page has sent', async () => {
    world.refusal = new OverloadedError('turns', 2);
    const refused = await post(webhook('m_1'));
    expect([refused.status, refused.headers['retry-after'], world.accepted]).toEqual([503, '2', []]);
    const echo = webhook('m_2').replace('"mid"', '"is_echo":true,"mid"');
    expect([(await post(echo)).status, world.accepted]).toMatchObject([200, [{ eventId: 'm_2' }]]);
  });

  test('does not answer before accept has resolved', async () => {
    const order: string[] = [];
    world.accept = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push('accepted');
    };
    await post(webhook('m_1')).then(() => order.push('answered'));
    expect(order).toEqual(['accepted', 'answered']);
  });

  test.each([
    ['no signature', {}],
    ['another secret', { 'x-hub-signature-256': sign(webhook('m_1'), 'other') }],
    ['sha1 only', { 'x-hub-signature': `sha1=${createHmac('sha1', secret).update(webhook('m_1')).digest('hex')}` }],
    ['two signatures', { 'x-hub-signature-256': [sign(webhook('m_1')), sign(webhook('m_1'))] }],
  ])('refuses %s with 401 and nothing else', async (_, headers) => {
    expect(await call({ body: webhook('m_1'), headers })).toMatchObject({ status: 401, body: '' });
    expect(world.accepted).toEqual([]);
  });

  test('says at once that somebody posts without a signature, and does not repeat it for each', async () => {
    for (let posts = 0; posts < 3; posts += 1) await call({ body: webhook('m_1') });
    const lines = world.logged.map((line) => JSON.parse(line));
    expect(lines).toMatchObject([{ level: 40, posts: 1, msg: 'webhooks without a valid signature' }]);
  });

  test('checks the signature before it looks at the body', async () => {
    expect((await call({ body: '{' })).status).toBe(401);
    expect((await call({ body: '['.repeat(100_000) })).status).toBe(401);
  });

  test.each([
    ['not JSON', '{"object":'],
    ['no body', ''],
    ['a bomb of depth', '['.repeat(60_000)],
    ['a bomb of keys', `{${Array.from({ length: 3_000 }, (_, index) => `"k${index}":1`).join(',')}}`],
    ['a poisoned prototype', '{"object":"page","__proto__":{"entry":[]}}'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a string', '"page"'],
    ['no object', '{"entry":[]}'],
    ['gzip', gzipSync(webhook('m_1'))],
    ['UTF-16', Buffer.from(webhook('m_1'), 'utf16le')],
  ])('answers 400 to signed %s', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: '' });
    expect(world.accepted).toEqual([]);
  });

  test('goes by the bytes, whatever the headers claim about them', async () => {
    for (const headers of [
      { 'content-type': 'text/html' },
      { 'content-encoding': 'gzip' },
      { 'content-type': 'multipart/form-data; boundary=x' },
    ]) {
      expect((await post(webhook('m_1'), headers)).status).toBe(200);
    }
    expect(world.accepted).toHaveLength(3);
  });

  test('ignores what is of another product with 200', async () => {
    expect(await post('{"object":"instagram","entry":[]}')).toMatchObject({ status: 200, body: 'EVENT_IGNORED' });
    expect(world.accepted).toEqual([]);
  });

  test('answers 200 to odd elements, and takes their neighbours', async () => {
    const body = webhook('m_1').replace('"messaging":[', '"messaging":[null,{"message":7},');
    expect((await post(body)).status).toBe(200);
    expect(world.accepted.map((event) => event.eventId)).toEqual(['m_1']);
  });

  test('answers 413 to more than a megabyte, declared or not, signed or not', async () => {
    const large = 'x'.repeat(2 * 1024 * 1024);
    expect((await post(large)).status).toBe(413);
    expect((await call({ body: large, headers: { 'transfer-encoding': 'chunked' } })).status).toBe(413);
    expect(await raw(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
    const endless = `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n${'x'.repeat(5 * 1024 * 1024)}`;
    expect(await raw(endless)).toMatch(/^HTTP\/1\.1 413 /);
    const justFits = webhook('m_1').padEnd(1024 * 1024, ' ');
    expect((await post(justFits)).status).toBe(200);
    expect((await post(`${justFits} `)).status).toBe(413);
  });

  test('answers 503 where the store cannot take the events, and 500 to anything else, without a word', async () => {
    world.accept = async () => {
      throw new StoreUnavailableError('redis at 10.0.0.1 is down');
    };
    expect(await post(webhook('m_1'))).toMatchObject({ status: 503, body: '' });
    world.accept = async () => {
      throw new Error('secret detail');
    };
    expect(await post(webhook('m_1'))).toMatchObject({ status: 500, body: '' });
    world.accept = () => {
      throw new Error('secret detail, at once');
    };
    expect(await post(webhook('m_1'))).toMatchObject({ status: 500, body: '' });
    expect(world.logged.join('')).toMatch(/StoreUnavailableError/);
    expect(world.logged.join('')).not.toMatch(/secret detail|10\.0\.0\.1/);
  });

  test('answers 503 before Meta gives up waiting', async () => {
    world.accept = () => new Promise(() => {});
    expect(await post(webhook('m_1'))).toMatchObject({ status: 503, body: '' });
  });

  test('survives a sender that goes away in the middle', async () => {
    const socket = connect(world.port, '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc`, () => resolve());
    });
    socket.destroy();
    expect((await post(webhook('m_1'))).status).toBe(200);
  });

  test('answers other methods with a client error', async () => {
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status } = await call({ method });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });

  test('answers 200 or 400 to 300 signed bodies of any kind, and never shows a stack', async () => {
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constant(webhook('m_1')).map((text) => text.slice(0, text.length - 3)),
    );
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const answer = await post(text);
        expect([200, 400]).toContain(answer.status);
        expect(answer.body).toMatch(/^(EVENT_RECEIVED|EVENT_IGNORED)?$/);
      }),
      { numRuns: 300 },
    );
  });

  test('logs neither what a customer wrote nor a signature', async () => {
    await post(webhook('m_1').replace('"entry"', 'entry'));
    await post(webhook('m_1'), { 'x-hub-signature-256': sign('x') });
    world.accept = async () => {
      throw new Error('down');
    };
    await post(webhook('m_1'));
    expect(world.logged).toHaveLength(3);
    expect(world.logged.join('')).not.toMatch(/un secret|sha256=/);
  });
});
