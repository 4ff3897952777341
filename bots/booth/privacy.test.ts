import { afterEach, describe, expect, test } from '@jest/globals';
import { consentTopics, decide } from '../../secrecy/consent/consent.ts';
import { type BoothApp, type BoothAppOptions, enterBooth, formTokenIn, startBoothApp, wordsIn } from '../../test/support/booth-app.ts';
import type { TestBrowser } from '../../test/support/linking-app.ts';
import { bankAddressIn } from '../../test/support/linking-app.ts';

const conversation = 'messenger:mine';
const minute = 60_000;
const careful = { balance: 'banded', transaction: 'sealed', receipt: 'shown', delivery: 'shown', card: 'sealed', alert: 'hinted' } as const;

let app: BoothApp;
afterEach(() => app.close());

async function enter(options: BoothAppOptions = {}) {
  app = await startBoothApp(options);
  await app.link(conversation);
  return enterBooth(app, { topic: { page: 'privacy' } });
}

/** Sends a form of the page, and looks at what follows. */
async function send(browser: TestBrowser, fields: Readonly<Record<string, string>>, token?: string) {
  const page = await browser.visit(`${app.url}/booth/privacy`);
  const form = { form: token ?? formTokenIn(page), ...fields };
  const answer = await browser.visit(`${app.url}/booth/privacy`, { method: 'POST', form });
  const location = answer.headers['location'];
  return typeof location === 'string' ? browser.visit(new URL(location, app.url).href) : answer;
}

async function linkKey(): Promise<string> {
  return (await app.links.accessFor(conversation))?.access.key ?? '';
}

async function decided(): Promise<readonly string[]> {
  return (await app.consents.read(conversation)).map(({ topic, level, by }) => `${topic} ${level} ${by}`);
}

describe('the page of privacy', () => {
  test('says who can read what, that nothing was allowed, and opens no fact', async () => {
    const { page } = await enter();
    const words = wordsIn(page);
    expect(words).toContain('peut être lu par Meta (Facebook)');
    expect(words).toContain('Vous n’avez rien autorisé');
    expect(words).toContain('Vous n’avez encore rien décidé');
    expect(app.reads).toMatchObject([{ page: 'privacy', classes: {} }]);
  });

  test('raises after a sign-in of just now, one topic or all of them, and keeps the history', async () => {
    const { browser } = await enter();
    expect(wordsIn(await send(browser, { balance: 'banded', card: 'sealed' }))).toContain('C’est enregistré');
    expect(await decided()).toEqual(['balance banded booth']);
    const after = wordsIn(await send(browser, { all: 'shown' }));
    expect(await decided()).toHaveLength(1 + consentTopics.length);
    expect(after).toContain('Tous les sujets : Montants exacts');
    expect(after).toContain('Soldes : Ordres de grandeur');
    expect(after).toContain('Sur cette page, le mardi 17 novembre à 10 h. Valable jusqu’au 16 mai 2027. Version 1');
    expect(after).toContain('Vous l’avez choisi sur cette page le mardi 17 novembre.');
    expect(wordsIn(await send(browser, { all: 'shown' }))).toContain('Rien n’a changé');
  });

  test('raises nothing when the sign-in is five minutes old, but lowers; then leads to a new sign-in', async () => {
    const { browser } = await enter();
    await send(browser, { balance: 'shown', receipt: 'shown' });
    app.advance(5 * minute);
    const stale = wordsIn(await send(browser, { balance: 'hinted', card: 'shown', receipt: 'shown' }));
    expect(stale).toContain('il y a moins de cinq minutes');
    expect((await decided()).slice(2)).toEqual(['balance hinted booth']);
    const intro = await send(browser, { sign_in: 'yes' });
    expect(wordsIn(intro)).toContain('Continuer vers ma banque');
  });

  test('lands on itself after the new sign-in, and raises then', async () => {
    const { browser } = await enter();
    app.advance(6 * minute);
    const page = await browser.visit(`${app.url}/booth/privacy`);
    const form = { form: formTokenIn(page), sign_in: 'yes' };
    const answer = await browser.visit(`${app.url}/booth/privacy`, { method: 'POST', form });
    const link = new URL(String(answer.headers['location']), app.url).href;
    const back = await browser.visit(app.bank.authorise(bankAddressIn(await browser.visit(link, { method: 'POST' })), 'customer-1'));
    expect(back.headers['location']).toBe('/booth/privacy');
    await send(browser, { card: 'shown' });
    expect(await decided()).toEqual(['card shown booth']);
  });

  test('offers nothing above the ceiling of the bank, and takes nothing above it', async () => {
    const { browser, page } = await enter({ ceiling: careful });
    expect(page.html).not.toMatch(/<select[^>]*name="card"/);
    expect(/<select[^>]*name="balance">(?<options>[^]*?)<\/select>/.exec(page.html)?.groups?.['options']).not.toContain('shown');
    expect(wordsIn(page)).toContain('Votre banque n’y autorise rien de plus.');
    await send(browser, { balance: 'shown', card: 'shown', alert: 'nonsense' });
    expect(await decided()).toEqual([]);
    await send(browser, { all: 'shown' });
    expect(await decided()).toEqual(['balance banded booth', 'receipt shown booth', 'delivery shown booth', 'alert hinted booth']);
  });

  test('takes no form that is not of its session', async () => {
    const { browser } = await enter();
    expect(wordsIn(await send(browser, { all: 'shown' }, 'forged'))).toContain('n’a pas été acceptée');
    expect(await decided()).toEqual([]);
  });

  test('shows nothing that was decided under another link', async () => {
    app = await startBoothApp();
    await app.link(conversation, 'customer-2');
    const now = new Date('2026-11-17T08:00:00Z');
    await app.consents.add(conversation, decide({ link: await linkKey(), level: 'shown', by: 'linking', topics: consentTopics, now }));
    await app.link(conversation);
    const { page } = await enterBooth(app, { topic: { page: 'privacy' } });
    expect(wordsIn(page)).toContain('Vous n’avez encore rien décidé');
  });

  test('says nothing of a language model where the bank has none, and takes no decision on one', async () => {
    const { browser, page } = await enter();
    expect(wordsIn(page)).not.toContain('modèle de langage (');
    await send(browser, { model: 'hinted' });
    expect(await decided()).toEqual([]);
  });

  test('a language model is allowed after a sign-in of just now, apart from everything else, and stopped at any time', async () => {
    const { browser, page } = await enter({ modelHost: 'model.banque.example' });
    expect(wordsIn(page)).toContain('un modèle de langage (model.banque.example) peut la lire');
    expect(wordsIn(page)).toContain('Vous ne l’autorisez pas');
    await send(browser, { all: 'shown' });
    expect((await decided()).filter((decision) => decision.startsWith('model'))).toEqual([]);
    const after = wordsIn(await send(browser, { model: 'hinted' }));
    expect(after).toContain('Vous l’avez autorisé.');
    expect(after).toContain('Modèle de langage : Autorisé');
    expect(wordsIn(await send(browser, { model: 'hinted' }))).toContain('Rien n’a changé');
    app.advance(5 * minute);
    expect(wordsIn(await send(browser, { model: 'sealed' }))).toContain('Modèle de langage : Non autorisé');
    expect(wordsIn(await send(browser, { model: 'hinted' }))).toContain('il y a moins de cinq minutes');
    expect(wordsIn(await send(browser, { model: 'nonsense' }))).toContain('Rien n’a changé');
    expect((await decided()).filter((decision) => decision.startsWith('model'))).toEqual(['model hinted booth', 'model sealed booth']);
  });
});
