import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type restify from 'restify';
import { request } from 'undici';
import { listen } from '../../test/support/listen.ts';
import { until } from '../../test/support/until.ts';
import { createServer } from '../http/create-server.ts';
import { mountStartingGate } from '../http/starting-gate.ts';
import { observeWebhook } from './observe-webhook.ts';

const path = '/messenger/webhook';
const servers: restify.Server[] = [];

interface Seen {
  readonly statuses: (number | undefined)[];
  readonly next: Promise<void>;
}

async function start(mount: (server: restify.Server) => void): Promise<Seen & { readonly url: string }> {
  const server = createServer({ error: () => undefined });
  const statuses: (number | undefined)[] = [];
  const { promise: next, resolve } = Promise.withResolvers<void>();
  const webhookAnswered = (status: number | undefined, seconds: number): void => {
    expect(seconds).toBeGreaterThanOrEqual(0);
    statuses.push(status);
    resolve();
  };
  observeWebhook(server, { path, metrics: { webhookAnswered } });
  mount(server);
  servers.push(server);
  return { url: await listen(server.server), statuses, next };
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});

describe('deliveries of Meta', () => {
  test.each([200, 400, 401, 413, 503])('are seen with their answer: %s', async (status) => {
    const { url, statuses, next } = await start((server) => {
      server.post(path, async (_request, response): Promise<void> => void response.sendRaw(status, ''));
    });
    await (await request(`${url}${path}`, { method: 'POST', body: '{}' })).body.dump();
    await next;
    expect(statuses).toEqual([status]);
  });

  test('are seen also while the application is being built', async () => {
    const { url, statuses, next } = await start(mountStartingGate);
    await (await request(`${url}${path}`, { method: 'POST', body: '{}' })).body.dump();
    await next;
    expect(statuses).toEqual([503]);
  });

  test('that are broken off have no answer', async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<void>();
    const { url, statuses, next } = await start((server) => {
      server.post(path, async (request): Promise<void> => {
        const gone = once(request, 'close');
        resolve();
        await gone.catch(() => undefined);
      });
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n`);
    await arrived;
    socket.destroy();
    await Promise.all([once(socket, 'close'), next]);
    expect(statuses).toEqual([undefined]);
  });

  test('are told from everything else', async () => {
    const { url, statuses } = await start((server) => {
      server.get(path, async (_request, response): Promise<void> => void response.sendRaw(200, ''));
      server.post('/api/messages', async (_request, response): Promise<void> => void response.sendRaw(200, ''));
      server.post(path, async (_request, response): Promise<void> => void response.sendRaw(401, ''));
    });
    await (await request(`${url}${path}`)).body.dump();
    await (await request(`${url}/api/messages`, { method: 'POST', body: '{}' })).body.dump();
    await (await request(`${url}${path}?x=1`, { method: 'POST', body: '{}' })).body.dump();
    await until(async () => statuses.length > 0 || undefined);
    expect(statuses).toEqual([401]);
  });
});
