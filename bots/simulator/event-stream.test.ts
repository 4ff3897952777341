import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { listen } from '../../test/support/listen.ts';
import { createEventStreams } from './event-stream.ts';
import { createThread } from './thread.ts';

test('a page that stops reading is let go instead of being kept in memory', async () => {
  const thread = createThread(() => new Date());
  const streams = createEventStreams(60_000);
  const { promise: opened, resolve } = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => {
    streams.open(response, { thread, after: thread.events.lastId() });
    resolve(response);
  });
  const client = connect(Number(new URL(await listen(server)).port), '127.0.0.1');
  client.on('error', () => undefined);
  client.pause();
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const response = await opened;
  const closed = once(response, 'close');
  for (let count = 0; count < 2_000 && !response.destroyed; count += 1) {
    thread.addFromCustomer(`m_${count}`, 'x'.repeat(20_000));
    await new Promise(setImmediate);
  }
  expect(response.destroyed).toBe(true);
  await closed;
  client.destroy();
  await new Promise((done) => server.close(done));
});
