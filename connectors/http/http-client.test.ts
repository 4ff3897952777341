import { inspect } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { connectorFailure } from '../../test/support/connector-failure.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { type StubAnswer, type StubRequest, type StubServer, startStubServer } from '../../test/support/stub-server.ts';
import type { ConnectorCall } from '../ports/call-observer.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './http-client.ts';

const schema = z.object({ greeting: z.string() });
const good: StubAnswer = { json: { greeting: 'bonjour' } };
const read = { operation: 'read', method: 'GET', path: ['things', 'a b'], schema } as const;
const write = { operation: 'write', method: 'POST', path: ['things'], schema, body: { json: { figure: '1234.56' } } } as const;

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

interface Stage {
  readonly client: HttpClient;
  readonly server: StubServer;
  readonly calls: ConnectorCall[];
  readonly logged: unknown[];
}

async function stage(
  answer: (request: StubRequest, count: number) => StubAnswer | Promise<StubAnswer>,
  options: Partial<HttpClientOptions> = {},
): Promise<Stage> {
  let count = 0;
  const server = await startStubServer((request) => {
    count += 1;
    return answer(request, count);
  });
  const calls: ConnectorCall[] = [];
  const logged: unknown[] = [];
  const client = createHttpClient({
    egress: openEgress(),
    sink: 'bank',
    system: 'stub',
    baseUrl: `${server.url}/base/`,
    retry: { attempts: 2, baseMs: 1 },
    onCall: (call) => calls.push(call),
    log: { warn: (fields, message) => logged.push(fields, message) },
    ...options,
  });
  opened.push(client, server);
  return { client, server, calls, logged };
}

describe('a request', () => {
  test('joins base address, encoded segments and query, and gives the parsed answer', async () => {
    const { client, server, calls } = await stage(() => good);
    const answer = await client.request({
      ...read,
      path: ['things', 'a b/../c?d'],
      query: { from: '2026-01-01T00:00:00Z', none: undefined },
    });
    expect(answer).toEqual({ greeting: 'bonjour' });
    expect(server.requests[0]?.url).toBe('/base/things/a%20b%2F..%2Fc%3Fd?from=2026-01-01T00%3A00%3A00Z');
    expect(calls).toEqual([{ system: 'stub', operation: 'read', outcome: 200, ms: expect.any(Number) }]);
  });

  test.each([['..'], ['.'], ['']])('refuses the path segment %j without a call', async (segment) => {
    const { client, server } = await stage(() => good);
    expect((await connectorFailure(client.request({ ...read, path: ['things', segment] }))).code).toBe('bad_request');
    expect(server.requests).toHaveLength(0);
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'application/vnd.bank.v2+json'])('accepts %s', async (type) => {
    const { client } = await stage(() => ({ text: '{"greeting":"bonjour"}', headers: { 'content-type': type } }));
    expect(await client.request(read)).toEqual({ greeting: 'bonjour' });
  });

  test('sends JSON and forms with their types', async () => {
    const { client, server } = await stage(() => good);
    await client.request(write);
    await client.request({ ...write, body: { form: { grant_type: 'a b' } } });
    expect(server.requests.map((request) => [request.headers['content-type'], request.body])).toEqual([
      ['application/json', '{"figure":"1234.56"}'],
      ['application/x-www-form-urlencoded', 'grant_type=a+b'],
    ]);
  });

  test('accepts an answer without content where the schema does', async () => {
    const { client } = await stage(() => ({ status: 204 }));
    await expect(client.request({ operation: 'delete', method: 'DELETE', path: ['x'], schema: z.undefined() })).resolves.toBeUndefined();
  });
});

describe('links', () => {
  test('are followed below the base address', async () => {
    const { client, server } = await stage(() => good);
    await client.request({ operation: 'next', method: 'GET', link: `${server.url}/base/things?page=2`, schema });
    expect(server.requests[0]?.url).toBe('/base/things?page=2');
  });

  test.each([
    ['another host', 'http://169.254.169.254/base/things'],
    ['another port', 'http://127.0.0.1:1/base/things'],
    ['a path beside the base', ':self:/baseless/things'],
    ['a path above the base', ':self:/base/../admin'],
    ['an encoded path above the base', ':self:/base/%2e%2e/admin'],
    ['another scheme', 'file:///etc/passwd'],
    ['credentials', 'http://user:secret@127.0.0.1/base/things'],
    ['no address at all', 'page=2'],
  ])('to %s are refused without a call', async (_name, link) => {
    const { client, server } = await stage(() => good);
    const error = await connectorFailure(
      client.request({ operation: 'next', method: 'GET', link: link.replace(':self:', server.url), schema }),
    );
    expect(error.code).toBe('protocol_violation');
    expect(server.requests).toHaveLength(0);
  });
});

describe('failures', () => {
  test.each([
    [400, 'bad_request'],
    [401, 'consent_expired'],
    [403, 'forbidden_scope'],
    [404, 'not_found'],
    [415, 'bad_request'],
    [429, 'rate_limited'],
    [500, 'bank_unavailable'],
    [503, 'bank_unavailable'],
  ])('status %i becomes %s', async (status, code) => {
    const { client, calls } = await stage(() => ({ status, json: {} }));
    const error = await connectorFailure(client.request(read));
    expect([error.code, error.status, error.system, error.operation]).toEqual([code, status, 'stub', 'read']);
    expect(calls).toEqual([{ system: 'stub', operation: 'read', outcome: status, ms: expect.any(Number) }]);
  });

  test('a system may name its own', async () => {
    const { client } = await stage(() => ({ status: 403, json: { code: 'REAUTH' } }), {
      codeFor: (status, body) => (status === 403 && JSON.stringify(body).includes('REAUTH') ? 'sca_required' : undefined),
    });
    expect((await connectorFailure(client.request(read))).code).toBe('sca_required');
  });

  test.each<[string, StubAnswer]>([
    ['an answer off the schema', { json: { greeting: 7 } }],
    ['an answer that is not JSON', { text: '<html>1234.56</html>', headers: { 'content-type': 'text/html' } }],
    ['JSON under another type', { text: '{"greeting":"bonjour"}', headers: { 'content-type': 'text/plain' } }],
    ['broken JSON', { text: '{"greeting": "canary-1234', headers: { 'content-type': 'application/json' } }],
    ['an empty answer', { text: '' }],
  ])('%s is a protocol violation', async (_name, answer) => {
    const { client, calls } = await stage(() => answer);
    expect((await connectorFailure(client.request(read))).code).toBe('protocol_violation');
    expect(calls[0]?.outcome).toBe('protocol_violation');
  });

  test('a redirect is not followed', async () => {
    const { client, server } = await stage((request) =>
      request.path.endsWith('elsewhere') ? good : { status: 302, headers: { location: '/base/elsewhere' } },
    );
    expect((await connectorFailure(client.request(read))).code).toBe('protocol_violation');
    expect(server.requests).toHaveLength(1);
  });

  test('an answer beyond the size limit is cut off', async () => {
    const { client } = await stage(() => ({ json: { greeting: 'x'.repeat(3 * 1024 * 1024) } }));
    const error = await connectorFailure(client.request(read));
    expect(error.code).toBe('protocol_violation');
    const wide = await stage(() => ({ json: { greeting: 'x'.repeat(1024 * 1024) } }));
    expect((await wide.client.request(read)).greeting).toHaveLength(1024 * 1024);
  });

  test('no answer in time is an outage', async () => {
    const { client } = await stage(() => ({ raw: () => undefined }), { timeoutMs: 40, retry: { attempts: 1, baseMs: 1 } });
    expect((await connectorFailure(client.request(read))).code).toBe('bank_unavailable');
  });

  test('a body that stops half-way is an outage', async () => {
    const half: StubAnswer = {
      raw: (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"greeting":');
      },
    };
    const { client } = await stage(() => half, { timeoutMs: 40, retry: { attempts: 1, baseMs: 1 } });
    expect((await connectorFailure(client.request(read))).code).toBe('bank_unavailable');
  });

  test('nobody listening is an outage', async () => {
    const server = await startStubServer(() => good);
    await server.close();
    const client = createHttpClient({
      egress: openEgress(),
      sink: 'bank',
      system: 'stub',
      baseUrl: server.url,
      retry: { attempts: 1, baseMs: 1 },
    });
    opened.push(client);
    expect((await connectorFailure(client.request(read))).code).toBe('bank_unavailable');
  });

  test('say nothing secret, neither in the error nor in the log', async () => {
    const secrets = ['tok-canary-7f3a', 'query-canary', '1234.56', 'body-canary'];
    const answers: StubAnswer[] = [
      { status: 500, json: { echo: secrets } },
      { json: { greeting: { 'body-canary': '1234.56' } } },
      { text: '{"body-canary": 1234.56', headers: { 'content-type': 'application/json' } },
      { raw: (response) => response.destroy() },
      { raw: (response) => void response.socket?.end('HTTP/1.1 200 OK body-canary 1234.56\r\nnot a header\r\n\r\n') },
      { status: 429, json: { 'body-canary': 1 }, headers: { 'retry-after': '60' } },
    ];
    for (const answer of answers) {
      const { client, logged, calls, server } = await stage(() => answer);
      const headers = { authorization: 'Bearer tok-canary-7f3a' };
      const error = await connectorFailure(client.request({ ...read, headers, query: { account: 'query-canary' } }));
      const said = inspect([error, error.cause, error.stack, logged, calls], { depth: 10, showHidden: true });
      for (const secret of [...secrets, server.url, '127.0.0.1']) expect(said).not.toContain(secret);
      expect(logged).not.toHaveLength(0);
    }
  });
});

describe('trying again', () => {
  const once500 = (_request: StubRequest, count: number): StubAnswer => (count === 1 ? { status: 500, json: {} } : good);

  test('a read is repeated after an outage, and is one call to the observer', async () => {
    const { client, server, calls } = await stage(once500);
    await expect(client.request(read)).resolves.toEqual({ greeting: 'bonjour' });
    expect(server.requests).toHaveLength(2);
    expect(calls).toHaveLength(1);
  });

  test('a reset connection is an outage too', async () => {
    const { client, server } = await stage((_request, count) => (count === 1 ? { raw: (response) => response.destroy() } : good));
    await client.request(read);
    expect(server.requests).toHaveLength(2);
  });

  test('what changes something is sent once', async () => {
    const { client, server } = await stage(once500);
    expect((await connectorFailure(client.request(write))).code).toBe('bank_unavailable');
    expect(server.requests).toHaveLength(1);
  });

  test('what is our fault or off the protocol is not repeated', async () => {
    for (const answer of [{ status: 400, json: {} }, { status: 401, json: {} }, { json: {} }]) {
      const { client, server } = await stage(() => answer);
      await connectorFailure(client.request(read));
      expect(server.requests).toHaveLength(1);
    }
  });

  test('it ends after the agreed number of tries', async () => {
    const { client, server } = await stage(() => ({ status: 503, json: {} }), { retry: { attempts: 3, baseMs: 1 } });
    await connectorFailure(client.request(read));
    expect(server.requests).toHaveLength(3);
  });

  test('a short Retry-After is waited for', async () => {
    const { client, server } = await stage((_request, count) =>
      count === 1 ? { status: 429, json: {}, headers: { 'retry-after': '1' } } : good,
    );
    const began = Date.now();
    await client.request(read);
    expect(server.requests).toHaveLength(2);
    expect(Date.now() - began).toBeGreaterThanOrEqual(990);
  });

  test('a long Retry-After fails at once and is passed on', async () => {
    const { client, server } = await stage(() => ({ status: 429, json: {}, headers: { 'retry-after': '30' } }));
    const error = await connectorFailure(client.request(read));
    expect([error.code, error.retryAfterMs]).toEqual(['rate_limited', 30_000]);
    expect(server.requests).toHaveLength(1);
  });

  test('a Retry-After that is a date counts from now', async () => {
    const now = (): Date => new Date('2026-11-17T10:00:00Z');
    const headers = { 'retry-after': 'Tue, 17 Nov 2026 10:01:00 GMT' };
    const { client } = await stage(() => ({ status: 503, json: {}, headers }), { now });
    expect((await connectorFailure(client.request(read))).retryAfterMs).toBe(60_000);
  });
});

describe('the circuit', () => {
  const breaker = { failures: 3, halfOpenAfterMs: 10_000 };
  const retry = { attempts: 1, baseMs: 1 };

  test('opens after outages in a row, answers at once, and closes when the other side is back', async () => {
    const real = [
      'nextTick',
      'setImmediate',
      'setTimeout',
      'setInterval',
      'clearTimeout',
      'clearInterval',
      'clearImmediate',
      'performance',
    ] as const;
    jest.useFakeTimers({ now: new Date('2026-11-17T10:00:00Z'), doNotFake: [...real, 'hrtime', 'queueMicrotask'] });
    let healthy = false;
    const { client, server, calls } = await stage(() => (healthy ? good : { status: 500, json: {} }), { breaker, retry });
    for (let call = 0; call < 3; call += 1) await connectorFailure(client.request(read));
    expect((await connectorFailure(client.request(read))).code).toBe('bank_unavailable');
    expect(server.requests).toHaveLength(3);
    expect(calls[3]?.outcome).toBe('circuit_open');

    jest.setSystemTime(new Date('2026-11-17T10:00:10.001Z'));
    await connectorFailure(client.request(read));
    expect(server.requests).toHaveLength(4);
    await connectorFailure(client.request(read));
    expect(server.requests).toHaveLength(4);

    healthy = true;
    jest.setSystemTime(new Date('2026-11-17T10:00:21Z'));
    for (let call = 0; call < 3; call += 1) await client.request(read);
    expect(server.requests).toHaveLength(7);
  });

  test('does not open for what is not an outage', async () => {
    const { client, server } = await stage(() => ({ status: 404, json: {} }), { breaker, retry });
    for (let call = 0; call < 6; call += 1) expect((await connectorFailure(client.request(read))).code).toBe('not_found');
    expect(server.requests).toHaveLength(6);
  });

  test('a success in between starts the count again', async () => {
    const { client, server } = await stage((_request, count) => (count % 3 === 0 ? good : { status: 500, json: {} }), { breaker, retry });
    for (let call = 0; call < 9; call += 1) await client.request(read).catch(() => undefined);
    expect(server.requests).toHaveLength(9);
  });
});

describe('closing', () => {
  test('lets the call under way end, and refuses what comes after', async () => {
    const { promise: asked, resolve: tellAsked } = Promise.withResolvers<void>();
    const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
    const { client } = await stage(async () => {
      tellAsked();
      await mayAnswer;
      return good;
    });
    const call = client.request(read);
    await asked;
    const closed = client.close();
    const late = connectorFailure(client.request(read));
    answer();
    expect(await call).toEqual({ greeting: 'bonjour' });
    await closed;
    expect(await late).toMatchObject({ code: 'bank_unavailable' });
  });

  test('waits for a silent other side no longer than a call may take, and may be done twice', async () => {
    const { promise: asked, resolve: tellAsked } = Promise.withResolvers<void>();
    const { client } = await stage(() => ({ raw: () => tellAsked() }), { timeoutMs: 100, retry: { attempts: 1, baseMs: 1 } });
    const call = connectorFailure(client.request(read));
    await asked;
    await client.close();
    await client.close();
    expect(await call).toMatchObject({ code: 'bank_unavailable' });
  });
});
