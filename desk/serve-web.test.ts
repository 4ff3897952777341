import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import { listen } from '../test/support/listen.ts';
import { createDeskWeb } from './serve-web.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(files: Readonly<Record<string, string | Buffer>>) {
  const folder = await mkdtemp(join(tmpdir(), 'desk-web-'));
  closing.push(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'assets'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const web = createDeskWeb(pathToFileURL(`${folder}/`));
  const server = createServer((request, response) => void web.answer(request, response));
  const url = await listen(server);
  closing.push(async () => void server.close());
  return (path: string, headers: Readonly<Record<string, string>> = {}) => fetch(`${url}${path}`, { headers });
}

const built = { 'index.html': '<!doctype html><title>desk</title>', 'assets/app-1a2b.js': 'export {};', '.sources': 'hash' };

test.each(['/desk', '/desk/', '/desk/c/abc?queue=mine', '/desk/audit'])(
  '%s is the application, never from a cache unasked',
  async (path) => {
    const get = await serve(built);
    const answer = await get(path);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(await answer.text()).toBe(built['index.html']);
  },
);

test('files carry their hash in their name and are kept for good', async () => {
  const get = await serve(built);
  const answer = await get('/desk/assets/app-1a2b.js');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test('every answer forbids whatever is not ours: scripts, styles, frames, guessing of types', async () => {
  const get = await serve(built);
  for (const path of ['/desk', '/desk/assets/app-1a2b.js', '/desk/assets/none.js']) {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'no-referrer']);
  }
});

test.each([
  '/desk/assets/..%2f.sources',
  '/desk/assets/.sources',
  '/desk/assets/none.js',
  '/desk/assets/app-1a2b.js/more',
  '/desk/api/nothing',
])('%s is not there', async (path) => {
  const get = await serve(built);
  const answer = await get(path);
  expect([answer.status, await answer.text()]).toEqual([404, '']);
});

test('sends the packed file to who can unpack it, and the plain one to who cannot', async () => {
  const get = await serve({ ...built, 'assets/app-1a2b.js.gz': gzipSync('export const packed = true;') });
  expect(await (await get('/desk/assets/app-1a2b.js', { 'accept-encoding': 'gzip' })).text()).toBe('export const packed = true;');
  expect(await (await get('/desk/assets/app-1a2b.js', { 'accept-encoding': 'identity' })).text()).toBe('export {};');
});

test('says in both languages that it is not built, and what to do', async () => {
  const get = await serve({});
  const answer = await get('/desk');
  expect(answer.status).toBe(503);
  expect(await answer.text()).toMatch(/n’est pas construit.*npm run build:desk.*is not built.*npm run build:desk/s);
});
