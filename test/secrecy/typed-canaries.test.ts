import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { until } from '../support/until.ts';

/** What is typed, with what may be kept of it nowhere. */
const typed: readonly (readonly [text: string, secret: string])[] = [
  ['mon mot de passe est Xylophone77', 'Xylophone77'],
  ['my password is "zither lute"', 'zither lute'],
  ['mon code pin est 8361', 'pin est 8361'],
  ['le code reçu par sms est 739164', 'sms est 739164'],
  ['ma carte expire 12/28, cryptogramme 947', 'cryptogramme 947'],
  ['4970 1016', '4970 1016'],
  ['et la suite 5934 7182', '5934 7182'],
];

let page: PageApp;
let log = '';

beforeAll(async () => {
  // Without the scrubbing of finished lines: what is found here was written by us.
  page = await startPageApp({
    environment: { ADMIN_PORT: '0' },
    log: pino({ level: 'trace' }, { write: (line: string) => void (log += line) }),
  });
  for (const [index, [text]] of typed.entries()) {
    expect(await page.write(`m_typed_${index}`, text)).toBe(200);
    await until(async () => (log.split('"msg":"turn"').length > index + 1 ? true : undefined));
  }
});

afterAll(() => page.stop());

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.map((name) => join(folder, name));
  const isFile = await Promise.all(paths.map(async (path) => (await stat(path)).isFile()));
  return Promise.all(paths.filter((_path, index) => isFile[index]).map((path) => readFile(path, 'latin1')));
}

test.each(typed)('of %j nothing is kept, logged or said back', async (_text, secret) => {
  expect(log).not.toContain(secret);
  expect(JSON.stringify(page.graph.accepted)).not.toContain(secret);
  for (const content of await filesOf(page.app.dataDir)) expect(content).not.toContain(secret);
});

test('each is told to the customer, with the way to delete the message', () => {
  const warnings = page.texts().filter((text) => /dans Messenger|de Messenger|from Messenger/.test(text));
  expect(warnings).toHaveLength(typed.length);
});

test('each is counted by its kind', async () => {
  const exposition = await (await fetch(`${page.app.adminUrl}/metrics`)).text();
  for (const [kind, count] of [
    ['password', 2],
    ['pin', 1],
    ['code', 1],
    ['cvv', 1],
    ['card_part', 2],
  ])
    expect(exposition).toContain(`guichet_redactions_total{kind="${kind}"} ${count}`);
});
