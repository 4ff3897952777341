import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PageApp, startPageApp } from '../../test/support/page-app.ts';

const now = new Date('2026-11-30T10:00:00Z');
const nowS = now.getTime() / 1000;

let page: PageApp;
beforeAll(async () => {
  page = await startPageApp({ now: () => now });
});
afterAll(() => page.stop());

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { algorithm: 'HMAC-SHA256', issued_at: nowS - 1, expires: nowS + 60, user_id: '218471' };

function signed(payload: unknown = claims, secret = page.appSecret): string {
  const body = encode(payload);
  return `${createHmac('sha256', secret).update(body).digest('base64url')}.${body}`;
}

async function post(body: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(`${page.app.url}/messenger/data-deletion`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

const ask = (request: string) => post(new URLSearchParams({ signed_request: request }).toString());

describe('Meta’s data deletion callback', () => {
  test('answers with a number and the page on which it can be looked up, the same for the same request', async () => {
    const answer = await ask(signed());
    expect(answer.status).toBe(200);
    const { url, confirmation_code: number }: { url: string; confirmation_code: string } = JSON.parse(answer.text);
    expect(number).toMatch(/^([B-Z]{4}-){2}[B-Z]{4}$/);
    expect(url).toBe(`${page.app.url}/messenger/data-deletion/${number}`);
    expect(JSON.parse((await ask(signed())).text)).toEqual({ url, confirmation_code: number });
    const status = await fetch(url, { headers: { 'accept-language': 'en' } });
    expect(await status.text()).toContain('no conversation can be found: so nothing has been erased');
  });

  test('takes requests that never end, or do not say when they were made', async () => {
    expect((await ask(signed({ ...claims, expires: 0 }))).status).toBe(200);
    expect((await ask(signed({ algorithm: 'HMAC-SHA256', user_id: '1' }))).status).toBe(200);
  });

  test('refuses what is forged', async () => {
    const right = signed();
    const [signature = '', payload = ''] = right.split('.');
    const flipped = Array.from({ length: 43 }, (_, at) => {
      const other = signature[at] === 'A' ? 'B' : 'A';
      return `${signature.slice(0, at)}${other}${signature.slice(at + 1)}.${payload}`;
    });
    const forged = [
      ...flipped,
      signed(claims, randomBytes(16).toString('hex')),
      signed(claims, ''),
      `${signature}.${encode({ ...claims, user_id: '2' })}`,
      `${signature}=.${payload}`,
      `${signature.replaceAll('-', '+').replaceAll('_', '/')}=.${payload}`,
      `.${payload}`,
      signature,
      '',
      `${right}.`,
      `${Buffer.from(signature, 'base64url').toString('hex')}.${payload}`,
    ];
    for (const one of forged) expect((await ask(one)).status).toBe(400);
    expect((await post('')).status).toBe(400);
    expect((await post(`signed_request=${right}&signed_request=${right}`)).status).toBe(400);
  });

  test('refuses what is over, or signed in another way, or of another shape', async () => {
    const refused = [
      { ...claims, expires: nowS - 1 },
      { ...claims, expires: 0, issued_at: nowS - 2 * 86_400 },
      { ...claims, issued_at: nowS + 3_600 },
      { ...claims, algorithm: 'none' },
      { ...claims, algorithm: 'hmac-sha256' },
      { ...claims, algorithm: undefined },
      { ...claims, user_id: 218_471 },
      { algorithm: 'HMAC-SHA256' },
      [],
      'text',
    ];
    for (const payload of refused) expect((await ask(signed(payload))).status).toBe(400);
  });

  test('refuses bodies that are too large, and knows no other numbers', async () => {
    expect((await post(`signed_request=${'a'.repeat(20_000)}`)).status).toBe(413);
    expect((await fetch(`${page.app.url}/messenger/data-deletion/BCDF-GHJK-LMNP`)).status).toBe(404);
  });
});
