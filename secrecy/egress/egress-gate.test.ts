import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { exchange } from '../../connectors/http/exchange.ts';
import { listen } from '../../test/support/listen.ts';
import { ledgerEntrySchema } from '../ledger/ledger-entry.ts';
import { type CalledNote, createEgressGate, type EgressGate } from './egress-gate.ts';
import { createPeers, type Peers } from './peers.ts';

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

interface World {
  readonly url: string;
  readonly gate: EgressGate;
  readonly peers: Peers;
  readonly told: CalledNote[];
  readonly refused: unknown[];
}

async function world(answer: RequestListener): Promise<World> {
  const server: Server = createServer((request, response) => void request.resume().on('end', () => answer(request, response)));
  closings.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const told: CalledNote[] = [];
  const refused: unknown[] = [];
  const peers = createPeers();
  let ticks = 0;
  const gate = createEgressGate({
    peers,
    tell: (note) => void told.push(note),
    onRefused: (what) => void refused.push(what),
    macOf: (body) => `mac of ${body.length}`,
    now: () => new Date('2026-11-30T10:00:00Z'),
    ticks: () => (ticks += 5),
    traceOf: () => 'trace-1',
  });
  return { url: await listen(server), gate, peers, told, refused };
}

const request = {
  method: 'POST',
  path: '/a?b=c',
  headers: {},
  body: '{"é":1}',
  operation: 'send',
  timeoutMs: 300,
  maxAnswerBytes: 100,
} as const;

describe('a request through the gate', () => {
  test('is told when it has ended, without its address and its body', async () => {
    const { url, gate, peers, told } = await world((_request, response) => void response.writeHead(201).end('good'));
    peers.announceOrigin('graph', `${url}/with/a/path`);
    const pool = gate.pool('graph', url);
    closings.push(() => pool.close());
    expect(await exchange(pool, request)).toMatchObject({ status: 201, body: Buffer.from('good') });
    const expected = {
      at: '2026-11-30T10:00:00.000Z',
      sink: 'graph',
      operation: 'send',
      trace: 'trace-1',
      bytes: 8,
      mac: 'mac of 7',
      status: 201,
      ms: 5,
    };
    expect(told).toEqual([expected]);
    expect(ledgerEntrySchema.safeParse({ kind: 'called', ...told[0], process: 'p', number: 1 }).success).toBe(true);
  });

  test('of which the answer breaks off, does not come, or is too long, is told with what is known', async () => {
    const answers: RequestListener[] = [
      (_request, response) => void response.writeHead(200, { 'content-length': '50' }).write('half', () => response.destroy()),
      () => undefined,
      (_request, response) => void response.writeHead(200).end('x'.repeat(500)),
    ];
    let count = 0;
    const { url, gate, peers, told } = await world((...parts) => answers[(count += 1) - 1]?.(...parts));
    peers.announceOrigin('bank', url);
    const pool = gate.pool('bank', url);
    await expect(exchange(pool, request)).rejects.toThrow();
    await expect(exchange(pool, request)).rejects.toThrow('no answer in time');
    expect((await exchange(pool, request)).body).toBeUndefined();
    expect(told.map(({ status, error }) => [status, error])).toEqual([
      [200, 'UND_ERR_SOCKET'],
      [undefined, 'timeout'],
      [200, 'failed'],
    ]);
  });

  test('that could not connect is told as well', async () => {
    const { gate, peers, told } = await world(() => undefined);
    peers.announceOrigin('bank', 'http://127.0.0.1:1');
    await expect(exchange(gate.pool('bank', 'http://127.0.0.1:1'), request)).rejects.toThrow();
    expect(told).toMatchObject([{ error: 'ECONNREFUSED' }]);
  });

  test('to an origin that the list does not have for its sink is refused, told to nobody but the operator', async () => {
    const { url, gate, peers, told, refused } = await world((_request, response) => void response.end());
    peers.announceOrigin('bank', url);
    await expect(exchange(gate.pool('graph', url), request)).rejects.toMatchObject({ code: 'egress_refused' });
    await expect(exchange(gate.agent('sign-in'), { ...request, origin: url })).rejects.toMatchObject({ code: 'egress_refused' });
    await expect(exchange(gate.agent('sign-in'), request)).rejects.toMatchObject({ code: 'egress_refused' });
    gate.announce('sign-in', url);
    const agent = gate.agent('sign-in');
    closings.push(() => agent.close());
    expect((await exchange(agent, { ...request, origin: url })).status).toBe(200);
    expect(told).toHaveLength(1);
    expect(refused).toEqual([
      { sink: 'graph', origin: url },
      { sink: 'sign-in', origin: url },
      { sink: 'sign-in', origin: '' },
    ]);
  });
});
