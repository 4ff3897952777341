import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { traceIdOf } from '../../bots/metrics/turn-trace.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { signInAtBank } from '../support/sign-in-at-bank.ts';
import { until } from '../support/until.ts';

const psid = '7700000000000001';
const said = 'xylophonecanary';
const cardNumber = '4970101234567893';
const iban = 'FR7630006000011234567890189';

let page: PageApp;
let log = '';
let linkToken = '';
let code = '';
let count = 0;

/** Writes as the customer, and waits for what is said back. */
async function ask(text: string): Promise<string> {
  const before = page.texts().length;
  expect(await page.write(`m_canary_${(count += 1)}`, text)).toBe(200);
  await until(async () => page.texts().length > before || undefined);
  await until(async () => (log.split('"msg":"turn"').length > count ? true : undefined));
  return page.texts().slice(before).join('\n');
}

/** Every message that went to Meta, with what it carries besides words. */
function sent(): {
  readonly json: string;
  readonly metadata: string;
  readonly payloads: readonly string[];
  readonly urls: readonly string[];
}[] {
  return page.graph.accepted.flatMap((request) => {
    if (!('message' in request)) return [];
    const json = JSON.stringify(request.message.body);
    const all = (pattern: RegExp): string[] => [...json.matchAll(pattern)].map(([, found]) => found ?? '');
    return [{ json, metadata: request.message.metadata, payloads: all(/"payload":"([^"]*)"/g), urls: all(/"url":"([^"]*)"/g) }];
  });
}

beforeAll(async () => {
  // Without the scrubbing of finished lines: what is found here was written by us.
  page = await startPageApp({ log: pino({ level: 'trace' }, { write: (line: string) => void (log += line) }) });
  await ask(`${said} bonjour`);
  await ask('lier mon compte');
  linkToken =
    /\/link\/([\w-]+)/.exec(
      sent()
        .flatMap(({ urls }) => urls)
        .join(' '),
    )?.[1] ?? '';
  code = await signInAtBank(`${page.app.url}/link/${linkToken}`, 'demo-fr');
  await ask(code);
  for (const text of [
    'quel est mon solde ?',
    `${said} ma carte${cardNumber}svp et ${iban}`,
    'mes 5 dernières opérations',
    'le reçu de mon dernier achat',
    'où sont mes colis ?',
    'un conseiller',
  ])
    await ask(text);
  page.bank.faults.set({ status: 503 });
  await ask('quel est mon solde ?');
  page.bank.faults.clear();
  page.graph.answerNext({ kind: 'error', code: 100 }, { kind: 'error', code: 100 }, { kind: 'error', code: 100 });
  await page.write('m_refused', `${said} merci`);
  await page.deliver({ sender: { id: psid }, message: { mid: ['x'], text: { said } } });
  await fetch(`${page.app.url}/messenger/webhook`, { method: 'POST', body: said, headers: { 'x-hub-signature-256': 'sha256=0' } });
  await fetch(`${page.app.url}/link/${linkToken}?${said}=${cardNumber}`);
  await fetch(`${page.app.url}/link/callback?state=${said}&code=${said}`, { headers: { cookie: `guichet-link=${'a'.repeat(32)}` } });
  const ended = new RegExp(`"trace":"${traceIdOf('m_refused')}"[^\\n]*"msg":"turn"`);
  await until(async () => (ended.test(log) ? true : undefined));
});

afterAll(() => page.stop());

describe('a conversation with everything in it', () => {
  test('went through what it was meant to go through', () => {
    expect(linkToken).toHaveLength(32);
    expect(code).toMatch(/^\d{6}$/);
    expect(page.texts().join('\n')).toMatch(/€/);
    expect(log).toContain('turn');
  });

  test('leaves in the log, at its most talkative, no word, no number, no token, no name', () => {
    const paths = page.graph.calls.map(({ path }) => path).join();
    const secrets = {
      said,
      psid,
      cardNumber,
      iban,
      linkToken,
      mid: 'm_canary_',
      code: `"${code}"`,
      pageToken: page.pageToken,
      appSecret: page.appSecret,
      proof: /appsecret_proof=(\w+)/.exec(paths)?.[1] ?? 'none',
    };
    expect(Object.entries(secrets).flatMap(([name, secret]) => (log.includes(secret) ? [name] : []))).toEqual([]);
    expect(log).not.toMatch(/€|Carrefour|Camille|Moreau|demo-fr|Bearer|eyJ|refresh_token|sha256=/);
  });

  test('gives Meta no banking fact outside of words, and nobody’s id', () => {
    for (const { metadata, payloads } of sent()) {
      expect(metadata).toMatch(/^[0-9a-f-]{36}$/);
      for (const payload of payloads)
        expect(payload).toMatch(/^(a\.[0-9a-f-]{36}\.(yes|no|\d+)|s\.[a-z_]+|c\.[0-9a-f-]{36}|[a-z]\.[0-9a-f-]{36}[.\w-]*)$/);
    }
  });

  test('names no whole card or account number', () => {
    expect(sent().filter(({ json }) => json.includes(cardNumber) || json.includes(iban) || json.includes(said))).toEqual([]);
  });

  test('leads to the bank and to carriers only', () => {
    const hosts = new Set(sent().flatMap(({ urls }) => urls.map((url) => new URL(url).host)));
    const known = [
      new URL(page.app.url).host,
      'banque.example',
      'www.laposte.fr',
      'www.chronopost.fr',
      'trace.dpd.fr',
      'gls-group.com',
      'colisprive.com',
      'www.ups.com',
      'www.dhl.com',
      'www.fedex.com',
    ];
    expect([...hosts].filter((host) => !known.includes(host))).toEqual([]);
  });

  test('lies in the data folder under lock only, readable for nobody else', async () => {
    const { dataDir } = page.app;
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
    for (const name of await readdir(dataDir)) {
      const bytes = await readFile(join(dataDir, name));
      const found = [said, psid, cardNumber, iban, linkToken, page.pageToken, page.appSecret].filter((secret) => bytes.includes(secret));
      expect([name, found]).toEqual([name, []]);
      if (name.startsWith('guichet')) expect(bytes.includes('demo-fr')).toBe(false);
      if (!name.endsWith('.port')) expect((await stat(join(dataDir, name))).mode & 0o077).toBe(0);
    }
  });
});
