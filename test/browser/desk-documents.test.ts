import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, openChromium } from '../support/chromium.ts';
import { buildDeskWeb } from '../support/desk/build-web.ts';
import { type DeskUnderTest, startDesk } from '../support/desk/open-desk.ts';
import { camille } from '../support/desk/people.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');
const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(123_456, 32)]);
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

describeBrowser('documents at the desk [needs chromium]', () => {
  let browser: Browser;
  let desk: DeskUnderTest;
  const opener = (page: Page) => page.getByRole('button', { name: 'Remettre un document' });
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Remettre un document' });
  const kindsOf = (id: string) => desk.stub.world.find(id).thread.map(({ kind }) => kind);

  beforeAll(async () => {
    await buildDeskWeb();
    browser = await openChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await startDesk(browser);
  });
  afterEach(() => desk.close());

  test('one is handed over, stands in the thread, and is no more than a sentence for Facebook', async () => {
    const { page, complaints } = await desk.open(camille, { path: '/c/mine' });
    await opener(page).click();
    await dialog(page).getByText('Le document ne passe pas par Messenger.').waitFor();
    await dialog(page).getByLabel('Fichier').setInputFiles(file('Attestation 2026.pdf', pdf));
    await dialog(page).getByText('Attestation 2026.pdf · 123 ko').waitFor();
    await dialog(page).getByRole('button', { name: 'Remettre au client' }).click();
    await page.locator('.toast').getByText('Document remis').waitFor();
    await dialog(page).waitFor({ state: 'detached' });
    const entry = page.getByRole('article').filter({ hasText: 'Attestation 2026.pdf' });
    expect(plain(await entry.innerText())).toMatch(/123 ko[^]*Enregistrer[^]*Sur la page de la banque[^]*RESPONSE/);
    const handed = desk.stub.world.find('mine').thread.at(-1);
    const id = handed?.kind === 'document' ? handed.document.id : 'none';
    expect(await entry.getByRole('link', { name: 'Enregistrer' }).getAttribute('href')).toBe(
      `/desk/api/conversations/mine/documents/${id}`,
    );
    await page.getByRole('button', { name: 'Autres actions' }).click();
    await page.getByRole('menuitem', { name: /Facebook/ }).click();
    await page.getByText('document remis, à lire sur la page de la banque').waitFor();
    expect(await page.getByRole('article').filter({ hasText: 'Attestation 2026.pdf' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('one that is too large, or of another kind, is refused in a sentence, and the window stays', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await opener(page).click();
    const go = dialog(page).getByRole('button', { name: 'Remettre au client' });
    await dialog(page)
      .getByLabel('Fichier')
      .setInputFiles(file('gros.pdf', Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)])));
    await dialog(page).getByRole('status').getByText('Ce fichier dépasse').waitFor();
    expect(await go.getAttribute('aria-disabled')).toBe('true');
    await dialog(page)
      .getByLabel('Fichier')
      .setInputFiles(file('page.pdf', Buffer.from('<html>')));
    await go.click();
    await dialog(page).getByRole('status').getByText('Ce fichier ne peut pas être remis.').waitFor();
    expect(kindsOf('mine')).not.toContain('document');
  });

  test('nothing can be handed over to somebody whom the bank does not know, and the button says why', async () => {
    const { summary } = desk.stub.world.find('mine');
    summary.customer.linked = false;
    const { page } = await desk.open(camille, { path: '/c/mine' });
    expect(await opener(page).getAttribute('aria-disabled')).toBe('true');
    expect(await opener(page).getAttribute('title')).toBe('La banque ne sait pas qui est ce client. Il doit d’abord lier son compte.');
  });
});
