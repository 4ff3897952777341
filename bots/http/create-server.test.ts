import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { connect, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import type restify from 'restify';
import { request } from 'undici';
import { listen } from '../../test/support/listen.ts';
import { createServer, type ServerLimits, type ServerLog } from './create-server.ts';
import { createReadiness, mountHealth } from './health.ts';

const servers: restify.Server[] = [];
const logged: object[] = [];

const log: ServerLog = { error: (fields, message) => void logged.push({ ...fields, message }) };

async function start(mount: (server: restify.Server) => void, limits: Partial<ServerLimits> = {}): Promise<string> {
  const server = createServer(log, limits);
  mount(server);
  servers.push(server);
  return listen(server.server);
}

afterEach(async () => {
  logged.length = 0;
  for (const server of servers.splice(0)) {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.server.closeAllConnections();
    await closed;
  }
});

describe('the HTTP server', () => {
  test('leaves the other servers of the process a writeHead to chain on', () => {
    createServer(log);
    const { writeHead } = ServerResponse.prototype;
    createServer(log);
    expect(ServerResponse.prototype.writeHead).toBe(writeHead);
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    expect(response.writeHead(200)).toBe(response);
  });

  test('answers an unknown address with its status alone, and security headers', async () => {
    const url = await start(() => undefined);
    const answer = await request(`${url}/no/such/<script>`);
    expect(answer.statusCode).toBe(404);
    expect(await answer.body.text()).toBe('');
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['server']).toBeUndefined();
  });

  test('tells nobody why a handler failed', async () => {
    const url = await start((server) => {
      server.get('/broken', async (): Promise<void> => {
        throw new Error('secret: the balance is 12');
      });
    });
    const answer = await request(`${url}/broken`);
    expect(answer.statusCode).toBe(500);
    expect(await answer.body.text()).toBe('');
    expect(JSON.stringify(logged)).not.toContain('secret');
  });

  test('refuses a method an address does not have', async () => {
    const url = await start((server) => mountHealth(server, createReadiness([])));
    expect((await request(`${url}/healthz`, { method: 'DELETE' })).statusCode).toBe(405);
  });
});

/** Sends these bytes on a connection of its own; what came back until the server ended it. */
async function raw(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('the HTTP server, against odd requests', () => {
  test('answers a wish to change protocols as if it were none, and keeps no connection for it', async () => {
    const url = await start((server) => mountHealth(server, createReadiness([])));
    const answer = await raw(url, 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test.each([
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['a space before the colon', 'Content-Length : 5'],
    ['an unknown coding', 'Transfer-Encoding: xchunked'],
    ['a folded header', 'X: a\r\n b'],
    ['a negative length', 'Content-Length: -5'],
  ])('refuses what two servers could read in two ways: %s', async (_name, header) => {
    const url = await start((server) => {
      server.post('/in', async (_request, response): Promise<void> => void response.send(200));
    });
    expect(await raw(url, `POST /in HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\nabcde`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('keeps no error text, whatever the address is', async () => {
    const url = await start((server) => mountHealth(server, createReadiness([])));
    for (const path of ['/%E0%A4%A', '/%00', '/../../etc/passwd', '/healthz%2f..', '//healthz', `/${'a'.repeat(8_000)}`]) {
      const answer = await raw(url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer.slice(answer.indexOf('\r\n\r\n'))).toMatch(/^\s*0?\s*$/);
    }
  });
});

/** Node looks every 30 seconds of its own accord, whatever the limits are. */
const patienceMs = 10_000;

describe('the HTTP server, against slow and many clients', () => {
  const quick = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };

  test(
    'cuts off who takes too long over the headers, close to the limit',
    async () => {
      const url = await start(() => undefined, quick);
      expect(await raw(url, 'POST /in HTTP/1.1\r\nHost: x\r\nX-Slow: a')).toMatch(/^HTTP\/1\.1 408 /);
    },
    patienceMs,
  );

  test(
    'cuts off who takes too long over the body, close to the limit',
    async () => {
      const url = await start((server) => {
        server.post('/in', async (request, response): Promise<void> => {
          for await (const _chunk of request);
          response.send(200);
        });
      }, quick);
      await raw(url, 'POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\na').catch(() => 'reset');
    },
    patienceMs,
  );

  test(
    'takes so many connections and no more, and says so',
    async () => {
      const url = await start((server) => mountHealth(server, createReadiness([])), { maxConnections: 1 });
      const first = connect(Number(new URL(url).port), '127.0.0.1');
      await once(first, 'connect');
      expect(await raw(url, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n').catch(() => '')).toBe('');
      expect(logged).toEqual([{ connections: 1, message: 'connections refused: too many are open' }]);
      first.destroy();
    },
    patienceMs,
  );
});

describe('health', () => {
  const store = { name: 'store', check: async (): Promise<void> => undefined };

  test('is ready when every part is', async () => {
    const url = await start((server) => mountHealth(server, createReadiness([store])));
    const answer = await request(`${url}/readyz`);
    expect([answer.statusCode, await answer.body.json()]).toEqual([200, { status: 'ready', checks: { store: 'ok' } }]);
  });

  test('is not ready when one part fails, and says which without saying why', async () => {
    const failing = { name: 'bank', check: () => Promise.reject(new Error('10.0.0.7 refused')) };
    const url = await start((server) => mountHealth(server, createReadiness([store, failing])));
    const answer = await request(`${url}/readyz`);
    expect([answer.statusCode, await answer.body.json()]).toEqual([503, { status: 'not ready', checks: { store: 'ok', bank: 'failed' } }]);
    expect((await request(`${url}/healthz`)).statusCode).toBe(200);
  });
});
