import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { chromiumPath, openChromium, openPage } from '../support/chromium.ts';
import { buildDeskWeb } from '../support/desk/build-web.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { until } from '../support/until.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const openAlways = { DESK: 'on', DESK_HOURS: 'Mon-Sun 00:00-24:00', DESK_HOLIDAYS: 'none', DESK_NAMES: 'on' };

describeBrowser('the desk before its real server [needs chromium]', () => {
  let browser: Browser;
  let app: PageApp;

  beforeAll(async () => {
    await buildDeskWeb();
    browser = await openChromium();
    app = await startPageApp({ environment: openAlways });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  test('an agent signs in, opens who waits, sees every message from the first moment on, and answers', async () => {
    const { page, complaints } = await openPage(browser, `${app.app.url}/desk`, {
      locale: 'fr-FR',
      viewport: { width: 1440, height: 900 },
    });
    await page.getByRole('link', { name: 'Se connecter' }).click();
    await page.locator('button[value="alix"]').click();
    await page.getByRole('button', { name: /Alix/ }).waitFor();
    // Before: that nobody was signed in, and the way over the identity provider's pages.
    const signedIn = complaints.length;
    // Who is not known to be there is offered nothing: the customer would be told that nobody is.
    await until(
      async () =>
        (await page.evaluate("fetch('/desk/api/colleagues').then((answer) => answer.text())")) !== '{"colleagues":[]}' || undefined,
    );
    await app.write('m_1', 'Je veux parler à un conseiller');
    await page.locator('.row').first().click();
    await page.getByRole('article').first().waitFor();
    // The server learns within a second that the page is open: what is said before is not in the stream.
    for (const number of [1, 2, 3, 4, 5, 6]) {
      expect(await app.write(`m_late_${number}`, `voici la suite ${number}`)).toBe(200);
      await page.getByRole('article').getByText(`voici la suite ${number}`).waitFor();
    }
    expect(await page.getByRole('article').getByText('voici la suite').count()).toBe(6);
    await page.getByRole('textbox', { name: 'Réponse au client' }).fill('Bonjour, je regarde.');
    await page.getByText('Tenue par vous').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article').getByText('Bonjour, je regarde.').waitFor();
    await until(async () => app.texts().some((text) => text.includes('Bonjour, je regarde.')) || undefined);
    expect(complaints.slice(signedIn)).toEqual([]);
  });
});
