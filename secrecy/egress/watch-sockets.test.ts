import { request as httpRequest } from 'node:http';
import { connect, createServer, type Server, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Pool } from 'undici';
import { z } from 'zod';
import { createPeers, type Peer, type Peers } from './peers.ts';
import { watchSockets } from './watch-sockets.ts';

const closings: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closings.splice(0).toReversed()) close();
});

interface World {
  readonly peers: Peers;
  readonly connected: Peer[];
  readonly strangers: Omit<Peer, 'sink'>[];
  readonly port: number;
  /** How many connections have reached the server. */
  reached(): number;
}

async function world(): Promise<World> {
  const peers = createPeers();
  const connected: Peer[] = [];
  const strangers: Omit<Peer, 'sink'>[] = [];
  let reached = 0;
  const server: Server = createServer((socket) => {
    reached += 1;
    socket.on('error', () => undefined).end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  closings.push(() => server.close());
  closings.push(
    watchSockets({ peers, onConnected: (peer) => void connected.push(peer), onStranger: (stranger) => void strangers.push(stranger) }),
  );
  return { peers, connected, strangers, port, reached: () => reached };
}

function outcome(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.on('connect', () => resolve('connected')).on('error', (error) => resolve('code' in error ? String(error.code) : error.name));
    closings.push(() => socket.destroy());
  });
}

/** Of the error, or of what fetch wraps in one of its own; errors of fetch are made outside of jest's realm. */
const coded = z.union([
  z.object({ code: z.string() }).transform(({ code }) => code),
  z.object({ cause: z.object({ code: z.string() }) }).transform(({ cause }) => cause.code),
]);

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'answered';
  } catch (error) {
    return coded.parse(error);
  }
}

describe('a socket to a stranger', () => {
  test('is not made, whichever way it is opened, and the process goes on', async () => {
    const { strangers, port, reached } = await world();
    const host = '127.0.0.1';
    const pool = new Pool(`http://${host}:${port}`);
    closings.push(() => pool.destroy());
    const ways: readonly (() => Promise<unknown>)[] = [
      () => outcome(connect(port, host)),
      () => outcome(connect({ port, host: 'localhost' })),
      () => outcome(connect({ port, host: 'localhost', autoSelectFamily: true })),
      () => outcome(new Socket().connect(port, host)),
      () => outcome(connectTls(port, host)),
      () => codeOf(fetch(`http://${host}:${port}/`)),
      () => codeOf(pool.request({ method: 'GET', path: '/' })),
      () => codeOf(new Promise((resolve, reject) => void httpRequest({ host, port }, resolve).on('error', reject).end())),
    ];
    for (const [index, way] of ways.entries()) expect([index, await way()]).toEqual([index, 'EACCES']);
    expect(strangers.length).toBeGreaterThanOrEqual(ways.length);
    expect(new Set(strangers.map((stranger) => `${stranger.host}:${stranger.port}`))).toEqual(
      new Set([`${host}:${port}`, `localhost:${port}`]),
    );
    expect(reached()).toBe(0);
  });

  test('is refused through a pipe as well, whose path is not told', async () => {
    const { strangers } = await world();
    expect(await outcome(connect('/nowhere/at/all.sock'))).toBe('EACCES');
    expect(strangers).toEqual([{ host: 'pipe', port: 0 }]);
  });

  test('at an address that only a listed name resolves to is refused: the list holds the name', async () => {
    const { peers, strangers, port } = await world();
    peers.announce({ sink: 'bank', host: 'localhost', port });
    expect(await outcome(connect(port, '127.0.0.1'))).toBe('EACCES');
    expect(strangers).toHaveLength(1);
  });
});

describe('a socket to a peer', () => {
  test('is made and told, by the name that was announced', async () => {
    const { peers, connected, strangers, port, reached } = await world();
    peers.announceOrigin('bank', `http://LOCALHOST:${port}`);
    expect(await outcome(connect({ port, host: 'localhost', family: 4 }))).toBe('connected');
    peers.announce({ sink: 'store', host: '127.0.0.1', port });
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(204);
    expect(connected).toEqual([
      { sink: 'bank', host: 'localhost', port },
      { sink: 'store', host: '127.0.0.1', port },
    ]);
    expect(strangers).toEqual([]);
    expect(reached()).toBe(2);
  });

  test('that connects a second time is told a second time', async () => {
    const { peers, connected, port } = await world();
    peers.announce({ sink: 'store', host: '127.0.0.1', port });
    const socket = new Socket();
    for (const _turn of [1, 2]) {
      expect(await outcome(socket.connect(port, '127.0.0.1'))).toBe('connected');
      await new Promise((resolve) => void socket.resume().once('close', resolve));
    }
    expect(connected).toHaveLength(2);
  });
});
