import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { createServer } from '../../bots/http/create-server.ts';
import type { SendBody } from '../../bots/messenger/send-body.ts';
import { mountSimulator } from '../../bots/simulator/routes.ts';
import { chromiumPath, openChromium, openPage } from '../support/chromium.ts';
import { scriptedSimulator, text } from '../support/scripted-simulator.ts';

const attack = '<img src=x onerror="alert(1)">';

const withOptions: SendBody = {
  text: 'Voulez-vous le détail ?',
  quick_replies: [
    { content_type: 'text', title: 'Oui', payload: 'a.f.yes' },
    { content_type: 'text', title: 'Non', payload: 'a.f.no' },
  ],
};
const withButtons: SendBody = {
  attachment: {
    type: 'template',
    payload: {
      template_type: 'button',
      text: 'Relions votre compte.',
      buttons: [
        { type: 'web_url', title: 'Ouvrir la page', url: 'https://banque.example/relier' },
        { type: 'postback', title: 'Pas maintenant', payload: 'c.f' },
      ],
    },
  },
};
const withCards: SendBody = {
  attachment: {
    type: 'template',
    payload: {
      template_type: 'generic',
      elements: ['Premier', 'Deuxième', 'Troisième'].map((title, index) => ({
        title,
        subtitle: 'Un achat',
        buttons: [{ type: 'postback', title: `Reçu ${index + 1}`, payload: `a.f.${index}` }],
      })),
    },
  },
};
const withReceipt: SendBody = {
  attachment: {
    type: 'template',
    payload: {
      template_type: 'receipt',
      recipient_name: 'Camille Moreau',
      merchant_name: 'Librairie des Halles',
      order_number: 'LH-204',
      currency: 'EUR',
      payment_method: 'Visa ···· 4417',
      timestamp: '1795172280',
      sharable: false,
      summary: { subtotal: 1234.5, total_tax: 64.37, total_cost: 1298.87 },
      elements: [{ title: 'Atlas', subtitle: 'Relié', quantity: 2, price: 1298.87, currency: 'EUR' }],
    },
  },
};
const replies = {
  'Quel est mon solde ?': [text('Il vous reste 1 842,17 €.'), withOptions],
  Oui: [text('Voici le détail, aussi sur https://banque.example/d?a=1.')],
  Démarrer: [text('Bonjour !')],
  relier: [withButtons],
  'Pas maintenant': [text('Entendu.')],
  achats: [withCards],
  'Reçu 3': [withReceipt],
  [attack]: [text(attack)],
  Hello: [text('Hello!')],
  'un\ndeux': [text('trois\nquatre')],
};

const describeBrowser = chromiumPath === undefined ? describe.skip : describe;

describeBrowser('the simulator’s page [needs chromium]', () => {
  let browser: Browser;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  async function open(options: BrowserContextOptions = {}, script: Parameters<typeof scriptedSimulator>[0] = {}) {
    const scripted = scriptedSimulator({ replies, ...script });
    const server = createServer({ error: () => undefined });
    const routes = mountSimulator(server, scripted.simulator);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
    closing.push(async () => {
      routes.close();
      scripted.simulator.close();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    });
    const watched = await openPage(browser, `http://127.0.0.1:${server.address().port}/`, options);
    closing.push(() => watched.page.context().close());
    const { page } = watched;
    const log = page.getByRole('log');
    const say = async (words: string) => {
      await page.getByLabel('Votre message').fill(words);
      await page.keyboard.press('Enter');
    };
    return { ...scripted, ...watched, routes, log, say };
  }

  test('shows what was typed, the answer, that it was seen, and what is behind it', async () => {
    const { page, log, say, complaints } = await open();
    await say('Quel est mon solde ?');
    await log.getByText('Il vous reste 1 842,17 €.').waitFor();
    await log.locator('.customer').getByTitle('Vu').waitFor();
    const panel = page.getByRole('complementary', { name: 'Derrière la réponse' });
    await panel.getByText('UK Open Banking').waitFor();
    expect(await panel.innerText()).toMatch(
      /Quel est mon solde \?[^]*31\sms[^]*balance[^]*97\s%[^]*classifieur[^]*started balance[^]*200\s+12\sms/,
    );
    expect(complaints).toEqual([]);
  });

  test('shows quick replies until one is pressed', async () => {
    const { page, log, say, delivered } = await open();
    await say('Quel est mon solde ?');
    await page.getByRole('button', { name: 'Oui' }).click();
    await log.getByText('Voici le détail').waitFor();
    expect(await page.getByRole('button', { name: 'Non' }).count()).toBe(0);
    expect(delivered[1]?.action).toEqual({ kind: 'quick_reply', title: 'Oui', payload: 'a.f.yes' });
  });

  test('makes addresses links that leave the page alone', async () => {
    const { log, say } = await open();
    await say('Oui');
    const link = log.getByRole('link');
    expect(await link.getAttribute('href')).toBe('https://banque.example/d?a=1');
    expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer']);
  });

  test('shows a button template, whose buttons stay', async () => {
    const { log, say, delivered } = await open();
    await say('relier');
    expect(await log.getByRole('link', { name: 'Ouvrir la page' }).getAttribute('href')).toBe('https://banque.example/relier');
    await log.getByRole('button', { name: 'Pas maintenant' }).click();
    await log.getByText('Entendu.').waitFor();
    expect(delivered[1]?.action).toEqual({ kind: 'postback', title: 'Pas maintenant', payload: 'c.f' });
    expect(await log.getByRole('button', { name: 'Pas maintenant', exact: true }).isVisible()).toBe(true);
  });

  test('leafs through cards, and shows a receipt as printed', async () => {
    const { log, say, complaints } = await open();
    await say('achats');
    await log.getByText('Premier').waitFor();
    await log.getByRole('button', { name: 'Suivant' }).click();
    await log.getByRole('button', { name: 'Reçu 3' }).click();
    const receipt = log.getByRole('article', { name: 'Reçu Librairie des Halles' });
    await receipt.waitFor();
    const words = (await receipt.innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(words).toMatch(/Librairie des Halles\s+N° LH-204\s+Atlas\s+Qté 2 · Relié\s+1 298,87 €/);
    expect(words).toMatch(/Sous-total\s+1 234,50 €\s+Taxes\s+64,37 €\s+Total\s+1 298,87 €\s+Payé par\s+Visa ···· 4417/);
    expect(complaints).toEqual([]);
  });

  test('shows markup as text, whoever wrote it', async () => {
    const { page, log, say, complaints } = await open();
    await say(attack);
    await log.locator('.bot').getByText(attack).waitFor();
    expect(await log.locator('.customer').getByText(attack).count()).toBe(1);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('keeps line breaks, and begins a new line with Shift+Enter', async () => {
    const { page, log, delivered } = await open();
    await page.getByLabel('Votre message').fill('un');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('deux');
    await page.keyboard.press('Enter');
    await log.locator('.bot').getByText('trois').waitFor();
    expect(await log.locator('.bot .bubble').innerText()).toBe('trois\nquatre');
    expect(delivered[0]?.action).toEqual({ kind: 'text', text: 'un\ndeux' });
  });

  test('speaks the language of the customer who is chosen, and keeps each one’s thread', async () => {
    const { page, log, say, complaints } = await open();
    await say('Quel est mon solde ?');
    await log.getByText('Il vous reste').waitFor();
    await page.getByRole('button', { name: 'Oliver Hughes' }).click();
    await page.getByLabel('Your message').fill('Hello');
    await page.keyboard.press('Enter');
    await log.getByText('Hello!').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await log.getByText('Il vous reste').count()).toBe(0);
    await page.getByRole('button', { name: 'Camille Moreau' }).click();
    await log.getByText('Il vous reste').waitFor();
    expect(complaints).toEqual([]);
  });

  test('offers something to say to whoever comes first, and again after starting anew', async () => {
    const { page, log, prepared } = await open();
    await page.getByRole('button', { name: 'Quel est mon solde ?' }).click();
    await log.getByText('Il vous reste').waitFor();
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await page.getByRole('button', { name: 'Démarrer' }).click();
    await log.getByText('Bonjour !').waitFor();
    expect(await log.getByText('Il vous reste').count()).toBe(0);
    expect(prepared).toEqual(['fr', 'fr reset']);
  });

  test('shows what comes through another door, and that the bot is writing', async () => {
    const { page, log, simulator } = await open();
    await page.getByRole('button', { name: 'Démarrer' }).waitFor();
    simulator.onSenderAction('42', 'typing_on');
    await page.getByRole('img', { name: 'Guichet écrit…' }).waitFor();
    await simulator.say({ customer: 'fr', text: 'Quel est mon solde ?' });
    await log.getByText('Il vous reste').waitFor();
    expect(await page.getByRole('img', { name: 'Guichet écrit…' }).count()).toBe(0);
  });

  test('shows the thread again after a reload, each message with its turn', async () => {
    const { page, log, say } = await open();
    await say('Quel est mon solde ?');
    await say('Oui');
    await log.getByText('Voici le détail').waitFor();
    await page.reload();
    await log.getByText('Il vous reste').click();
    await page.locator('.said').getByText('Quel est mon solde ?').waitFor();
    expect(await log.locator('.customer').count()).toBe(2);
  });

  test('misses nothing while its line is cut', async () => {
    const { page, log, say, simulator, routes, complaints } = await open();
    await say('Oui');
    await log.getByText('Voici le détail').waitFor();
    routes.close();
    await page.getByRole('alert').getByText('Le simulateur est injoignable').waitFor();
    await simulator.say({ customer: 'fr', text: 'Quel est mon solde ?' });
    await log.getByText('Il vous reste').waitFor();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
    expect(await log.locator('.customer').count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('says so when a message could not be delivered', async () => {
    const { page, say } = await open({}, { status: 500 });
    await say('Bonjour');
    await page.getByRole('alert').getByText('Le webhook a refusé ce message.').waitFor();
    await page.getByRole('log').getByTitle('Non distribué').waitFor();
  });

  test('fills a narrow screen, where menu and panel are at hand', async () => {
    const { page, log, say, complaints } = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await say('Quel est mon solde ?');
    await log.getByText('Il vous reste').waitFor();
    expect(await page.locator('.screen').boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.getByRole('button', { name: 'Ce qui se passe derrière la réponse' }).tap();
    await page.getByText('UK Open Banking').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('UK Open Banking').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Ce qui se passe derrière la réponse' }).tap();
    await page.getByText('UK Open Banking').waitFor();
    await page.touchscreen.tap(195, 40);
    await page.getByText('UK Open Banking').waitFor({ state: 'hidden' });
    await page.getByLabel('Parler en tant que').selectOption('Oliver Hughes');
    await page.getByRole('button', { name: 'What’s my balance?' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
    const { page, log, say } = await open({ colorScheme });
    await say('Quel est mon solde ?');
    await log.getByText('Il vous reste').waitFor();
    expect(await page.evaluate(contrasts)).toEqual([]);
  });
});

/** Runs in the page: text that stands out less than WCAG AA asks (4.5 : 1) from the nearest opaque ground behind it. */
const contrasts = `(() => {
  const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const rgba = channels(getComputedStyle(at).backgroundColor);
      if (rgba.length === 3 || rgba[3] === 1) return rgba;
    }
    return undefined;
  };
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
    const behind = ground(element);
    if (words === '' || !element.checkVisibility({ visibilityProperty: true }) || !behind) return [];
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    return ratio < 4.5 ? [words.slice(0, 30) + ' ' + ratio.toFixed(2)] : [];
  });
})()`;
