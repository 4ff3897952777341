import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { compareConversations } from '../../desk/web/state/queues.ts';
import { chromiumPath, openChromium } from '../support/chromium.ts';
import { buildDeskWeb } from '../support/desk/build-web.ts';
import { type DeskUnderTest, startDesk } from '../support/desk/open-desk.ts';
import { camille, karim, nadia, type StubAgent, sophie } from '../support/desk/people.ts';
import { manyConversations } from '../support/desk/sample-conversations.ts';
import { until } from '../support/until.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

const violationsSchema = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }),
);

/** What axe finds against WCAG 2.2 A and AA and its best practices; one line a finding. */
async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations)",
  );
  return violationsSchema
    .parse(found)
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary ?? ''}`));
}

describeBrowser('the desk, for everybody [needs chromium]', () => {
  let browser: Browser;
  let desk: DeskUnderTest;

  beforeAll(async () => {
    await buildDeskWeb();
    browser = await openChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await startDesk(browser);
  });
  afterEach(() => desk.close());

  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['fr-FR', 'en-GB'] as const).map((locale) => ({ colorScheme, locale })),
  );

  test.each(looks)('axe finds nothing in the inbox: %j', async (look) => {
    const { page } = await desk.open(camille, { path: '/c/fraud?queue=all', ...look });
    await page.getByRole('article').first().waitFor();
    desk.stub.world.reading('fraud', [sophie], [sophie]);
    await page.locator('.collision-typing').waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press('n');
    await page.locator('.composer-note').waitFor();
    expect(await violationsIn(page)).toEqual([]);
  });

  test.each(looks)('axe finds nothing on a phone: %j', async (look) => {
    const { page } = await desk.open(camille, { ...phone, ...look });
    await page.locator('.row').first().waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await page.locator('.row').first().tap();
    await page.getByRole('article').first().waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await page.locator('.thread-side-toggle').tap();
    await page.locator('.side').waitFor();
    expect(await violationsIn(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  test.each(looks)('axe finds nothing in windows and tabs: %j', async (look) => {
    const { page } = await desk.open(camille, { path: '/c/mine?queue=mine', ...look });
    await page.getByRole('article').first().waitFor();
    for (const key of ['?', 'Control+k', 'b', 't', 's', 'h']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      expect(await violationsIn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: /Remettre un document|Hand over a document/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      expect(await violationsIn(page)).toEqual([]);
    }
  });

  test.each<[string, StubAgent, string]>([
    ['the wallboard', sophie, '/wallboard'],
    ['the audit trail', nadia, ''],
    ['an empty queue', sophie, '?queue=mine'],
  ])('axe finds nothing on %s, in light, dark and high contrast', async (_, agent, path) => {
    for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { contrast: 'more' }] as const) {
      const { page } = await desk.open(agent, { path, ...look });
      await page.locator('h1').waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      expect(await violationsIn(page)).toEqual([]);
    }
  });

  test('axe finds nothing on the sign-in', async () => {
    desk.endSessions();
    const { page } = await desk.open(camille);
    await page.getByRole('link', { name: 'Se connecter' }).waitFor();
    expect(await violationsIn(page)).toEqual([]);
  });

  test('a whole run without a mouse: find, open, answer, note, put aside, resolve, next', async () => {
    const { page, complaints } = await desk.open(camille, { path: '?queue=unassigned' });
    const { keyboard } = page;
    await page.locator('.row').first().waitFor();
    await keyboard.press('j');
    await keyboard.press('j');
    await page.locator('.row[data-id="dispute"]:focus').waitFor();
    await keyboard.press('k');
    await page.locator('.row[data-id="fraud"]:focus').waitFor();
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Client 4F2A' }).waitFor();
    await keyboard.press('r');
    await page.locator('.composer-reply textarea:focus').waitFor();
    await keyboard.type('Je bloque la carte. jk?e');
    await page.getByText('Tenue par vous').waitFor();
    await keyboard.press('Control+Enter');
    await page.getByRole('article').getByText('Je bloque la carte. jk?e').waitFor();
    await keyboard.press('Escape');
    await keyboard.press('n');
    await page.locator('.composer-note textarea:focus').waitFor();
    await keyboard.type('Carte bloquée.');
    await keyboard.press('Control+Enter');
    await page.getByRole('article').getByText('Carte bloquée.').waitFor();
    await keyboard.press('Escape');
    await keyboard.press('s');
    await page.getByRole('dialog').waitFor();
    await keyboard.press('Enter');
    await page
      .getByText(/Mise de côté/)
      .first()
      .waitFor();
    await keyboard.press('Shift+E');
    await page.getByText(/Résolue\./).waitFor();
    await page.getByRole('heading', { name: 'Client 91C0' }).waitFor();
    expect(desk.stub.world.find('fraud').summary.owner.kind).toBe('bot');
    await keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await keyboard.type('english');
    await keyboard.press('Enter');
    await page.getByRole('link', { name: /Unassigned/ }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(complaints).toEqual([]);
  });

  test('the order of Tab goes through everything and never gets stuck', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine?queue=mine' });
    await page.getByRole('article').first().waitFor();
    const seen: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      seen.push(String(await page.evaluate("document.activeElement?.className ?? ''")));
    }
    for (const stop of ['skip', 'rail-link', 'agent', 'input', 'row', 'timeline', 'composer-text', 'side-tab']) {
      expect(seen.some((name) => name.split(' ').includes(stop))).toBe(true);
    }
    expect(seen.filter((name) => name.split(' ').includes('skip')).length).toBeGreaterThan(1);
  });

  test('J and K keep the focus however fast they are, and however far the list is scrolled', async () => {
    await desk.close();
    desk = await startDesk(browser, (now) => manyConversations(400, now));
    const { page } = await desk.open(camille);
    await page.locator('.row').first().waitFor();
    const order = [...desk.stub.world.conversations.values()]
      .map(({ summary }) => summary)
      .sort(compareConversations)
      .map(({ id }) => id);
    const focused = () => page.evaluate("document.activeElement?.getAttribute('data-id')");
    const inSight = () =>
      page.evaluate(`(() => {
        const [row, box] = [document.activeElement, document.querySelector('.rows')].map((one) => one.getBoundingClientRect());
        return row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
      })()`);
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('j');
    await page.locator(`.row[data-id="${order[59]}"]:focus`).waitFor();
    await until(async () => (await inSight()) || undefined);
    await page.evaluate("document.querySelector('.rows').scrollTop = 0");
    await page.locator(`.row[data-id="${order[0]}"]`).waitFor();
    expect(await focused()).toBe(order[59]);
    await page.keyboard.press('k');
    await page.locator(`.row[data-id="${order[58]}"]:focus`).waitFor();
    await until(async () => (await inSight()) || undefined);
  });

  test('J and K go on from the place of a conversation that has left the list', async () => {
    const { page } = await desk.open(camille, { path: '?queue=unassigned' });
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.locator('.row[data-id="dispute"]:focus').waitFor();
    const next = String(await page.locator('.rows-place[aria-posinset="3"] .row').getAttribute('data-id'));
    desk.stub.world.writes.claim('dispute', karim, { id: '3f0c8a4e-0000-4000-8000-000000000002', token: 2 });
    await page.locator('.row[data-id="dispute"]').waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await page.locator(`.row[data-id="${next}"]:focus`).waitFor();
  });

  test('focus comes back to where it was when a window closes', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine?queue=mine' });
    await page.getByRole('article').first().waitFor();
    await page.locator('.row[data-id="late"]').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.row[data-id="late"]:focus').waitFor();
  });

  test('a screen reader is told what the customer writes, and of what is urgent elsewhere', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await page.getByRole('article').first().waitFor();
    const said = page.getByTestId('announcer');
    desk.stub.world.customerSays('mine', 'Vous êtes là ?');
    await said.getByText('Nouveau message du client').waitFor();
    expect(await said.innerText()).toContain('Vous êtes là ?');
    const { writes, customerSays } = desk.stub.world;
    // It was urgent and in the queue before: that the customer writes again is nothing new.
    customerSays('fraud', 'Toujours là ?');
    await page.locator('.row[data-id="fraud"]').getByText('Toujours là ?').waitFor();
    expect(await said.innerText()).not.toContain('urgente');
    writes.claim('fraud', karim, { id: '3f0c8a4e-0000-4000-8000-000000000003', token: 2 });
    writes.transfer('fraud', karim, { id: '3f0c8a4e-0000-4000-8000-000000000004', token: 3, to: { queue: true }, note: '' });
    await said.getByText('Conversation urgente dans la file : Client 4F2A, Soupçon de fraude').waitFor();
  });

  test('keys can be changed, and a key never has two meanings', async () => {
    const { page } = await desk.open(camille);
    await page.locator('.row').first().waitFor();
    await page.getByRole('button', { name: /Camille.*Disponibilité/ }).click();
    await page.getByRole('menuitem', { name: 'Réglages' }).click();
    const change = page.getByRole('button', { name: /Changer la touche de.*Suivante/ });
    await change.click();
    await page.keyboard.press('k');
    await page.getByText(/Cette touche sert déjà/).waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.locator('.row:focus').waitFor();
    await page.reload();
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('x');
    await page.locator('.row:focus').waitFor();
  });

  test('at 200 % everything is there, nothing is cut off sideways', async () => {
    const { page } = await desk.open(camille, { viewport: { width: 640, height: 400 }, path: '/c/mine' });
    await page.getByRole('article').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(640);
    await page.getByRole('textbox', { name: 'Réponse au client' }).fill('Oui');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByRole('article').getByText('Oui', { exact: true }).waitFor();
  });
});
