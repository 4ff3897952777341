import type { Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import { listen } from '../../test/support/listen.ts';
import { createReadiness, type ReadinessReport } from '../http/health.ts';
import { type AdminDeps, createAdminServer } from './admin-server.ts';

const servers: Server[] = [];
const logged: object[] = [];

async function start(deps: Partial<AdminDeps> = {}): Promise<string> {
  const server = createAdminServer({
    metrics: { text: async () => 'guichet_x 1\n', contentType: 'text/plain; version=0.0.4; charset=utf-8' },
    readiness: createReadiness([]),
    version: { name: 'guichet', version: '1.2.3', node: '24.0.0' },
    log: { error: (fields) => void logged.push(fields) },
    ...deps,
  });
  servers.push(server);
  return listen(server);
}

async function get(url: string): Promise<readonly [number, string]> {
  const answer = await request(url);
  return [answer.statusCode, await answer.body.text()];
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('the admin port', () => {
  test('shows metrics, life, readiness and version', async () => {
    const url = await start();
    expect(await get(`${url}/metrics`)).toEqual([200, 'guichet_x 1\n']);
    expect(await get(`${url}/healthz`)).toEqual([200, '{"status":"ok"}']);
    expect(await get(`${url}/readyz?verbose`)).toEqual([200, '{"status":"ready","checks":{}}']);
    expect(await get(`${url}/version`)).toEqual([200, '{"name":"guichet","version":"1.2.3","node":"24.0.0"}']);
    expect((await request(`${url}/metrics`)).headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  test('has nothing else, and takes nothing', async () => {
    const url = await start();
    expect(await get(`${url}/messenger/webhook`)).toEqual([404, '']);
    expect((await request(`${url}/metrics`, { method: 'POST' })).statusCode).toBe(405);
  });

  test('answers a failure with its status alone', async () => {
    const metrics = { text: () => Promise.reject(new Error('secret')), contentType: 'text/plain' };
    expect(await get(`${await start({ metrics })}/metrics`)).toEqual([500, '']);
    expect(JSON.stringify(logged)).not.toContain('secret');
  });
});

describe('readiness', () => {
  const statusOf = async (readiness: { report(): Promise<ReadinessReport> }): Promise<string> => (await readiness.report()).status;

  test('begins when the parts are there, and ends with the signal to stop', async () => {
    const readiness = createReadiness();
    expect(await get(`${await start({ readiness })}/readyz`)).toEqual([503, '{"status":"starting","checks":{}}']);
    readiness.begin([{ name: 'store', check: async () => undefined }]);
    expect(await readiness.report()).toEqual({ status: 'ready', checks: { store: 'ok' } });
    readiness.drain();
    expect(await get(`${await start({ readiness })}/readyz`)).toEqual([503, '{"status":"draining","checks":{}}']);
  });

  test('ends also for whoever asked just before', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const readiness = createReadiness([{ name: 'store', check: () => promise }]);
    const asked = statusOf(readiness);
    readiness.drain();
    resolve();
    expect(await asked).toBe('draining');
  });
});
