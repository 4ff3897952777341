import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { messengerEventKinds } from '../../bots/messenger/messenger-event.ts';
import { failures, operations, other, policyActions, sources } from '../../bots/metrics/labels.ts';
import { createMetrics } from '../../bots/metrics/metrics.ts';
import { traceIdOf } from '../../bots/metrics/turn-trace.ts';
import { createSupervisorMetrics } from '../../bots/supervisor/supervisor-metrics.ts';
import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import { egressSinks } from '../../secrecy/egress/peers.ts';
import { listen } from '../support/listen.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { startApp, type TestApp } from '../support/start-app.ts';
import { until } from '../support/until.ts';

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What `/metrics` says, sample by sample. */
function parseExposition(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined) return [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', content = '']) => [key, content] as const);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

async function read(url: string | undefined): Promise<string> {
  const answer = await fetch(`${url}/metrics`);
  expect(answer.status).toBe(200);
  return answer.text();
}

/** Sum of the samples with this name and at least these labels. */
async function count(url: string | undefined, name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
  const fits = (sample: Sample): boolean =>
    sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value);
  return parseExposition(await read(url))
    .filter(fits)
    .reduce((sum, { value }) => sum + value, 0);
}

describe('metrics of the demonstration', () => {
  let app: TestApp;
  let neighbour: TestApp;

  beforeAll(async () => {
    app = await startApp({ environment: { ADMIN_PORT: '0' } });
    neighbour = await startApp({ environment: { ADMIN_PORT: '0' } });
    await app.say({ customer: 'demo-fr', text: 'Quel est mon solde ?' });
    await app.say({ customer: 'demo-fr', payload: 's.help' });
    app.foundation.demo?.faults.set({ status: 503, path: '/open-banking' });
    await app.say({ customer: 'demo-gb', text: 'What is my balance?' });
    app.foundation.demo?.faults.clear();
  });

  afterAll(async () => {
    await app.stop();
    await neighbour.stop();
  });

  test('move when a conversation comes through the public door', async () => {
    const { adminUrl } = app;
    // Three messages, and the echo of each answer.
    await until(async () => (await count(adminUrl, 'guichet_webhook_requests_total', { outcome: 'accepted' })) === 6 || undefined);
    expect(await count(adminUrl, 'guichet_webhook_seconds_count')).toBe(6);
    expect(await count(adminUrl, 'guichet_events_total', { door: 'messenger', outcome: 'accepted' })).toBe(3);
    expect(await count(adminUrl, 'guichet_turns_total', { dialog: 'balance' })).toBe(2);
    expect(await count(adminUrl, 'guichet_turns_total', { dialog: 'help', source: 'button' })).toBe(1);
    expect(await count(adminUrl, 'guichet_turn_seconds_count')).toBe(3);
    expect(await count(adminUrl, 'guichet_turn_failures_total', { dialog: 'balance', reason: 'bank_unavailable' })).toBe(1);
    expect(await count(adminUrl, 'guichet_claims_total', { result: 'done' })).toBe(3);
    expect(await count(adminUrl, 'guichet_sends_total', { outcome: 'sent', action: 'none' })).toBeGreaterThanOrEqual(3);
    expect(await count(adminUrl, 'guichet_send_seconds_count')).toBe(await count(adminUrl, 'guichet_sends_total'));
    const balances = { system: 'uk-open-banking', operation: 'balances' };
    expect(await count(adminUrl, 'guichet_connector_calls_total', { ...balances, outcome: '2xx' })).toBeGreaterThan(0);
    expect(await count(adminUrl, 'guichet_connector_calls_total', { system: 'uk-open-banking', outcome: '5xx' })).toBeGreaterThan(0);
    expect(
      await count(adminUrl, 'guichet_connector_calls_total', { system: 'messenger', operation: 'send', outcome: '2xx' }),
    ).toBeGreaterThan(2);
    expect(await count(adminUrl, 'guichet_connector_call_seconds_count', balances)).toBeGreaterThan(0);
    expect(await count(adminUrl, 'guichet_store_ready')).toBe(1);
    expect(await count(adminUrl, 'nodejs_heap_size_used_bytes')).toBeGreaterThan(0);
  });

  test('are not shared by two applications of one process', async () => {
    expect(await count(neighbour.adminUrl, 'guichet_turns_total')).toBe(0);
    expect(await count(neighbour.adminUrl, 'guichet_store_ready')).toBe(1);
  });

  test('are not to be had at the public port', async () => {
    for (const path of ['/metrics', '/version']) expect((await fetch(`${app.url}${path}`)).status).toBe(404);
    expect((await fetch(`${app.adminUrl}/messenger/webhook`)).status).toBe(404);
  });

  test('stand beside health, readiness and version', async () => {
    const answers = await Promise.all(
      ['healthz', 'readyz', 'version'].map(async (path) => (await fetch(`${app.adminUrl}/${path}`)).json()),
    );
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(answers).toEqual([
      { status: 'ok' },
      { status: 'ready', checks: { store: 'ok', bank: 'ok' } },
      { name: 'guichet', version, node: process.versions.node },
    ]);
  });
});

describe('metrics of a Page', () => {
  const psid = '7700000000000001';
  const said = 'xylophonecanary';
  const cardNumber = '4970101234567893';
  let page: PageApp;
  let exposition = '';
  let log = '';
  let mids = 0;

  const lines = (): readonly Record<string, unknown>[] => log.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  const turns = (): number => lines().filter(({ msg }) => msg === 'turn').length;

  async function ask(text: string): Promise<void> {
    const before = turns();
    await page.write(`m_${(mids += 1)}`, text);
    await until(async () => turns() > before || undefined);
  }

  beforeAll(async () => {
    const destination = { write: (line: string) => void (log += line) };
    page = await startPageApp({ environment: { ADMIN_PORT: '0' }, log: pino({ level: 'debug' }, destination) });
    await page.link('demo-fr');
    for (const text of [
      'quel est mon solde ?',
      `${said} ma carte ${cardNumber}`,
      'le reçu de mon dernier achat',
      'où sont mes colis ?',
      'mes opérations',
    ])
      await ask(text);
    await page.write(`m_${mids}`, 'mes opérations');
    page.graph.answerNext(...Array.from({ length: 3 }, () => ({ kind: 'error', code: 100 }) as const));
    await ask(`${said} merci`);
    await fetch(`${page.app.url}/messenger/webhook?${said}`, {
      method: 'POST',
      body: said,
      headers: { 'x-hub-signature-256': 'sha256=0' },
    });
    await page.deliver({ sender: { id: said }, message: { mid: [said], text: { said } } });
    await page.deliver(
      { recipient: { id: '1' }, policy_enforcement: { action: 'block', reason: said } },
      { recipient: { id: '1' }, policy_enforcement: { action: said } },
      { sender: { id: said }, recipient: { id: '1' }, [said]: {} },
      { sender: { id: said }, recipient: { id: '1' }, reaction: said },
    );
    exposition = await read(page.app.adminUrl);
  });

  afterAll(() => page.stop());

  test('tell duplicates, bad signatures, redactions and refused sends apart', async () => {
    const { adminUrl } = page.app;
    expect(await count(adminUrl, 'guichet_events_total', { outcome: 'duplicate' })).toBe(1);
    expect(await count(adminUrl, 'guichet_webhook_requests_total', { outcome: 'bad_signature' })).toBe(1);
    expect(await count(adminUrl, 'guichet_redactions_total', { kind: 'card' })).toBe(1);
    expect(await count(adminUrl, 'guichet_sends_total', { outcome: 'failed', action: 'never' })).toBeGreaterThan(0);
    expect(await count(adminUrl, 'guichet_send_alarms_total', { action: 'never' })).toBeGreaterThan(0);
    expect(await count(adminUrl, 'guichet_page_stopped')).toBe(0);
  });

  test('tell what Meta says that asks for no answer, and what it does to the Page', async () => {
    const { adminUrl } = page.app;
    const kinds = ['policy_enforcement', 'unknown', 'unreadable'];
    const told = await Promise.all(kinds.map((kind) => count(adminUrl, 'guichet_webhook_events_total', { kind })));
    expect(told).toEqual([2, 1, 1]);
    expect(await count(adminUrl, 'guichet_page_policy_total', { action: 'block' })).toBe(1);
    expect(await count(adminUrl, 'guichet_page_policy_total', { action: 'other' })).toBe(1);
    const alarms = lines().filter(({ msg }) => msg === 'Meta enforces a policy on the Page');
    expect(alarms).toMatchObject([
      { level: 50, action: 'block' },
      { level: 50, action: other },
    ]);
  });

  test('hold nothing a customer wrote, is or has', () => {
    const secrets = { said, psid, cardNumber, pageToken: page.pageToken, appSecret: page.appSecret, token: 'EAA', mid: 'm_1' };
    expect(Object.entries(secrets).flatMap(([name, secret]) => (exposition.includes(secret) ? [name] : []))).toEqual([]);
    expect(exposition).not.toMatch(/€|carrefour|fnac|camille|moreau|demo-fr|@|\/link\//i);
  });

  test('have labels of closed sets only', () => {
    const sets: Readonly<Record<string, ReadonlySet<string>>> = {
      door: new Set(['messenger', 'bot-framework']),
      dialog: new Set([...dialogCatalogue.map(({ id }) => id), 'none']),
      source: new Set(sources),
      reason: new Set(failures),
      system: new Set(Object.keys(operations)),
      operation: new Set(Object.values(operations).flat()),
      outcome: new Set(['accepted', 'duplicate', 'bad_signature', 'sent', 'failed', 'unknown', '2xx', '4xx', '5xx']),
      action: new Set(['none', 'never', 'retry', 'wait', 'plainer', 'stop_page', ...policyActions, other]),
      result: new Set(['done', 'stale', 'halted', 'failed', 'postponed']),
      state: new Set(['active', 'parked']),
      kind: new Set(['card', 'iban', 'probable_card', ...messengerEventKinds, 'unreadable', 'called', 'connected']),
      sink: new Set(egressSinks),
    };
    const own = parseExposition(exposition).filter(({ name }) => name.startsWith('guichet_'));
    expect(own.length).toBeGreaterThan(50);
    const stray = own.flatMap(({ labels }) => Object.entries(labels).filter(([key, value]) => key !== 'le' && !sets[key]?.has(value)));
    expect(stray).toEqual([]);
  });

  test('one id leads from the webhook to the calls and to the end of the turn', () => {
    const trace = traceIdOf('m_1');
    const messages = lines().flatMap((line) => (line['trace'] === trace ? [line['msg']] : []));
    expect(new Set(messages)).toEqual(new Set(['event taken in', 'connector call', 'turn']));
    const called = lines().filter((line) => line['trace'] === trace && line['msg'] === 'connector call');
    expect(new Set(called.map(({ system }) => system))).toEqual(new Set(['uk-open-banking', 'messenger']));
    const unmarked = lines().filter((line) => line['trace'] === undefined && ['connector call', 'turn'].includes(String(line['msg'])));
    expect(unmarked).toEqual([]);
    // Meta's own id of a message is in no line.
    for (let mid = 1; mid <= mids; mid += 1) expect(log).not.toContain(`"m_${mid}"`);
    const refused = lines().filter(({ msg }) => msg === 'a reply was refused');
    expect(refused.map((line) => line['trace'])).toContain(traceIdOf(`m_${mids}`));
  });
});

describe('an application that stops', () => {
  let graph: Server;
  const held: ServerResponse[] = [];

  afterAll(() => {
    graph.closeAllConnections();
    graph.close();
  });

  test('is not ready from the signal on, while its turns finish', async () => {
    let holding = true;
    const release = (response: ServerResponse): void =>
      void response.setHeader('content-type', 'application/json').end('{"message_id":"m_x"}');
    graph = createServer((request, response) => {
      request.resume();
      if (holding) held.push(response);
      else release(response);
    });
    const page = await startPageApp({ environment: { ADMIN_PORT: '0', GRAPH_API_URL: await listen(graph) } });
    const { adminUrl } = page.app;
    await page.write('m_last', 'merci');
    await until(async () => held.length > 0 || undefined);
    const stopped = page.stop();
    const answer = await fetch(`${adminUrl}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'draining', checks: {} }]);
    expect((await fetch(`${adminUrl}/healthz`)).status).toBe(200);
    expect(await count(adminUrl, 'guichet_draining')).toBe(1);
    expect(await count(adminUrl, 'guichet_turns_total')).toBe(0);
    holding = false;
    held.forEach(release);
    await stopped;
    await expect(fetch(`${adminUrl}/healthz`)).rejects.toThrow();
  });
});

describe('the operators’ manual', () => {
  test('explains every metric there is, and no other', async () => {
    const manual = await readFile('docs/operations.md', 'utf8');
    const explained = [...manual.matchAll(/^\| `(guichet_\w+)`/gm)].map(([, name]) => name);
    const names = [...createMetrics({ dialogs: [] }).names, ...createSupervisorMetrics(() => 0).names];
    expect(explained).toHaveLength(names.length);
    expect(new Set(explained)).toEqual(new Set(names));
  });
});
