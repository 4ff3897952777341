import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { listen } from './listen.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
import { until } from './until.ts';

interface Echo {
  readonly port: number;
  /** Each piece that arrived, as it arrived. */
  readonly pieces: readonly string[];
  /** How connections ended. */
  readonly ends: readonly string[];
  close(): Promise<void>;
}

/** Answers with what it gets, behind its name. */
async function startEcho(name = ''): Promise<Echo> {
  const pieces: string[] = [];
  const ends: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('data', (bytes: Buffer) => {
      pieces.push(bytes.toString());
      socket.write(`${name}${bytes.toString()}`);
    });
    socket.on('error', () => ends.push('reset')).on('end', () => ends.push('closed'));
  });
  const port = Number(new URL(await listen(server)).port);
  return {
    port,
    pieces,
    ends,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let echo: Echo;
let proxy: TcpProxy;
const clients: Socket[] = [];

interface Client {
  readonly socket: Socket;
  readonly got: () => string;
  readonly broken: () => boolean;
}

function join(): Client {
  const socket = connect(proxy.port, '127.0.0.1');
  clients.push(socket);
  let got = '';
  let broken = false;
  socket.on('data', (bytes: Buffer) => void (got += bytes.toString())).on('error', () => void (broken = true));
  return { socket, got: () => got, broken: () => broken };
}

const seen = (check: () => boolean): Promise<true> => until(async () => check() || undefined);

beforeEach(async () => {
  echo = await startEcho();
  proxy = await startTcpProxy([echo.port]);
});

afterEach(async () => {
  for (const socket of clients.splice(0)) socket.destroy();
  await proxy.close();
  await echo.close();
});

describe('a TCP line that can be broken', () => {
  test('carries both ways, and the end of a connection too', async () => {
    const { socket, got } = join();
    socket.write('hello');
    await seen(() => got() === 'hello');
    socket.end();
    await once(socket, 'close');
    expect(echo.ends).toEqual(['closed']);
  });

  test('blackhole: nothing arrives, and everything once it is whole again', async () => {
    const { socket, got } = join();
    socket.write('a');
    await seen(() => got() === 'a');
    proxy.fault({ kind: 'blackhole' });
    socket.write('b');
    const later = join();
    later.socket.write('c');
    await once(later.socket, 'connect');
    // A line beside it works meanwhile: whatever could have come would have come.
    const beside = await startTcpProxy([echo.port]);
    const other = connect(beside.port, '127.0.0.1');
    clients.push(other);
    other.write('d');
    await once(other, 'data');
    await beside.close();
    expect([got(), later.got(), echo.pieces.join('')]).toEqual(['a', '', 'ad']);
    proxy.fault({ kind: 'none' });
    await seen(() => got() === 'ab' && later.got() === 'c');
  });

  test('half-open: what is asked arrives, the answer waits', async () => {
    proxy.fault({ kind: 'half-open' });
    const { socket, got } = join();
    socket.write('a');
    await seen(() => echo.pieces.length === 1);
    expect(got()).toBe('');
    proxy.fault({ kind: 'none' });
    await seen(() => got() === 'a');
  });

  test('slices: byte by byte, complete and in order', async () => {
    proxy.fault({ kind: 'slices' });
    const { socket, got } = join();
    socket.write('abcdefghij'.repeat(20));
    await seen(() => got() === 'abcdefghij'.repeat(20));
    expect(echo.pieces.length).toBeGreaterThan(1);
  });

  test('latency: complete and in order, and not before its time', async () => {
    proxy.fault({ kind: 'latency', ms: 40 });
    const begun = performance.now();
    const { socket, got } = join();
    socket.write('a');
    socket.write('b');
    await seen(() => got() === 'ab');
    expect(performance.now() - begun).toBeGreaterThan(70);
  });

  test('reset: ends open connections and new ones', async () => {
    const open = join();
    open.socket.write('a');
    await seen(() => open.got() === 'a');
    proxy.fault({ kind: 'reset' });
    const late = join();
    await seen(() => open.broken() && late.broken());
    expect(echo.ends).toEqual(['reset']);
    proxy.fault({ kind: 'none' });
    const next = join();
    next.socket.write('b');
    await seen(() => next.got() === 'b');
  });

  test('takes several targets in turn, and passes over one that is gone', async () => {
    const [first, second] = [await startEcho('1'), await startEcho('2')];
    proxy.aim([first.port, second.port]);
    const answers = async (): Promise<string> => {
      const { socket, got } = join();
      socket.write('x');
      await seen(() => got() !== '');
      return got();
    };
    expect([await answers(), await answers()].sort()).toEqual(['1x', '2x']);
    await first.close();
    expect([await answers(), await answers()]).toEqual(['2x', '2x']);
    await second.close();
    const { broken } = join();
    await seen(broken);
  });
});
