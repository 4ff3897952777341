import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, openChromium } from '../support/chromium.ts';
import { buildDeskWeb } from '../support/desk/build-web.ts';
import { type DeskUnderTest, startDesk } from '../support/desk/open-desk.ts';
import { camille, karim } from '../support/desk/people.ts';
import { manyConversations, sampleConversations } from '../support/desk/sample-conversations.ts';
import { until } from '../support/until.ts';

const steps = 120;

/** As if another tab came in front of the page, or the page back. */
async function turnTo(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate(`Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
    document.dispatchEvent(new Event('visibilitychange'));`);
}

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;

describeBrowser('the desk’s line to its server [needs chromium]', () => {
  let browser: Browser;
  let desk: DeskUnderTest | undefined;

  beforeAll(async () => {
    await buildDeskWeb();
    browser = await openChromium();
  });
  afterAll(() => browser.close());
  afterEach(() => desk?.close());

  test('is seen to be cut, comes back, and misses nothing that was between', async () => {
    desk = await startDesk(browser);
    const { world } = desk.stub;
    const { page } = await desk.open(camille, { path: '/c/mine?queue=mine' });
    await page.getByRole('article').first().waitFor();
    const loaded: string[] = [];
    page.on('request', (request) => void loaded.push(new URL(request.url()).pathname));
    world.reading('mine', [karim], [karim]);
    await page.getByText('Karim écrit une réponse…').waitFor();
    const mend = desk.stub.cut();
    await page.getByRole('alert').getByText('Connexion perdue').waitFor();
    // Whether a colleague still types cannot be known now.
    await page.getByText('Karim écrit une réponse…').waitFor({ state: 'hidden' });
    for (const text of ['un', 'deux', 'trois']) world.customerSays('mine', `pendant la coupure : ${text}`);
    expect(await page.getByText('pendant la coupure').count()).toBe(0);
    mend();
    await page.getByRole('article').getByText('pendant la coupure : trois').waitFor();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await page.getByRole('article').getByText('pendant la coupure').count()).toBe(3);
    // The stream does not bring words that it catches up: they were loaded, once, and that is a read in the audit trail.
    expect(loaded.filter((path) => path === '/desk/api/conversations/mine')).toHaveLength(1);
  });

  test('shows what is said before the server knows that the conversation is open', async () => {
    desk = await startDesk(browser);
    const { world } = desk.stub;
    const { page } = await desk.open(camille, { path: '?queue=mine' });
    await page.route('**/conversations/*/presence', (route) => route.abort());
    await page.locator('.row[data-id="mine"]').click();
    await page.getByRole('article').first().waitFor();
    for (const text of ['un', 'deux', 'trois']) {
      world.customerSays('mine', `à peine ouverte : ${text}`);
      await page.getByRole('article').getByText(`à peine ouverte : ${text}`).waitFor();
    }
  });

  test('loads nothing again behind another tab, and all of it when the page is looked at', async () => {
    desk = await startDesk(browser);
    const { world } = desk.stub;
    const { page } = await desk.open(camille, { path: '/c/mine?queue=mine' });
    await page.getByRole('article').first().waitFor();
    await until(async () => world.reads(camille, 'mine') || undefined);
    await turnTo(page, 'hidden');
    await until(async () => !world.reads(camille, 'mine') || undefined);
    const loaded: string[] = [];
    page.on('request', (request) => void loaded.push(new URL(request.url()).pathname));
    for (const text of ['un', 'deux']) world.customerSays('mine', `derrière : ${text}`);
    await page.locator('.row[data-id="mine"]').getByText('derrière : deux').waitFor();
    expect(await page.getByRole('article').getByText('derrière').count()).toBe(0);
    expect(loaded).not.toContain('/desk/api/conversations/mine');
    await turnTo(page, 'visible');
    await page.getByRole('article').getByText('derrière : deux').waitFor();
    expect(await page.getByRole('article').getByText('derrière').count()).toBe(2);
  });

  test('loads everything again where too much was missed', async () => {
    desk = await startDesk(browser);
    const { page } = await desk.open(camille, { path: '?queue=unassigned' });
    await page.locator('.row').first().waitFor();
    const { conversations, find } = desk.stub.world;
    const fraud = find('fraud');
    // Changed behind the stream’s back: only loading again can show it.
    conversations.set('fraud', { ...fraud, summary: { ...fraud.summary, version: 9, unanswered: 7 } });
    desk.stub.world.emit({ type: 'resync' });
    await page.locator('.row[data-id="fraud"]').getByText('7').first().waitFor();
  });

  test('takes away at once what was erased', async () => {
    desk = await startDesk(browser);
    const { page } = await desk.open(camille, { path: '?queue=unassigned' });
    await page.locator('.row[data-id="english"]').waitFor();
    desk.stub.world.erase('english');
    await page.locator('.row[data-id="english"]').waitFor({ state: 'detached' });
  });

  test('takes off the screen what is erased while somebody reads and writes it, for good', async () => {
    desk = await startDesk(browser);
    const { world } = desk.stub;
    const { page } = await desk.open(camille, { path: '/c/mine?queue=mine' });
    await page.getByRole('article').first().waitFor();
    await page.getByRole('textbox', { name: 'Réponse au client' }).fill('Au sujet de votre prêt');
    world.customerSays('mine', 'Effacez tout.');
    await page.getByRole('article').getByText('Effacez tout.').waitFor();
    world.erase('mine');
    await page.getByText('Cette conversation n’existe plus').first().waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await page.getByTestId('announcer').innerText()).toContain('Cette conversation n’existe plus');
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('votre prêt');
    const again = page.waitForResponse((response) => response.url().includes('queue=mine'));
    world.emit({ type: 'resync' });
    await again;
    // What the stream had told of it before is not put into the list that is loaded again.
    await page.locator('.row[data-id="late"]').waitFor();
    expect(await page.locator('.row[data-id="mine"]').count()).toBe(0);
  });

  test('a write that was cut on its way is done once, and shown once', async () => {
    desk = await startDesk(browser);
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await page.getByRole('article').first().waitFor();
    let tries = 0;
    await page.route('**/messages', async (route) => {
      tries += 1;
      if (tries > 1) return route.continue();
      // The server does it, and its answer is lost.
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.getByRole('textbox', { name: 'Réponse au client' }).fill('Une seule fois.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article').getByText('Une seule fois.').waitFor();
    await until(async () => tries === 2 || undefined);
    expect(desk.stub.world.find('mine').thread.filter((entry) => entry.kind === 'agent' && entry.text === 'Une seule fois.')).toHaveLength(
      1,
    );
  });

  test('new messages are on the screen, and of ten thousand conversations that scroll few rows exist', async () => {
    desk = await startDesk(browser, (now) => [...sampleConversations(now), ...manyConversations(10_000, now)]);
    const { page } = await desk.open(camille, { path: '/c/mine?queue=all' });
    await page.getByRole('article').first().waitFor();
    await page.locator('.row').first().waitFor();
    for (let turn = 0; turn < 20; turn += 1) {
      desk.stub.world.customerSays('mine', `message ${turn} fin`);
      await page.getByRole('article').getByText(`message ${turn} fin`).waitFor();
    }
    const shown: unknown = await page.evaluate(`new Promise((done) => {
      const box = document.querySelector('.rows');
      let left = ${steps};
      const step = () => {
        box.scrollTop += 400;
        left -= 1;
        if (left > 0) requestAnimationFrame(step);
        else requestAnimationFrame(() => done(document.querySelectorAll('.row').length));
      };
      requestAnimationFrame(step);
    })`);
    // How long that takes is the machine's: the rows that exist are what there is to draw.
    expect(shown).toBeLessThan(60);
  });
});
