import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { chromiumPath } from '../support/chromium.ts';
import { deskForEach } from '../support/desk/desk-for-each.ts';
import type { DeskUnderTest } from '../support/desk/open-desk.ts';
import { camille, karim, nadia, personOf, sophie } from '../support/desk/people.ts';
import { attack } from '../support/desk/sample-conversations.ts';

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;
const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');

describeBrowser('the desk [needs chromium]', () => {
  let desk: DeskUnderTest;

  deskForEach((next) => {
    desk = next;
  });

  const row = (page: Page, label: string) => page.getByRole('listitem').filter({ hasText: label }).getByRole('link');
  const thread = (page: Page) => page.getByRole('region', { name: /Fil de la conversation|Conversation/ });
  const composer = (page: Page) => page.getByRole('textbox', { name: 'Réponse au client' });
  const ownerOf = (id: string) => desk.stub.world.find(id).summary.owner;
  const kindsOf = (id: string) => desk.stub.world.find(id).thread.map(({ kind }) => kind);

  test('lists who waits, the urgent first, and opens one with what has to be known', async () => {
    const { page, complaints } = await desk.open(camille);
    await row(page, 'Client 4F2A').waitFor();
    const labels = await page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').allInnerTexts();
    expect(labels[0]).toContain('Client 4F2A');
    expect(plain(labels.find((label) => label.includes('Client 4F2A')) ?? '')).toMatch(/FR[^]*Urgent[^]*Soupçon de fraude/);
    await row(page, 'Client 4F2A').click();
    await thread(page).getByText('Je n’ai jamais fait ce paiement de 480').waitFor();
    const side = page.getByRole('complementary', { name: 'Dossier' });
    expect(plain(await side.innerText())).toMatch(
      /Mettre la carte en sécurité[^]*Fraude : remboursement avant le[^]*L133-18[^]*Blocage de carte[^]*échec/,
    );
    expect(complaints).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/desk/c/fraud');
  });

  test('takes a waiting conversation with the first key of an answer, and sends it under the new token', async () => {
    const { page, complaints } = await desk.open(camille, { path: '/c/fraud' });
    await composer(page).fill('B');
    await page.getByText('Tenue par vous').waitFor();
    expect(ownerOf('fraud')).toMatchObject({ kind: 'agent', agent: personOf(camille), token: 3 });
    await composer(page).fill('Bonjour, je m’en occupe.');
    await page.keyboard.press('Control+Enter');
    await thread(page).getByText('Bonjour, je m’en occupe.').waitFor();
    expect(await composer(page).inputValue()).toBe('');
    expect(desk.stub.world.find('fraud').thread.at(-1)).toMatchObject({
      kind: 'agent',
      text: 'Bonjour, je m’en occupe.',
      sentAs: 'RESPONSE',
    });
    expect(complaints).toEqual([]);
  });

  test('adds a note that never leaves, and names a colleague in it', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await thread(page).waitFor();
    await page.keyboard.press('n');
    const note = page.getByRole('textbox', { name: 'Note interne' });
    await note.pressSequentially('À revoir avec @Ka');
    await page.getByRole('button', { name: '@Karim' }).click();
    await note.pressSequentially('demain');
    await page.keyboard.press('Control+Enter');
    await thread(page).getByText('À revoir avec').waitFor();
    expect(desk.stub.world.find('mine').thread.at(-1)).toMatchObject({
      kind: 'note',
      text: 'À revoir avec @Karim demain',
      mentions: [karim.id],
    });
    await page.getByRole('button', { name: 'Vu par Facebook' }).click();
    expect(await thread(page).getByText('À revoir avec').count()).toBe(0);
    expect(await thread(page).getByText('Bonjour, ici Camille.').count()).toBe(1);
  });

  test('keeps a note that is written while a reply is on its way', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route('**/messages', async (route) => {
      await held;
      await route.continue();
    });
    await composer(page).fill('Je vérifie.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Envoi…').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    const note = page.getByRole('textbox', { name: 'Note interne' });
    await note.pressSequentially('À rappeler jeudi');
    goOn();
    await thread(page).getByText('Je vérifie.').waitFor();
    expect(await note.inputValue()).toBe('À rappeler jeudi');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    expect(await composer(page).inputValue()).toBe('');
  });

  test('gives a conversation back with its outcome, a promise and the hours of quiet', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await thread(page).waitFor();
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog', { name: 'Rendre la conversation au robot' });
    await dialog.getByText('Non résolu').click();
    await dialog.getByLabel('Résumé').fill('Remboursement demandé.');
    await dialog.getByRole('button', { name: 'Ajouter une promesse' }).click();
    await dialog.getByLabel('Ce qui est promis').fill('Rappeler mardi');
    await dialog.getByText('Dans 12 h').click();
    await dialog.getByRole('button', { name: 'Rendre au robot' }).click();
    await page.getByText('Le robot se tait pendant 12 h.').waitFor();
    await thread(page).getByText('Camille a rendu la main au robot').waitFor();
    expect(ownerOf('mine')).toEqual({ kind: 'bot', token: 4 });
    expect(desk.stub.world.find('mine').summary.promises).toMatchObject([{ kind: 'call_back', text: 'Rappeler mardi' }]);
    expect(plain(await thread(page).innerText())).toContain('Je suis de nouveau le robot de la banque.');
  });

  test('says in the same words of every change that it is in line, and of none that it is done', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await thread(page).waitFor();
    const writes = new Set(['claim', 'messages', 'notes', 'transfer', 'snooze', 'return']);
    desk.stub.before((route) => (writes.has(route) ? { status: 202, json: { outcome: 'pending' } } : undefined));
    const press = async (key: string, button?: string): Promise<void> => {
      await page.keyboard.press(key);
      if (button !== undefined) await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
    };
    const write = async (key: string): Promise<void> => {
      await page.keyboard.press(key);
      await page.locator('textarea:focus').fill('En attente');
      await page.keyboard.press('Control+Enter');
    };
    const ways: readonly (() => Promise<void>)[] = [
      () => press('e'),
      () => press('s', 'Mettre de côté'),
      () => press('t', 'Transférer'),
      () => press('b', 'Rendre au robot'),
      () => write('r'),
      () => write('n'),
      async () => {
        await page.locator('.row[data-id="dispute"]').click();
        await page.getByRole('button', { name: 'Prendre' }).click();
      },
    ];
    for (const way of ways) {
      await way();
      await page.locator('.toast').first().waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect((await page.locator('.toast').allInnerTexts()).map(plain)).toEqual(['C’est enregistré ; ce sera fait à son tour.']);
      await page.evaluate("document.querySelector('.toast button')?.click()");
      await page.locator('.toast').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
    }
  });

  test('a window whose change is refused stays open, says why, and keeps what was written', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await thread(page).waitFor();
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog', { name: 'Rendre la conversation au robot' });
    await dialog.getByLabel('Résumé').fill('Remboursement demandé.');
    desk.stub.before((route) => {
      if (route === 'return') desk.stub.world.writes.claim('mine', sophie, { id: '3f0c8a4e-0000-4000-8000-000000000005', token: 3 });
      return undefined;
    });
    await dialog.getByRole('button', { name: 'Rendre au robot' }).click();
    await dialog.getByRole('alert').getByText('la conversation a changé de mains').waitFor();
    expect(await dialog.getByLabel('Résumé').inputValue()).toBe('Remboursement demandé.');
    expect(ownerOf('mine')).toMatchObject({ agent: personOf(sophie) });
  });

  test('shows who reads and who types, and explains a message that came too late', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await composer(page).fill('Voici la réponse.');
    desk.stub.world.reading('mine', [karim], []);
    await page.getByText('Karim lit cette conversation').waitFor();
    desk.stub.world.reading('mine', [karim], [karim]);
    await page.getByText('Karim écrit une réponse…').waitFor();
    // Meanwhile a supervisor takes over; the page learns of it only by the refusal.
    desk.stub.before((route) => {
      if (route === 'messages') desk.stub.world.writes.claim('mine', sophie, { id: '3f0c8a4e-0000-4000-8000-000000000001', token: 3 });
      return undefined;
    });
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('alert')
      .getByText('Rien n’est parti : la conversation a changé de mains, elle est maintenant tenue par Sophie L.')
      .waitFor();
    expect(await composer(page).inputValue()).toBe('Voici la réponse.');
    expect(kindsOf('mine').filter((kind) => kind === 'agent')).toHaveLength(1);
  });

  test('shows markup of a customer as text, wherever it stands', async () => {
    const { page, complaints } = await desk.open(camille, { path: '/c/attack?queue=all' });
    await thread(page).getByText(attack).waitFor();
    desk.stub.world.customerSays('attack', '<svg onload=alert(3)>[lien](javascript:alert(4))');
    await thread(page).getByText('<svg onload=alert(3)>').waitFor();
    expect(await row(page, '0BAD').innerText()).toContain('<svg onload=alert(3)>');
    expect(await page.locator('img, script:not([src]), [onload], [onerror], a[href^="javascript"]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('refuses by its policy what somebody would smuggle in', async () => {
    const { page, complaints } = await desk.open(camille, { path: '/c/attack' });
    await thread(page).waitFor();
    await page.evaluate('document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }))');
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(complaints.join()).toContain('Content Security Policy');
  });

  test('shows account data for a reason only, and takes it away again', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await thread(page).waitFor();
    expect(await page.getByText('1 842,17').count()).toBe(0);
    await page.keyboard.press('h');
    const dialog = page.getByRole('dialog', { name: /Afficher/ });
    await dialog.getByLabel('Motif').selectOption('complaint_handling');
    await dialog.getByRole('button', { name: 'Afficher' }).click();
    await page.getByText('1 842,17').waitFor();
    expect(desk.stub.world.audit.find(({ what }) => what.includes('desk.balances'))).toMatchObject({
      kind: 'read',
      reason: 'complaint_handling',
      who: personOf(camille),
    });
    await page.keyboard.press('h');
    await page.getByText('1 842,17').waitFor({ state: 'detached' });
  });

  test('says what Meta allows, and what is possible where it allows nothing', async () => {
    const { page } = await desk.open(camille, { path: '/c/late' });
    await page.getByText('seule une personne peut répondre, pendant 7 jours').waitFor();
    expect(await page.locator('.composer').innerText()).toContain('HUMAN_AGENT');
    await page.goto(`${desk.stub.url}/desk/c/closed`);
    await page.getByText('Meta interdit tout envoi').waitFor();
    expect(plain(await page.locator('.composer').innerText())).toMatch(
      /Reste possible : appeler le client · écrire par la messagerie sécurisée/,
    );
    expect(await page.getByRole('button', { name: /Envoyer/ }).getAttribute('aria-disabled')).toBe('true');
  });

  test('refuses what must not leave the bank, and says so', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await composer(page).fill('Votre carte 4970 1012 3456 7890');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText('un numéro ou un code qui ne doit pas quitter la banque').waitFor();
    expect(await composer(page).inputValue()).toContain('4970');
  });

  test('puts in a prepared answer, with what is known, and does not send what is not', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await page.getByRole('button', { name: 'Réponses prêtes' }).click();
    await page.getByLabel('Chercher une réponse prête').fill('bonj');
    await page.keyboard.press('Enter');
    expect(await composer(page).inputValue()).toBe(
      'Bonjour {firstName}, ici Camille de la Banque des Halles. Je prends votre demande en charge.',
    );
    await page.keyboard.press('Control+Enter');
    await page.getByText('Remplacez {firstName} avant d’envoyer.').first().waitFor();
    expect(kindsOf('mine').filter((kind) => kind === 'agent')).toHaveLength(1);
  });

  test('keeps a draft of each conversation through a change of conversation and a reload', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine?queue=mine' });
    await composer(page).fill('Pas encore fini');
    await row(page, 'Client 6A15').click();
    await page.getByRole('heading', { name: 'Client 6A15' }).waitFor();
    expect(await composer(page).inputValue()).toBe('');
    await row(page, 'Client 27E8').click();
    await page.getByRole('heading', { name: 'Client 27E8' }).waitFor();
    expect(await composer(page).inputValue()).toBe('Pas encore fini');
    await page.reload();
    await thread(page).waitFor();
    expect(await composer(page).inputValue()).toBe('Pas encore fini');
  });

  test('two agents at once: one claims, the other sees it at once and is told', async () => {
    const first = await desk.open(camille, { path: '/c/dispute' });
    const second = await desk.open(karim, { path: '/c/dispute' });
    await first.page.getByRole('button', { name: 'Prendre' }).click();
    await first.page.getByText('Tenue par vous').waitFor();
    await second.page.getByText('Tenue par Camille').waitFor();
    expect(await second.page.getByRole('button', { name: /Envoyer/ }).getAttribute('aria-disabled')).toBe('true');
    await second.page.getByRole('button', { name: /Prendre/ }).waitFor();
    expect(await row(second.page, 'Client 91C0').count()).toBe(0);
  });

  test('transfers with a note to a colleague, who finds it in the thread', async () => {
    const first = await desk.open(camille, { path: '/c/mine' });
    await thread(first.page).waitFor();
    await first.page.keyboard.press('t');
    const dialog = first.page.getByRole('dialog', { name: 'Transférer la conversation' });
    await dialog.getByLabel('À', { exact: true }).selectOption({ label: 'Karim · 2/5 · Disponible' });
    await dialog.getByLabel('Note pour la suite').fill('Remboursement déjà demandé.');
    await dialog.getByRole('button', { name: 'Transférer' }).click();
    await first.page.getByText('Tenue par Karim').waitFor();
    const second = await desk.open(karim, { path: '/c/mine?queue=mine' });
    await thread(second.page).getByText('Remboursement déjà demandé.').waitFor();
    await second.page.getByText('Tenue par vous').waitFor();
    await row(second.page, 'Client 27E8').waitFor();
    expect(ownerOf('mine')).toEqual({ kind: 'agent', agent: personOf(karim), token: 4 });
  });

  test('tells what a key cannot do now, and does nothing', async () => {
    const { page } = await desk.open(camille, { path: '/c/karims' });
    await thread(page).waitFor();
    await page.keyboard.press('e');
    await page.getByRole('status').getByText('Quelqu’un d’autre tient cette conversation : prenez-la d’abord.').waitFor();
    expect(ownerOf('karims')).toMatchObject({ kind: 'agent', agent: personOf(karim) });
  });

  test('searches, and says what it found', async () => {
    const { page } = await desk.open(camille, { path: '?queue=all' });
    await row(page, 'Client 4F2A').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('karim');
    await row(page, 'Client E5B9').waitFor();
    await row(page, 'Client 4F2A').waitFor({ state: 'detached' });
    await page.locator('.list-title', { hasText: '1 conversation' }).waitFor();
    await page.keyboard.press('Escape');
    await row(page, 'Client 4F2A').waitFor();
  });

  test('narrows the list to a skill or a language, and says so where nothing is left', async () => {
    const { page } = await desk.open(camille, { path: '?queue=all' });
    const labels = () => page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').allInnerTexts();
    await row(page, 'Client 4F2A').waitFor();
    await page.getByLabel('Langue').selectOption('Anglais');
    await row(page, 'Client 4F2A').waitFor({ state: 'detached' });
    expect((await labels()).map((label) => label.split('\n')[0])).toEqual(['Customer B7D3']);
    await page.getByLabel('Compétence').selectOption('Fraude');
    await page.getByText('La liste ne montre qu’une compétence ou qu’une langue.').waitFor();
    await page.getByLabel('Langue').selectOption('Langues');
    await row(page, 'Client 4F2A').waitFor();
    expect(await labels()).toHaveLength(1);
  });

  test('shows a supervisor the wallboard, and an auditor who read what and why', async () => {
    const reader = await desk.open(camille, { path: '/c/fraud' });
    await thread(reader.page).waitFor();
    const supervisor = await desk.open(sophie, { path: '/wallboard' });
    await supervisor.page.getByRole('heading', { name: 'Tableau de bord' }).waitFor();
    expect(plain(await supervisor.page.locator('main').innerText())).toMatch(/92 %[^]*35 sur 38 aujourd’hui[^]*Contestations/);
    const auditor = await desk.open(nadia);
    await auditor.page.getByRole('cell', { name: 'Lecture · conversation', exact: true }).waitFor();
    const ofCamille = await auditor.page.getByRole('row').filter({ hasText: 'Camille' }).allInnerTexts();
    expect(ofCamille.length).toBeGreaterThan(0);
    expect(ofCamille.filter((line) => /desk[._]|\bread\b/.test(line))).toEqual([]);
    expect(await auditor.page.getByRole('link', { name: 'Toutes' }).count()).toBe(0);
  });

  test('leads to the sign-in when the session has ended, and back to the draft', async () => {
    const { page } = await desk.open(camille, { path: '/c/mine' });
    await composer(page).fill('À finir');
    desk.endSessions();
    await page.getByText('Votre session a pris fin.').waitFor();
    await page.getByRole('link', { name: 'Se connecter' }).click();
    await thread(page).waitFor();
    expect(await composer(page).inputValue()).toBe('À finir');
  });
});
