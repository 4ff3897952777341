import { readdir } from 'node:fs/promises';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import type restify from 'restify';
import { scriptedSimulator, text } from '../../test/support/scripted-simulator.ts';
import { createServer } from '../http/create-server.ts';
import { assetNames } from './assets.ts';
import { mountSimulator } from './routes.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function listen(server: restify.Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

async function start(script: Parameters<typeof scriptedSimulator>[0] = {}) {
  const scripted = scriptedSimulator({ replies: { Bonjour: [text('Bonjour !')] }, ...script });
  const errors: unknown[] = [];
  const server = createServer({ error: (...args) => void errors.push(args) });
  const routes = mountSimulator(server, scripted.simulator, { heartbeatMs: 20, onError: (error) => void errors.push(error) });
  const url = await listen(server);
  closing.push(async () => {
    routes.close();
    scripted.simulator.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url, errors, ...scripted };
}

function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: json });
}

/** fetch sets the Host header itself; this one says what it is told. */
function statusOf(url: string, options: { readonly method?: string; readonly headers: OutgoingHttpHeaders }): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** Reads server-sent events until one of the given type has come. */
async function readUntil(response: Response, type: string): Promise<string> {
  let read = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    read += decoder.decode(chunk, { stream: true });
    if (read.includes(type)) break;
  }
  return read;
}

describe('the page', () => {
  test('is where the root leads to', async () => {
    const { url } = await start();
    const answer = await fetch(url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/simulator']);
  });

  test('may load its own parts only', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/simulator`);
    const html = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\bsrc=)/i);
    expect(html.match(/(?:src|href)="(?!\/simulator\/assets\/)[^"]*"/g)).toBeNull();
  });

  test('serves every file of its folder, and no other', async () => {
    const { url } = await start();
    expect([...assetNames].sort()).toEqual((await readdir(new URL('./web/', import.meta.url))).sort());
    const statuses = await Promise.all(assetNames.map(async (name) => (await fetch(`${url}/simulator/assets/${name}`)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await fetch(`${url}/simulator/assets/..%2froutes.ts`)).status).toBe(404);
    expect((await fetch(`${url}/simulator/assets/routes.ts`)).status).toBe(404);
  });

  test('is not sent again while it has not changed', async () => {
    const { url } = await start();
    const etag = (await fetch(`${url}/simulator/assets/app.js`)).headers.get('etag') ?? '';
    expect((await fetch(`${url}/simulator/assets/app.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });
});

describe('the door for programs', () => {
  test('says something and answers with the replies and the trace', async () => {
    const { url } = await start();
    const answer = await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      replies: [{ recipient: { id: '42' }, messaging_type: 'RESPONSE', message: { text: 'Bonjour !' } }],
      trace: { language: 'fr', dialog: 'balance', slots: {}, source: 'classifier', owner: 'bot', calls: [{ outcome: 200 }], ms: 31 },
    });
  });

  test('lists the customers without their page-scoped ids', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/simulator/api/customers`);
    expect(await answer.json()).toMatchObject({
      customers: [
        { id: 'fr', language: 'fr' },
        { id: 'gb', language: 'en' },
      ],
    });
    expect(JSON.stringify(await (await fetch(`${url}/simulator/api/customers`)).json())).not.toContain('psid');
  });

  test('begins anew', async () => {
    const { url, prepared, simulator } = await start();
    await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' });
    expect((await post(`${url}/simulator/api/reset`, { customer: 'fr' })).status).toBe(200);
    expect(prepared).toEqual(['fr', 'fr reset']);
    expect(simulator.thread('fr').view().entries).toEqual([]);
  });

  test.each<{ what: string; body: unknown; type?: string; status: number; says: RegExp }>([
    { what: 'an unknown customer', body: { customer: 'de', text: 'Hallo' }, status: 404, says: /there are fr, gb/ },
    { what: 'neither text nor payload', body: { customer: 'fr' }, status: 400, says: /either "text" or "payload"/ },
    { what: 'both text and payload', body: { customer: 'fr', text: 'a', payload: 'b' }, status: 400, says: /either "text" or "payload"/ },
    { what: 'an unknown member', body: { customer: 'fr', text: 'a', mood: 'gay' }, status: 400, says: /mood/ },
    { what: 'a number as text', body: { customer: 'fr', text: 5 }, status: 400, says: /text: / },
    { what: 'broken JSON', body: '{', status: 400, says: /expected object/ },
    { what: 'nested JSON without end', body: '['.repeat(60_000), status: 400, says: /expected object/ },
    { what: 'a prototype', body: '{"__proto__":{"customer":"fr","text":"a"}}', status: 400, says: /./ },
    { what: 'too much', body: { customer: 'fr', text: 'x'.repeat(70_000) }, status: 413, says: /65536/ },
    { what: 'a form', body: 'customer=fr', type: 'application/x-www-form-urlencoded', status: 415, says: /application\/json/ },
  ])('refuses $what and says why', async ({ body, type, status, says }) => {
    const { url } = await start();
    const answer = await post(`${url}/simulator/api/say`, body, type ? { 'content-type': type } : {});
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(says) } });
  });

  test('answers 504 for a turn that does not end', async () => {
    const { url } = await start({ timeoutMs: 20 });
    expect((await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'silence' })).status).toBe(504);
  });

  test('answers 502 when the webhook refuses', async () => {
    const { url } = await start({ status: 500 });
    expect((await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' })).status).toBe(502);
  });

  test('keeps the reason of a failure to itself and its log', async () => {
    const { url, errors } = await start({
      prepare: async () => {
        throw new Error('secret of the bank');
      },
    });
    const answer = await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' });
    expect([answer.status, await answer.text()]).toEqual([503, '{"error":{"code":"not_ready","message":"fr could not be made ready"}}']);
    expect(errors).toHaveLength(1);
  });
});

describe('who may drive it', () => {
  test.each<{ what: string; headers: Record<string, string> }>([
    { what: 'a page of another site', headers: { origin: 'https://evil.example' } },
    { what: 'a page without origin', headers: { origin: 'null' } },
    { what: 'another port of this machine', headers: { origin: 'http://127.0.0.1:1' } },
    { what: 'a cross-site request', headers: { 'sec-fetch-site': 'cross-site' } },
  ])('not $what', async ({ headers }) => {
    const { url, delivered } = await start();
    expect((await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' }, headers)).status).toBe(403);
    expect(delivered).toEqual([]);
  });

  test('its own page', async () => {
    const { url } = await start();
    expect((await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' }, { origin: url })).status).toBe(200);
  });

  test('no other site’s page that would only look on, and take the places of those who follow', async () => {
    const { url } = await start();
    for (const path of ['customers', 'thread?customer=fr', 'events?customer=fr']) {
      const cross = { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' };
      expect(await statusOf(`${url}/simulator/api/${path}`, { headers: cross })).toBe(403);
    }
    // A link to the page is no harm.
    expect(await statusOf(`${url}/simulator`, { headers: { 'sec-fetch-site': 'cross-site' } })).toBe(200);
  });

  test('nobody under a name that was made to point here', async () => {
    const { url } = await start();
    expect(await statusOf(`${url}/simulator/api/customers`, { headers: { host: 'evil.example' } })).toBe(403);
    expect(await statusOf(`${url}/simulator/api/customers`, { headers: { host: 'LocalHost:3978' } })).toBe(200);
    expect(await statusOf(`${url}/simulator/api/customers`, { headers: { host: '[::1]:3978' } })).toBe(200);
  });
});

describe('the events', () => {
  test('stream what happens, from whichever door it came', async () => {
    const { url } = await start();
    const stream = await fetch(`${url}/simulator/api/events?customer=fr`);
    const reading = readUntil(stream, 'event: turn');
    await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' });
    const types = [...(await reading).matchAll(/^event: (\w+)$/gm)].map(([, type]) => type);
    expect(types).toEqual(['message', 'status', 'status', 'typing', 'typing', 'message', 'turn']);
  });

  test('resume after the last one that was received', async () => {
    const { url, simulator } = await start();
    const after = simulator.thread('fr').events.lastId();
    await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' });
    const read = await readUntil(
      await fetch(`${url}/simulator/api/events?customer=fr`, { headers: { 'last-event-id': after } }),
      'event: turn',
    );
    expect(read).toContain('"text":"Bonjour !"');
  });

  test('tell a page that comes from before a restart to load the thread again', async () => {
    const { url } = await start();
    const stream = await fetch(`${url}/simulator/api/events?customer=fr&after=older-7`);
    expect(await readUntil(stream, 'event: reload')).toContain('event: reload');
  });

  test('show that they live while nothing happens', async () => {
    const { url } = await start();
    expect(await readUntil(await fetch(`${url}/simulator/api/events?customer=fr`), ': still here')).toContain(': still here');
  });
});

describe('the thread', () => {
  test('is there again after a reload, with its traces', async () => {
    const { url } = await start();
    await post(`${url}/simulator/api/say`, { customer: 'fr', text: 'Bonjour' });
    const thread = await (await fetch(`${url}/simulator/api/thread?customer=fr`)).json();
    expect(thread).toMatchObject({
      entries: [
        { from: 'customer', text: 'Bonjour', status: 'seen', turn: 'm_1' },
        { from: 'bot', turn: 'm_1', body: { message: { text: 'Bonjour !' } } },
      ],
      traces: { m_1: { dialog: 'balance' } },
    });
  });

  test('of an unknown customer is not found', async () => {
    const { url } = await start();
    expect((await fetch(`${url}/simulator/api/thread?customer=de`)).status).toBe(404);
  });
});
