import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import { z } from 'zod';
import type { DemoBank, DirectSignIn } from '../../demo/start-demo-bank.ts';
import { ledgerEntrySchema } from '../../secrecy/ledger/ledger-entry.ts';
import { chromiumPath, openChromium, openPage, type WatchedPage } from '../support/chromium.ts';
import { startApp, type TestApp } from '../support/start-app.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'fr-FR' } as const;
const conversation = 'messenger:a-customer';

const amount = z.object({ Amount: z.string() });
const balancesSchema = z.object({
  Data: z.object({ Balance: z.array(z.object({ Type: z.string(), CreditDebitIndicator: z.string(), Amount: amount })) }),
});

/** `1234.5` as a French page prints it, with plain spaces. */
function inFrench(decimal: string): string {
  return plain(new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(Number(decimal)));
}

function plain(text: string): string {
  return text.replaceAll(/[\s\u00A0\u202F]+/g, ' ');
}

describeBrowser('the booth, in a real browser [needs chromium]', () => {
  let browser: Browser;
  let app: TestApp;
  let bank: DemoBank;
  let customer: DirectSignIn;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), openChromium()]);
    const { demo, links } = app.foundation;
    if (!demo) throw new TypeError('this needs the embedded bank');
    bank = demo;
    customer = await bank.signInDirectly('demo-fr');
    await links.linkDirectly(conversation, customer);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  /** What the bank itself says is booked on each account. */
  async function bookedAtBank(): Promise<readonly string[]> {
    const response = await fetch(`${bank.openBankingUrl}/balances`, {
      headers: { authorization: `Bearer ${customer.tokens.accessToken}` },
    });
    const { Data } = balancesSchema.parse(await response.json());
    const booked = Data.Balance.filter(({ Type }) => Type === 'ITBD' || Type === 'CLBD');
    return booked.map(({ CreditDebitIndicator, Amount }) => `${CreditDebitIndicator.startsWith('D') ? '-' : ''}${Amount.Amount}`);
  }

  /** Opens a link and signs in at the bank as somebody; where that ends. */
  async function signIn(url: string, who: string): Promise<WatchedPage> {
    const watched = await openPage(browser, url, phone);
    const { page } = watched;
    await page.getByRole('button', { name: 'Continuer vers ma banque' }).click();
    await page.getByLabel(who).check();
    await page.getByLabel('Code secret').fill('1234');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForURL(/\/booth\/(balance|callback)/);
    return watched;
  }

  async function enter(who: string): Promise<WatchedPage> {
    return signIn((await app.foundation.booth.offer(conversation, { page: 'balance' }, 'fr')).url, who);
  }

  async function wordsOf(page: Page): Promise<string> {
    return plain(await page.locator('main').innerText());
  }

  test('shows what the bank itself says, after a sign-in without a consent, and complains of nothing', async () => {
    const { page, complaints } = await enter('Camille Moreau');
    const words = await wordsOf(page);
    const booked = await bookedAtBank();
    expect(booked.length).toBeGreaterThan(1);
    for (const figure of booked) expect(words).toContain(inFrench(figure));
    // The bank's own pages are elsewhere; nothing else is.
    expect(complaints.filter((complaint) => !complaint.startsWith(`request: ${bank.url}/`))).toEqual([]);
    await page.context().close();
  });

  test('answers what was asked in the chat, where nothing may be said', async () => {
    const question = { customer: 'demo-fr', text: 'Quel est mon solde ?', reset: true, disclosure: 'sealed' } as const;
    const { replies } = await app.say(question);
    const said = JSON.stringify(replies);
    const url = /http:[^"]+\/booth\/[\w-]{22}/.exec(said)?.[0] ?? 'no link';
    const booked = await bookedAtBank();
    for (const figure of booked) expect(plain(said)).not.toContain(inFrench(figure));
    const { page } = await signIn(url, 'Camille Moreau');
    for (const figure of booked) expect(await wordsOf(page)).toContain(inFrench(figure));
    await page.context().close();
  });

  test('tells nobody else of the link, in no request and no referrer', async () => {
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    const { url } = await app.foundation.booth.offer(conversation, { page: 'transactions', query: { merchant: 'Carrefour' } }, 'fr');
    const token = url.split('/').at(-1) ?? '';
    const requests: Request[] = [];
    page.on('request', (request) => void requests.push(request));
    await page.goto(url);
    await page.getByRole('button', { name: 'Continuer vers ma banque' }).click();
    await page.waitForURL(`${bank.url}/**`);
    const elsewhere = requests.filter((request) => !request.url().startsWith(app.url));
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const request of elsewhere) {
      const sent = [request.url(), request.postData(), JSON.stringify(await request.allHeaders())].join(' ');
      expect(sent).not.toContain(token);
      expect(sent).not.toContain(app.url.replace('http://', ''));
    }
    await context.close();
  });

  test('searches, opens a receipt, and leaves', async () => {
    const { page } = await enter('Camille Moreau');
    await page.getByRole('link', { name: 'Opérations' }).click();
    await page.getByText('Rechercher').first().click();
    await page.getByLabel('Montant minimum').fill('20');
    await page.getByRole('button', { name: 'Rechercher' }).click();
    await page.waitForURL(/min=20/);
    expect(await wordsOf(page)).toMatch(/Dépensé [\d ]+,\d\d €/);
    await page.getByRole('link', { name: 'Reçus' }).click();
    await page.locator('.list a').first().click();
    expect(await page.locator('h1').innerText()).toMatch(/^Reçu de /);
    expect(await wordsOf(page)).toMatch(/Total [\d ]+,\d\d €/);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Quitter' }).click();
    expect(await page.locator('h1').innerText()).toBe('Vous êtes déconnecté');
    expect((await page.goto(`${app.url}/booth/balance`))?.status()).toBe(403);
    await page.context().close();
  });

  test('fits a narrow phone, in light and in dark', async () => {
    const { page } = await enter('Camille Moreau');
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ['balance', 'transactions?merchant=Carrefour', 'receipt', 'parcels']) {
      await page.goto(`${app.url}/booth/${path}`);
      const width: unknown = await page.evaluate('document.documentElement.scrollWidth');
      expect([path, width]).toEqual([path, 320]);
    }
    await page.context().close();
  });

  test('shuts out another customer of the bank', async () => {
    const { page } = await enter('Louis Bernard');
    expect(await page.locator('h1').innerText()).toBe('Ce lien est celui d’un autre client');
    expect((await page.goto(`${app.url}/booth/balance`))?.status()).toBe(403);
    await page.context().close();
  });

  test('is in the ledger: which page, of which conversation, and not a figure', async () => {
    const { ledger } = app.foundation.store;
    await app.foundation.ledger.loop.stop();
    const entries = (await ledger.read(0, 1_000)).map((line) =>
      ledgerEntrySchema.parse(z.object({ entry: z.unknown() }).parse(JSON.parse(line)).entry),
    );
    const reads = entries.filter((entry) => entry.kind === 'read');
    expect(reads.find((entry) => entry.conversation === conversation)).toEqual({
      kind: 'read',
      at: expect.any(String),
      conversation,
      sink: 'page',
      who: 'customer',
      messages: ['balance'],
      disclosed: { balance: 'shown' },
      rule: 'booth: strong sign-in',
      policy: expect.any(Number),
    });
    expect(new Set(reads.flatMap(({ messages }) => messages))).toEqual(
      new Set(['balance', 'transactions', 'receipts', 'receipt', 'parcels']),
    );
  });
});
