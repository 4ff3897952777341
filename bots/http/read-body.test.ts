import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { listen } from '../../test/support/listen.ts';
import { BodyAbortedError, BodyTooLargeError, readBody } from './read-body.ts';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

interface Reading {
  /** What the next request's body came to. */
  readonly outcome: Promise<Buffer | Error>;
  /** Sends bytes on a connection of its own, and leaves it open. */
  send(bytes: string): ReturnType<typeof connect>;
}

async function reading(limitBytes: number, timeoutMs?: number): Promise<Reading> {
  const { promise: outcome, resolve } = Promise.withResolvers<Buffer | Error>();
  const read = async (request: IncomingMessage): Promise<void> => {
    try {
      resolve(await readBody(request, limitBytes, timeoutMs));
    } catch (error) {
      resolve(error instanceof Error ? error : new Error('not an error'));
    }
  };
  const server = createServer((request, response) => void read(request).then(() => response.end()));
  servers.push(server);
  const port = Number(new URL(await listen(server)).port);
  return {
    outcome,
    send(bytes) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(bytes);
      return socket;
    },
  };
}

const head = 'POST / HTTP/1.1\r\nHost: x\r\n';
const chunked = (body: string): string => `${head}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

describe('reading a body', () => {
  test('keeps the bytes as they came, up to the limit', async () => {
    const { outcome, send } = await reading(6);
    send(`${head}Content-Length: 6\r\n\r\n\u00e9\\u00e`);
    expect(await outcome).toEqual(Buffer.from('\u00e9\\u00e').subarray(0, 6));
  });

  test.each([
    ['declared', `${head}Content-Length: 11\r\n\r\n${'x'.repeat(11)}`],
    ['declared far too large', `${head}Content-Length: 99999999\r\n\r\n`],
    ['in chunks', chunked('x'.repeat(11))],
    ['in chunks without end', `${head}Transfer-Encoding: chunked\r\n\r\nfff\r\n${'x'.repeat(4_095)}`],
  ])('refuses one byte more than the limit, %s', async (_name, bytes) => {
    const { outcome, send } = await reading(10);
    send(bytes);
    expect(await outcome).toBeInstanceOf(BodyTooLargeError);
  });

  test('gives up on a sender who goes away', async () => {
    const { outcome, send } = await reading(10);
    send(`${head}Content-Length: 6\r\n\r\nab`).end();
    expect(await outcome).toBeInstanceOf(BodyAbortedError);
  });

  test('gives up on a sender who drips, and ends the connection', async () => {
    const { outcome, send } = await reading(1_000, 50);
    const socket = send(`${head}Content-Length: 600\r\n\r\na`);
    socket.resume();
    const drip = setInterval(() => void socket.write('a'), 10);
    await once(socket, 'close');
    clearInterval(drip);
    expect(await outcome).toBeInstanceOf(BodyAbortedError);
  });
});
