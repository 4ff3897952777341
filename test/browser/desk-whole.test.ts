import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
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

  /** Somebody of the bank at the desk, who has signed in over the provider's own pages. */
  async function signIn(member: string, name: RegExp): Promise<Page> {
    const { page } = await openPage(browser, `${app.app.url}/desk`, { locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
    await page.getByRole('link', { name: 'Se connecter' }).click();
    await page.locator(`button[value="${member}"]`).click();
    await page.getByRole('button', { name }).waitFor();
    return page;
  }

  test('two agents and a customer: handed over, claimed, not answered twice, noted, transferred, given back, and the bot goes on', async () => {
    const psid = '7700000000000042';
    const heard = (): string[] =>
      app.graph.accepted.flatMap((request) =>
        'message' in request && request.recipient.id === psid
          ? [JSON.stringify(request.message.body).replaceAll(/[\u00a0\u202f]/g, ' ')]
          : [],
      );
    const hears = (words: string): Promise<true> => until(async () => heard().some((text) => text.includes(words)) || undefined);
    const [alix, basile] = [await signIn('alix', /Alix/), await signIn('basile', /Basile/)];
    await until(
      async () =>
        String(await alix.evaluate("fetch('/desk/api/colleagues').then((answer) => answer.text())")).includes('Basile') || undefined,
    );
    await app.write('m_w1', 'Je veux parler à un conseiller', psid);
    await hears('prochain');
    const id = app.app.foundation.keyOf({ channel: 'facebook', page: '1234567890', psid });
    for (const page of [alix, basile]) {
      await page.locator(`.row[data-id="${id}"]`).click();
      await page.getByRole('article').getByText('Je veux parler à un conseiller').waitFor();
    }
    const reply = (page: Page) => page.getByRole('textbox', { name: 'Réponse au client' });

    await reply(alix).fill('Bonjour, je regarde votre dossier.');
    await alix.getByText('Tenue par vous').waitFor();
    await hears('Alix a rejoint la conversation');
    await basile.getByText('Tenue par Alix').waitFor();
    await basile.getByText('Alix écrit une réponse').waitFor();
    expect(await basile.getByRole('button', { name: /Envoyer/ }).getAttribute('aria-disabled')).toBe('true');
    await alix.keyboard.press('Control+Enter');
    await hears('je regarde votre dossier');
    await basile.getByRole('article').getByText('je regarde votre dossier').waitFor();

    await alix.keyboard.press('Escape');
    await alix.keyboard.press('n');
    await alix.getByRole('textbox', { name: 'Note interne' }).fill('Déjà appelé hier.');
    await alix.keyboard.press('Control+Enter');
    await basile.getByRole('article').getByText('Déjà appelé hier.').waitFor();

    await alix.keyboard.press('Escape');
    await alix.keyboard.press('t');
    const transfer = alix.getByRole('dialog', { name: 'Transférer la conversation' });
    const option = transfer.getByRole('option', { name: /^Basile/ });
    await transfer.getByLabel('À', { exact: true }).selectOption((await option.getAttribute('value')) ?? '');
    await transfer.getByLabel('Note pour la suite').fill('Remboursement promis.');
    await transfer.getByRole('button', { name: 'Transférer' }).click();
    await basile.getByText('Tenue par vous').waitFor();
    await basile.getByText('Remboursement promis.').waitFor();
    await hears('Basile prend la suite');
    await reply(basile).fill('Le remboursement est parti.');
    await basile.keyboard.press('Control+Enter');
    await hears('Le remboursement est parti');

    await basile.keyboard.press('Escape');
    await basile.keyboard.press('b');
    const back = basile.getByRole('dialog', { name: 'Rendre la conversation au robot' });
    await back.getByLabel('Résumé').fill('Remboursé.');
    await back.getByRole('button', { name: 'Rendre au robot' }).click();
    await hears('C’est de nouveau l’assistant automatique qui vous répond');
    await alix.getByText('Tenue par le robot').first().waitFor();
    const before = heard().length;
    await app.write('m_w2', 'Quel est mon solde ?', psid);
    await until(async () => heard().length > before || undefined);
    for (const words of ['Déjà appelé hier', 'Remboursement promis', 'Remboursé.']) expect(heard().join()).not.toContain(words);
    const order = [
      'Alix a rejoint',
      'je regarde votre dossier',
      'Basile prend la suite',
      'Le remboursement est parti',
      'de nouveau l’assistant',
    ];
    const places = order.map((words) => heard().findIndex((text) => text.includes(words)));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  }, 120_000);
});
