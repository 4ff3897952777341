import { afterEach, describe, expect, test } from '@jest/globals';
import { type BoothApp, type BoothAppOptions, enterBooth, formTokenIn, startBoothApp, wordsIn } from '../../test/support/booth-app.ts';
import { createTestBrowser, type TestBrowser } from '../../test/support/linking-app.ts';

const conversation = 'messenger:mine';

let app: BoothApp;
afterEach(() => app.close());

async function enter(options: BoothAppOptions = {}) {
  app = await startBoothApp(options);
  await app.link(conversation);
  const entered = await enterBooth(app);
  return { ...entered, page: await entered.browser.visit(`${app.url}/booth/privacy/erase`) };
}

async function send(browser: TestBrowser, form: Readonly<Record<string, string>>) {
  const answer = await browser.visit(`${app.url}/booth/privacy/erase`, { method: 'POST', form });
  return new URL(String(answer.headers['location'] ?? '/none'), app.url);
}

describe('erasing in the booth', () => {
  test('says what goes and what stays, and asks once more', async () => {
    const { browser, page } = await enter();
    expect(wordsIn(page)).toContain('La preuve de ce qui est parti');
    expect(wordsIn(page)).toContain('ils sont chez Meta');
    const back = await send(browser, { form: formTokenIn(page) });
    expect(wordsIn(await browser.visit(back.href))).toContain('Rien n’a été effacé : cochez la case');
    expect(await app.links.accessFor(conversation)).toBeDefined();
  });

  test('erases, ends every session, and shows the number to anybody without saying whose it was', async () => {
    const { browser, page } = await enter();
    const other = await enterBooth(app);
    const status = await send(browser, { form: formTokenIn(page), sure: 'yes' });
    expect(status.pathname).toMatch(/^\/booth\/erased\/[B-Z-]{14}$/);
    expect(await app.links.accessFor(conversation)).toBeUndefined();
    const shown = await createTestBrowser().visit(status.href, { headers: { 'accept-language': 'fr' } });
    expect(wordsIn(shown)).toContain('Vos données sont effacées');
    expect(wordsIn(shown)).toContain('Demandé le mardi 17 novembre, effectué le mardi 17 novembre.');
    for (const one of [browser, other.browser])
      expect(wordsIn(await one.visit(`${app.url}/booth/balance`, { headers: { 'accept-language': 'fr' } }))).toContain(
        'Cette page est fermée',
      );
  });

  test('refuses visibly under a legal hold', async () => {
    const { browser, page } = await enter({ legalHold: [conversation] });
    expect(wordsIn(page)).toContain('ne peuvent pas être effacées pour l’instant');
    expect(page.html).not.toContain('name="sure"');
    await send(browser, { form: formTokenIn(await browser.visit(`${app.url}/booth/privacy`)), sure: 'yes' });
    expect(await app.links.accessFor(conversation)).toBeDefined();
  });

  test('takes no form of another session, and knows no other numbers', async () => {
    const { browser } = await enter();
    await send(browser, { form: 'forged', sure: 'yes' });
    expect(await app.links.accessFor(conversation)).toBeDefined();
    const unknown = await browser.visit(`${app.url}/booth/erased/BCDF-GHJK-LMNP`, { headers: { 'accept-language': 'en' } });
    expect([unknown.status, wordsIn(unknown)]).toEqual([404, expect.stringContaining('This number is unknown')]);
  });
});
