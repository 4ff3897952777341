import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { chromiumPath, openChromium, openPage } from '../support/chromium.ts';
import { type LinkingApp, startLinkingApp } from '../support/linking-app.ts';
import { type StubServer, startStubServer } from '../support/stub-server.ts';

const describeInBrowser = chromiumPath === undefined ? describe.skip : describe;
const phone = { viewport: { width: 390, height: 780 }, locale: 'fr-FR' };

describeInBrowser('linking pages in a browser [needs chromium]', () => {
  let browser: Browser;
  let app: LinkingApp;
  let bank: StubServer;

  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());

  /** A bank whose sign-in passes through two hosts before it sends the customer back. */
  beforeEach(async () => {
    bank = await startStubServer(({ path, url }) => {
      const here = bank.url;
      const other = here.replace('127.0.0.1', 'localhost');
      if (path === '/authorize')
        return { status: 302, headers: { location: `${other}/second?${new URL(url, here).searchParams.toString()}` } };
      return { status: 302, headers: { location: app.bank.authorise(`${here}${url}`) } };
    });
    app = await startLinkingApp({ issuer: bank.url });
  });
  afterEach(async () => {
    await Promise.all([app.close(), bank.close()]);
  });

  test('lead from the button through the hosts of the bank to the code, without a complaint of the browser', async () => {
    const { url } = await app.links.linkingFor('messenger:mine').begin();
    const { page, complaints } = await openPage(browser, url, phone);
    expect(await page.textContent('h1')).toBe('Lier votre compte à Messenger');
    await page.click('button');
    const code = await page.textContent('.code');
    expect(code).toMatch(/^\d{6}$/);
    // Requests to the bank are what is meant to happen; anything else is not.
    expect(
      complaints.filter((complaint) => !/^request: http:\/\/(127\.0\.0\.1|localhost):\d+\/(authorize|second)/.test(complaint)),
    ).toEqual([]);
    expect(await app.links.linkingFor('messenger:mine').confirm(code ?? '')).toBe('linked');
    await page.context().close();
  });

  test('tell the bank nothing of the link', async () => {
    const { url } = await app.links.linkingFor('messenger:mine').begin();
    const { page } = await openPage(browser, url, phone);
    await page.click('button');
    await page.waitForSelector('.code');
    expect(bank.requests.map(({ path }) => path)).toEqual(['/authorize', '/second']);
    for (const { headers, url: asked } of bank.requests) {
      expect(headers.referer).toBeUndefined();
      expect(`${asked}${JSON.stringify(headers)}`).not.toContain(url.split('/').at(-1));
    }
    await page.context().close();
  });

  test('stop at a page that says so when the code’s page is loaded again', async () => {
    const { url } = await app.links.linkingFor('messenger:mine').begin();
    const { page } = await openPage(browser, url, phone);
    await page.click('button');
    await page.waitForSelector('.code');
    await page.reload();
    expect(await page.textContent('h1')).toBe('Ce lien n’est plus valable');
    await page.context().close();
  });
});
