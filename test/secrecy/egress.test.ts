import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { ledgerFiles } from '../../bots/audit/ledger-files.ts';
import { createLedgerVerifier } from '../../secrecy/ledger/ledger-keys.ts';
import { verifyLedger } from '../../secrecy/ledger/verify-ledger.ts';
import { listen } from '../support/listen.ts';
import { connectionsIn, type LedgerEntry, numbersIn, readLedger } from '../support/read-ledger.ts';
import { startApp, type TestApp } from '../support/start-app.ts';

/** What the test sees of the sockets of this process, by itself: `host:port` of each that connected. */
function observeSockets(): { readonly connected: string[]; stop(): void } {
  const connected: string[] = [];
  const onSocket = (message: unknown): void => {
    const socket = typeof message === 'object' && message !== null && 'socket' in message ? message.socket : undefined;
    if (!(socket instanceof Socket)) return;
    let name: string | undefined;
    socket.on('lookup', (...found) => {
      name = found[3];
    });
    socket.on('connect', () => void connected.push(`${name ?? socket.remoteAddress}:${socket.remotePort}`));
  };
  subscribe('net.client.socket', onSocket);
  return { connected, stop: () => void unsubscribe('net.client.socket', onSocket) };
}

let app: TestApp;
let logged = '';
const observer = observeSockets();
let unlisted: string;
let reached = 0;
const stranger = createServer((_request, response) => {
  reached += 1;
  response.end();
});
stranger.on('connection', () => void (reached += 1));

beforeAll(async () => {
  unlisted = await listen(stranger);
  app = await startApp({
    guardSockets: true,
    environment: { ADMIN_PORT: '0' },
    log: pino({ level: 'info' }, { write: (line: string) => void (logged += line) }),
  });
  // The test reads the operators' port from inside the guarded process.
  app.foundation.egress.peers.announceOrigin('simulator', app.adminUrl ?? '');
});

afterAll(async () => {
  observer.stop();
  stranger.close();
  await rm(app.dataDir, { recursive: true, force: true });
});

async function metric(line: string): Promise<number> {
  const text = await (await fetch(`${app.adminUrl}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? 0,
  );
}

async function failure(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'none';
  } catch (error) {
    return String(error);
  }
}

describe('a connection to somebody who is not on the list', () => {
  test('is not made by a planted fetch or socket; it is counted and logged by host and port, and Guichet goes on', async () => {
    const { port } = new URL(unlisted);
    expect(await failure(() => fetch(`${unlisted}/secret-path?secret=query`, { method: 'POST', body: 'secret body' }))).not.toBe('none');
    const refused = await new Promise((resolve) => void connect(Number(port), '127.0.0.1').on('error', resolve).on('connect', resolve));
    expect(refused).toMatchObject({ code: 'EACCES', syscall: 'connect' });
    expect(reached).toBe(0);
    expect(await metric('guichet_egress_blocked_total{reason="peer"}')).toBe(2);
    const lines = logged.split('\n').filter((line) => line.includes('unlisted peer'));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 50, host: '127.0.0.1', port: Number(port) }),
      expect.objectContaining({ level: 50, host: '127.0.0.1', port: Number(port) }),
    ]);
    expect(logged).not.toContain('secret');
    expect((await app.say({ customer: 'demo-gb', text: 'hello' })).replies.length).toBeGreaterThan(0);
  });
});

describe('a request to an origin that is not on the list of its sink', () => {
  test('is refused before there is a socket, with a code; it is counted and logged without path and query', async () => {
    const { gate } = app.foundation.egress;
    const graph = gate.pool('graph', unlisted);
    const request = { method: 'POST', path: '/secret-path?secret=query', headers: {}, body: '{}', operation: 'send' } as const;
    expect(() => graph.dispatch(request, {})).toThrow(expect.objectContaining({ code: 'egress_refused' }));
    expect(reached).toBe(0);
    expect(await metric('guichet_egress_blocked_total{reason="origin"}')).toBe(1);
    expect(logged).toContain('a request to an unlisted origin was refused');
    expect(logged).not.toContain('secret');
    await graph.close();
  });

  test('although it is on that of another one', () => {
    const { gate } = app.foundation.egress;
    const bank = app.foundation.demo?.openBankingUrl ?? '';
    const request = { method: 'GET', path: '/', headers: {}, operation: 'send' } as const;
    expect(() => gate.pool('graph', bank).dispatch(request, {})).toThrow(expect.objectContaining({ code: 'egress_refused' }));
  });
});

describe('the service address of a Bot Framework channel', () => {
  test('is on the list once its activity was let in', async () => {
    const received: unknown[] = [];
    const channel = createServer((request, response) => {
      received.push(request.url);
      request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"id":"1"}'));
    });
    const serviceUrl = await listen(channel);
    expect(await failure(() => fetch(serviceUrl))).not.toBe('none');
    const account = { id: 'u1', name: '' };
    const activity = { type: 'message', id: 'a1', channelId: 'emulator', serviceUrl, text: 'hello', conversation: account };
    const body = JSON.stringify({ ...activity, from: account, recipient: { id: 'bot', name: '' } });
    const answer = await fetch(`${app.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(answer.status).toBe(200);
    expect(received.length).toBeGreaterThan(0);
    channel.closeAllConnections();
    channel.close();
  });
});

describe('the ledger', () => {
  let entries: readonly LedgerEntry[];
  let links: readonly string[];

  beforeAll(async () => {
    for (const text of ['quel est mon solde ?', 'mes dernières opérations', 'où est mon colis ?', 'le reçu de Monoprix'])
      await app.say({ customer: 'demo-fr', text, disclosure: 'shown' });
    await app.say({ customer: 'demo-gb', text: 'my balance', disclosure: 'sealed' });
    await app.stop(true);
    ({ entries, links } = await readLedger(app.dataDir));
  });

  test('accounts for every socket that was opened, and tells of no other', () => {
    expect(observer.connected.length).toBeGreaterThanOrEqual(3);
    expect(connectionsIn(entries)).toEqual(observer.connected.toSorted());
  });

  test('has lost no entry and none twice', () => {
    const numbers = numbersIn(entries);
    expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
  });

  test('tells of the requests to Meta and to the bank: what for, how long, under which turn, with the mac of the body', () => {
    const called = entries.flatMap((entry) => (entry.kind === 'called' ? [entry] : []));
    const kinds = new Set(called.map(({ sink, operation }) => `${sink} ${operation}`));
    for (const kind of ['graph send', 'graph typing_on', 'bank accounts', 'bank balances', 'bank transactions', 'simulator webhook'])
      expect(kinds).toContain(kind);
    const sends = called.filter(({ operation }) => operation === 'send');
    for (const send of sends) expect(send).toMatchObject({ status: 200, mac: expect.any(String), trace: expect.any(String) });
    expect(sends.every(({ bytes, ms }) => bytes > 20 && ms >= 0)).toBe(true);
    // Each message that was said in Messenger is under the trace of a turn that sent something.
    const traces = new Set(sends.map(({ trace }) => trace));
    for (const entry of entries)
      if (entry.kind === 'said' && entry.conversation?.startsWith('facebook:')) expect(traces).toContain(entry.trace);
  });

  test('holds no path, no query, no id of a customer or an account, and no token', () => {
    const text = links.filter((link) => link.includes('"called"') || link.includes('"connected"')).join('\n');
    expect(text.length).toBeGreaterThan(1_000);
    expect(connectionsIn(entries).length).toBeGreaterThan(3);
    for (const secret of ['/', '?', 'http', 'Bearer', 'demo-', '2000000000000001']) expect(text).not.toContain(secret);
  });

  test('is whole and signed to its end', async () => {
    const verifier = createLedgerVerifier(await ledgerFiles(app.dataDir).publicKeys());
    const report = await verifyLedger(links, { verifier, exported: await ledgerFiles(app.dataDir).signed() });
    expect(report).toMatchObject({ findings: [], unsigned: 0, lost: 0 });
  });
});
