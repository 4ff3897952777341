import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, openChromium, openPage, type WatchedPage } from '../support/chromium.ts';
import { startApp, type TestApp } from '../support/start-app.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'fr-FR' } as const;
const conversation = 'messenger:a-customer';
const pages = ['privacy', 'privacy/seen', 'privacy/copy', 'privacy/erase'] as const;

describeBrowser('the pages of privacy, in a real browser [needs chromium]', () => {
  let browser: Browser;
  let app: TestApp;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), openChromium()]);
    const { demo, links } = app.foundation;
    if (!demo) throw new TypeError('this needs the embedded bank');
    await links.linkDirectly(conversation, await demo.signInDirectly('demo-fr'));
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  async function enter(colorScheme: 'light' | 'dark'): Promise<WatchedPage> {
    const { url } = await app.foundation.booth.offer(conversation, { page: 'privacy' }, 'fr');
    const watched = await openPage(browser, url, { ...phone, colorScheme });
    const { page } = watched;
    await page.getByRole('button', { name: 'Continuer vers ma banque' }).click();
    await page.getByLabel('Camille Moreau').check();
    await page.getByLabel('Code secret').fill('1234');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForURL(/\/booth\/privacy/);
    return watched;
  }

  /** How far the page is wider than the phone. */
  async function overflow(page: Page): Promise<number> {
    const width = await page.evaluate('document.documentElement.scrollWidth');
    return Number(width) - phone.viewport.width;
  }

  test.each(['light', 'dark'] as const)('fit a phone and complain of nothing, %s', async (scheme) => {
    const { page, complaints } = await enter(scheme);
    for (const path of pages) {
      await page.goto(`${app.url}/booth/${path}`);
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    // On the way in the browser is led to the bank and back.
    expect(complaints.filter((complaint) => !/^request: [^ ]*\/oidc\//.test(complaint))).toEqual([]);
    await page.context().close();
  });

  test('take a choice, give a file, and forget the customer after a second question', async () => {
    const { page } = await enter('light');
    await page.getByLabel('Votre choix pour les soldes').selectOption('banded');
    await page.getByRole('button', { name: 'Enregistrer mes choix' }).click();
    await page.getByRole('status').waitFor();
    expect((await app.foundation.consents.read(conversation)).map(({ topic, level }) => [topic, level])).toEqual([['balance', 'banded']]);

    await page.goto(`${app.url}/booth/privacy/copy`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Enregistrer le fichier' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^guichet-\d{4}-\d{2}-\d{2}\.json$/);

    await page.goto(`${app.url}/booth/privacy/erase`);
    await page.getByRole('button', { name: 'Effacer mes données' }).click();
    expect(page.url()).toMatch(/privacy\/erase$/);
    await page.getByLabel('Oui, effacer tout').check();
    await page.getByRole('button', { name: 'Effacer mes données' }).click();
    await page.waitForURL(/\/booth\/erased\//);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Vos données sont effacées');
    expect(await app.foundation.links.accessFor(conversation)).toBeUndefined();
  });
});
