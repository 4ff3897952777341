import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type App, buildApp } from '../../bots/build-app.ts';
import { readConfig } from '../../bots/config.ts';
import { createLog } from '../../bots/log.ts';
import { chromiumPath, openChromium, openPage, type WatchedPage } from '../support/chromium.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** Types a message and waits until the bot has answered it. */
async function say(page: Page, words: string): Promise<void> {
  await page.locator('#text').fill(words);
  await answered(page, () => page.keyboard.press('Enter'));
}

/** Does something that the bot answers, and waits until its turn is over. */
async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const over = page.waitForResponse((response) => response.url().endsWith('/simulator/api/say'));
  await act();
  expect((await over).status()).toBe(200);
}

describeBrowser('the whole of Guichet in a browser [needs chromium]', () => {
  let browser: Browser;
  let app: App;
  let dataDir: string;
  let url: string;
  let watched: WatchedPage | undefined;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'guichet-browser-'));
    app = buildApp(readConfig({ PORT: '0', GUICHET_DATA_DIR: dataDir }), { log: createLog('silent'), guardSockets: false });
    const [running, opened] = await Promise.all([app.start(), openChromium()]);
    url = running.url;
    browser = opened;
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
    await rm(dataDir, { recursive: true });
  });
  afterEach(async () => {
    expect(watched?.complaints ?? []).toEqual([]);
    await watched?.page.context().close();
    watched = undefined;
  });

  async function open(customer: string, options?: BrowserContextOptions): Promise<Page> {
    watched = await openPage(browser, `${url}/simulator#${customer}`, options);
    return watched.page;
  }

  test('tells the balance, with what was understood and asked of the bank beside it', async () => {
    const page = await open('demo-fr');
    await say(page, 'Quel est mon solde ?');
    await page
      .getByRole('log')
      .getByText(/\d,\d\d\s€/)
      .first()
      .waitFor();
    const panel = page.getByRole('complementary', { name: 'Derrière la réponse' });
    await panel.getByText('UK Open Banking').first().waitFor();
    expect(await panel.innerText()).toMatch(/balance[^]*français[^]*200/);
  });

  test('finds a receipt by a quick reply', async () => {
    const page = await open('demo-fr');
    await say(page, 'Je voudrais le reçu d’un achat chez Carrefour');
    await answered(page, () => page.getByRole('group', { name: 'Réponses rapides' }).getByRole('button').first().click());
    const receipt = page.getByRole('article', { name: /^Reçu Carrefour/ });
    expect(await receipt.innerText()).toMatch(/Total\s+\d+,\d\d\s€/);
  });

  test('speaks English to a British customer, in pounds', async () => {
    const page = await open('demo-fr');
    await page.getByRole('button', { name: 'Oliver Hughes' }).click();
    await answered(page, () => page.getByRole('button', { name: 'What’s my balance?' }).click());
    await page.getByRole('log').getByText(/£\d/).first().waitFor();
  });

  test('works on a phone, and survives what a customer may type', async () => {
    const page = await open('demo-us', phone);
    const attack = '<img src=x onerror=alert(1)>';
    await say(page, attack);
    await page.getByRole('log').locator('.customer').getByText(attack).waitFor();
    await say(page, 'What is my balance?');
    await page.getByRole('log').getByText(/\$\d/).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});
