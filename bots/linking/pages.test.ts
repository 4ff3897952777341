import { hash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  bankAddressIn,
  codeIn,
  createTestBrowser,
  type LinkingApp,
  startLinkingApp,
  type Visited,
} from '../../test/support/linking-app.ts';
import { createBrowserCookie } from './browser-cookie.ts';
import en from './pages.en.json' with { type: 'json' };
import fr from './pages.fr.json' with { type: 'json' };
import { createLinkPages } from './pages.ts';

let app: LinkingApp;
beforeEach(async () => {
  app = await startLinkingApp();
});
afterEach(() => app.close());

/** All pages of one way through, and some that fail. */
async function visitAll(): Promise<{ readonly pages: readonly Visited[]; readonly secrets: readonly string[] }> {
  const browser = createTestBrowser();
  const { url } = await app.links.linkingFor('messenger:mine').begin();
  const intro = await browser.visit(url);
  const leaving = await browser.visit(url, { method: 'POST' });
  const back = app.bank.authorise(bankAddressIn(leaving));
  const code = await browser.visit(back);
  const failed = [await browser.visit(back), await browser.visit(url), await createTestBrowser().visit(url, { method: 'POST' })];
  const secrets = [url.split('/').at(-1) ?? '', new URL(back).searchParams.get('code') ?? ''];
  return { pages: [intro, leaving, code, ...failed], secrets };
}

describe('linking pages', () => {
  test('send nothing elsewhere and let nobody frame or keep them', async () => {
    const { pages } = await visitAll();
    for (const { headers, html } of pages) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-type': 'text/html; charset=utf-8',
      });
      const policy = String(headers['content-security-policy']);
      for (const directive of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect(policy).toContain(directive);
      expect(html).not.toMatch(/<script|<img|<link |@import|url\(| src=| on\w+=/);
      const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
      expect(policy).toContain(`'sha256-${hash('sha256', style, 'base64')}'`);
    }
  });

  test('keep secrets out of the log, and out of every page but the one that leads to the bank', async () => {
    const { pages, secrets } = await visitAll();
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20);
      expect(JSON.stringify(app.logged)).not.toContain(secret);
      for (const { html } of pages) expect(html).not.toContain(secret);
    }
  });

  test('escape what they are given', async () => {
    const { pages } = await visitAll();
    for (const { html } of pages) {
      expect(html).toContain('Banque &lt;Démo&gt;');
      expect(html).not.toContain('<Démo>');
    }
    expect(createLinkPages('B').leaving('en', 'https://bank.example/?a=1&b="><script>')).toContain(
      'https://bank.example/?a=1&amp;b=&quot;&gt;&lt;script&gt;',
    );
  });

  test('lead nowhere but to the bank, whatever the address says', async () => {
    const elsewhere = ['https://evil.example', '//evil.example', String.raw`\\evil.example`, 'javascript:alert(1)'];
    const names = ['next', 'redirect_uri', 'return_to', 'url', 'continue'];
    for (const target of elsewhere) {
      const query = new URLSearchParams(Object.fromEntries(names.map((name) => [name, target]))).toString();
      const browser = createTestBrowser();
      const { url } = await app.links.linkingFor('messenger:mine').begin();
      const headers = { 'x-forwarded-host': 'evil.example', host: 'evil.example' };
      await browser.visit(`${url}?${query}`, { headers });
      const leaving = await browser.visit(`${url}?${query}`, { method: 'POST', headers });
      expect(new URL(bankAddressIn(leaving)).origin).toBe('https://sign-in.bank.example');
      const back = new URL(app.bank.authorise(bankAddressIn(leaving)));
      expect(back.origin).toBe(app.url);
      const page = await browser.visit(`${back.href}&${query}`, { headers });
      expect(codeIn(page)).not.toBe('');
      for (const { html, headers: sent } of [leaving, page]) {
        expect(html).not.toContain('evil.example');
        expect(sent['location']).toBeUndefined();
      }
    }
  });

  test('say the same in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr));
    const argumentsIn = (texts: Readonly<Record<string, string>>) =>
      Object.values(texts).map((text) => (text.match(/\{\w+\}/g) ?? []).sort());
    expect(argumentsIn(en)).toEqual(argumentsIn(fr));
    for (const text of [...Object.values(en), ...Object.values(fr)]) expect(text).not.toContain("'");
  });
});

describe('cookie of the browser', () => {
  const secret = 's'.repeat(32);

  test('is bound to the host behind https', () => {
    const cookie = createBrowserCookie('https://guichet.bank.example');
    expect(cookie.write(secret)).toBe(`__Host-guichet-link=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1800; Secure`);
    expect(cookie.read(`a=b; __Host-guichet-link=${secret}`)).toBe(secret);
    expect(cookie.read(`guichet-link=${secret}`)).toBeUndefined();
  });

  test('does without on a loopback address', () => {
    expect(createBrowserCookie('http://127.0.0.1:3978').write(secret)).toBe(
      `guichet-link=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1800`,
    );
  });

  test('is not believed when it is there twice, or of another shape', () => {
    const cookie = createBrowserCookie('http://127.0.0.1');
    for (const header of [undefined, '', 'guichet-link=', 'guichet-link=short', `guichet-link=${secret}; guichet-link=${secret}`])
      expect(cookie.read(header)).toBeUndefined();
  });
});
