import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, openChromium, openPage } from '../support/chromium.ts';
import { wordsOf } from '../support/plain-text.ts';
import { startApp, type TestApp } from '../support/start-app.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'fr-FR' } as const;

describeBrowser('linking an account, in a real browser [needs chromium]', () => {
  let browser: Browser;
  let app: TestApp;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), openChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  /** Asks for the balance as the customer who is not linked; the address the bot answers with. */
  async function askForLink(): Promise<string> {
    const { replies } = await app.say({ customer: 'demo-new', text: 'Quel est mon solde ?', reset: true });
    return /http:\/\/localhost:\d+\/link\/[\w-]+/.exec(JSON.stringify(replies))?.[0] ?? 'no link';
  }

  /** Signs in at the bank and consents; the page that Guichet then shows. */
  async function signIn(link: string): Promise<Page> {
    const { page } = await openPage(browser, link, phone);
    await page.getByRole('button', { name: /continuer|banque/i }).click();
    await page.getByLabel('Louis Bernard').check();
    await page.getByLabel('Code secret').fill('1234');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('button', { name: /autoriser/i }).click();
    // Who can read what is told before anything is asked; nothing is chosen until the customer does.
    expect(await page.locator('main').innerText()).toMatch(/Meta \(Facebook\)/);
    expect(await page.getByRole('radio', { checked: true }).getAttribute('value')).toBe('sealed');
    await page.getByText('Mes montants exacts').click();
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForURL(/\/link\/choice/);
    return page;
  }

  async function codeOn(page: Page): Promise<string> {
    return /\d{3}\s?\d{3}/.exec(await page.locator('main').innerText())?.[0]?.replace(/\s/g, '') ?? 'no code';
  }

  test('a customer who asked for the balance signs in, types the code, and gets the balance', async () => {
    const page = await signIn(await askForLink());
    const { replies, trace } = await app.say({ customer: 'demo-new', text: await codeOn(page) });
    const words = replies.map(({ message }) => wordsOf(message)).join('\n');
    expect(words).toMatch(/votre compte est lié/);
    expect(words).toMatch(/\d,\d\d €/);
    expect(trace.events).toContain('completed balance');
    await page.context().close();
  });

  test('a link that was used is dead, also for the person who used it', async () => {
    const link = await askForLink();
    const page = await signIn(link);
    const answer = await page.goto(link);
    expect(answer?.status()).toBe(410);
    await page.context().close();
  });

  test('a stranger’s sign-in through a forwarded link links nobody without the code', async () => {
    const victim = await signIn(await askForLink());
    const { replies } = await app.say({ customer: 'demo-new', text: '000000' });
    expect(replies.map(({ message }) => wordsOf(message)).join('\n')).toMatch(/ne correspond pas/);
    await victim.context().close();
  });

  test('a customer who refuses at the bank is told so, and nothing is linked', async () => {
    const { page } = await openPage(browser, await askForLink(), phone);
    await page.getByRole('button', { name: /continuer|banque/i }).click();
    await page.getByLabel('Louis Bernard').check();
    await page.getByLabel('Code secret').fill('1234');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('button', { name: /refuser/i }).click();
    await page.waitForURL(/\/link\/callback/);
    expect(await page.locator('main').innerText()).not.toMatch(/\d{3}\s?\d{3}/);
    await page.context().close();
  });
});
