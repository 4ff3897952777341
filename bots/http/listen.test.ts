import { createServer } from 'node:http';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Agent, request } from 'undici';
import { createServer as createGuichetServer } from './create-server.ts';
import { listen } from './listen.ts';

const agent = new Agent();

afterAll(() => agent.close());

describe('listening', () => {
  test('a connection that was busy when the server closed is not kept for another request', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<() => void>();
    const server = createServer((_request, response) => arrive(() => response.end('done')));
    // Longer than this test may take.
    server.keepAliveTimeout = 600_000;
    const listening = await listen(server, { host: '127.0.0.1', port: 0 });
    const answer = request(listening.url, { dispatcher: agent }).then(({ body }) => body.text());
    const finish = await arrived;
    const closed = listening.close();
    finish();
    expect(await answer).toBe('done');
    await closed;
  });

  test('at a port that is taken is refused with what to do', async () => {
    const first = await listen(createServer(), { host: '127.0.0.1', port: 0 });
    const port = Number(new URL(first.url).port);
    const { server } = createGuichetServer({ error: () => undefined });
    await expect(listen(server, { host: '127.0.0.1', port })).rejects.toThrow(`Port ${port} is already in use; set PORT to another one.`);
    await first.close();
  });
});
