import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Pool } from 'undici';
import { listen } from '../../test/support/listen.ts';
import { type ExchangeAnswer, exchange } from './exchange.ts';

const servers: Server[] = [];
const pools: Pool[] = [];

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.destroy();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function exchanging(answer: RequestListener): Promise<(timeoutMs?: number) => Promise<ExchangeAnswer>> {
  const server = createServer((request, response) => void request.resume().on('end', () => answer(request, response)));
  servers.push(server);
  const pool = new Pool(await listen(server), { connections: 1, pipelining: 1 });
  pools.push(pool);
  return (timeoutMs = 2_000) =>
    exchange(pool, { operation: 'try', method: 'POST', path: '/', headers: {}, body: '{}', timeoutMs, maxAnswerBytes: 10 });
}

describe('an exchange', () => {
  test('brings status, headers and body', async () => {
    const send = await exchanging((_request, response) => {
      response.writeHead(201, { 'X-Usage': '7' });
      response.end('"0123456"');
    });
    expect(await send()).toMatchObject({ status: 201, headers: { 'x-usage': '7' }, body: Buffer.from('"0123456"') });
  });

  test('reads no more than it was told to, and goes on with the next one', async () => {
    let length = 11;
    const send = await exchanging((_request, response) => response.end('x'.repeat(length)));
    expect(await send()).toMatchObject({ status: 200, body: undefined });
    length = 10;
    expect(await send()).toMatchObject({ status: 200, body: Buffer.from('xxxxxxxxxx') });
  });

  test('waits no longer than it was told to for the last byte, however often one comes', async () => {
    const send = await exchanging((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    await expect(send(100)).rejects.toMatchObject({ code: 'timeout' });
  });

  test('counts the time that it waits for a connection, and then sends nothing', async () => {
    let calls = 0;
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const send = await exchanging((_request, response) => {
      calls += 1;
      void gate.then(() => response.end('1'));
    });
    const first = send();
    await expect(send(50)).rejects.toMatchObject({ code: 'not_started' });
    open();
    expect((await first).status).toBe(200);
    expect((await send()).status).toBe(200);
    expect(calls).toBe(2);
  });

  test('says that a connection broke', async () => {
    const send = await exchanging((request) => request.socket.destroy());
    await expect(send()).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  });
});
