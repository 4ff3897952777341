import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { chromiumPath } from '../support/chromium.ts';
import { deskForEach } from '../support/desk/desk-for-each.ts';
import type { DeskUnderTest } from '../support/desk/open-desk.ts';
import { camille } from '../support/desk/people.ts';
import { sampleDocument } from '../support/desk/sample-answers.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');
const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(123_456, 32)]);
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

async function saved(page: Page, click: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describeBrowser('documents at the desk [needs chromium]', () => {
  let desk: DeskUnderTest;
  const opener = (page: Page) => page.getByRole('button', { name: 'Remettre un document' });
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Remettre un document' });
  const kindsOf = (id: string) => desk.stub.world.find(id).thread.map(({ kind }) => kind);

  deskForEach((next) => {
    desk = next;
  });

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
    const link = entry.getByRole('link', { name: 'Enregistrer' });
    expect(await link.getAttribute('href')).toBe(`/desk/api/conversations/mine/documents/${id}`);
    expect(await saved(page, () => link.click())).toEqual({ name: 'Attestation 2026.pdf', bytes: pdf });
    await page.getByRole('button', { name: 'Autres actions' }).click();
    await page.getByRole('menuitem', { name: /Facebook/ }).click();
    await page.getByText('document remis, à lire sur la page de la banque').waitFor();
    expect(await page.getByRole('article').filter({ hasText: 'Attestation 2026.pdf' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('one that is too large, or of another kind, is refused in a sentence, and the window stays', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    const sent: string[] = [];
    page.on('request', (request) => void (request.method() === 'POST' && request.url().includes('/documents') && sent.push(request.url())));
    await opener(page).click();
    const go = dialog(page).getByRole('button', { name: 'Remettre au client' });
    await dialog(page)
      .getByLabel('Fichier')
      .setInputFiles(file('gros.pdf', Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)])));
    await dialog(page).getByRole('status').getByText('Ce fichier dépasse').waitFor();
    expect(await go.getAttribute('aria-disabled')).toBe('true');
    await dialog(page).getByLabel('Fichier').press('Enter');
    expect(sent).toEqual([]);
    await dialog(page)
      .getByLabel('Fichier')
      .setInputFiles(file('page.pdf', Buffer.from('<html>')));
    await go.click();
    await dialog(page).getByRole('alert').getByText('Ce fichier ne peut pas être remis.').waitFor();
    expect(await dialog(page).getByText('Le serveur n’a pas accepté').count()).toBe(0);
    await dialog(page).getByRole('button', { name: 'Annuler' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(kindsOf('mine')).not.toContain('document');
  });

  test('a name that is too long is cut before its ending', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await opener(page).click();
    await dialog(page)
      .getByLabel('Fichier')
      .setInputFiles(file(`${'Attestation '.repeat(14)}.pdf`, pdf));
    await dialog(page).getByRole('button', { name: 'Remettre au client' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    const handed = desk.stub.world.find('mine').thread.at(-1);
    expect(handed?.kind === 'document' && handed.document.name).toMatch(/^(?=.{120}$)Attestation .*…\.pdf$/);
  });

  test('one that was handed over before can be saved', async () => {
    const { page } = await desk.open(camille, { path: '/c/late' });
    const entry = page.getByRole('article').filter({ hasText: sampleDocument.name });
    expect(await saved(page, () => entry.getByRole('link', { name: 'Enregistrer' }).click())).toEqual({
      name: sampleDocument.name,
      bytes: sampleDocument.content,
    });
  });

  test('a conversation whose account was unlinked meanwhile is refused in the window, with the reason', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await opener(page).click();
    await dialog(page).getByLabel('Fichier').setInputFiles(file('Attestation 2026.pdf', pdf));
    desk.stub.world.find('mine').summary.customer.linked = false;
    await dialog(page).getByRole('button', { name: 'Remettre au client' }).click();
    await dialog(page).getByRole('alert').getByText('La banque ne sait pas qui est ce client').waitFor();
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
