import { hash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { type BoothApp, enterBooth, formTokenIn, startBoothApp, wordsIn } from '../../test/support/booth-app.ts';
import { createTestBrowser, type TestBrowser, type Visited } from '../../test/support/linking-app.ts';
import { sampleAccounts } from '../../test/support/sample-accounts.ts';
import { html } from '../pages/html.ts';
import type { BoothPage } from './booth-page.ts';
import en from './pages.en.json' with { type: 'json' };
import fr from './pages.fr.json' with { type: 'json' };

const mine = 'messenger:mine';
const attack = '<img src=x onerror="alert(1)">\'&';

const notes: BoothPage = {
  name: 'notes',
  path: 'notes',
  entry: { path: 'notes', label: 'nav.parcels' },
  show: async ({ formField, say }) => ({
    title: say('parcels.title'),
    body: html`<form method="post">${formField}<button>${attack}</button></form>`,
  }),
  async act(_visit, form) {
    noted.push(form.get('word') ?? '');
    return 'notes';
  },
};
const noted: string[] = [];

const sleeves = {
  number: 'R-1',
  merchant: 'Magasin 14',
  issuedAt: '2026-11-03T17:05:00.000Z',
  lines: [
    { label: 'Chemise', quantity: 2, total: { minor: 4_000n, currency: 'EUR' }, taxRateBasisPoints: 2000 },
    { label: attack, quantity: 1, total: { minor: 875n, currency: 'EUR' }, taxRateBasisPoints: 550 },
  ],
  taxes: [{ rateBasisPoints: 2000, amount: { minor: 667n, currency: 'EUR' } }],
  pricesIncludeTax: true,
  subtotal: { minor: 4_208n, currency: 'EUR' },
  total: { minor: 4_875n, currency: 'EUR' },
} as const;

const parcel = {
  carrier: 'Colissimo',
  trackingNumber: '6A123',
  status: 'out_for_delivery',
  expected: { day: '2026-11-17', from: '13:00', to: '15:30' },
  trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A123',
  events: [],
} as const;

const bookshop = { name: 'Librairie Dupont', categoryCode: '5942' };
const transactions = sampleAccounts.transactions.map((entry) => (entry.id === 'tx-12' ? { ...entry, merchant: bookshop } : entry));

const rich = { ...sampleAccounts, transactions, receipts: { 'su-1': sleeves }, deliveries: { '8AB12': [parcel] } };

let app: BoothApp;
beforeEach(async () => {
  noted.length = 0;
  app = await startBoothApp({ morePages: [notes] });
  app.give(rich);
  await app.link(mine);
});
afterEach(() => app.close());

async function enter(language: 'fr' | 'en' = 'fr'): Promise<TestBrowser> {
  return (await enterBooth(app, { language })).browser;
}

async function see(browser: TestBrowser, path: string): Promise<Visited> {
  return browser.visit(`${app.url}/booth/${path}`);
}

/** Names of what a sentence is given, each once. */
function argumentsIn(elements: ReturnType<IntlMessageFormat['getAst']>): string[] {
  const names = elements.flatMap((element) => [
    // 0 is plain text, 7 the sign for a number.
    ...(element.type === 0 || element.type === 7 ? [] : [element.value]),
    ...('options' in element ? Object.values(element.options).flatMap(({ value }) => argumentsIn(value)) : []),
  ]);
  return [...new Set(names)].sort();
}

function receiptLinkIn({ html: page }: Visited): string {
  return /href="\/booth\/(receipt\/[\w-]+)"/.exec(page)?.[1] ?? 'no link';
}

describe('the pages', () => {
  test('send nothing elsewhere, run nothing, and let nobody frame or keep them', async () => {
    const { browser, url, answer } = await enterBooth(app);
    const paths = ['balance', 'transactions', 'receipt', 'parcels', 'closed'];
    const pages = [...(await Promise.all(paths.map((path) => see(browser, path)))), await browser.visit(url), answer];
    pages.push(await see(browser, receiptLinkIn(await see(browser, 'receipt'))));
    for (const { headers, html: page } of pages) {
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
      const policy = String(headers['content-security-policy']);
      for (const directive of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect(policy).toContain(directive);
      expect(page).not.toMatch(/<script|<img|<link |@import|url\(|<[^<>]*\s(src|style|on\w+)=/);
      if (page !== '') expect(policy).toContain(`'sha256-${hash('sha256', /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '', 'base64')}'`);
    }
  });

  test('name where one is, and can be walked by headings, landmarks and keyboard', async () => {
    const page = await see(await enter(), 'transactions');
    expect(page.html).toContain('<html lang="fr">');
    expect(page.html).toMatch(/<title>Vos opérations – Banque &lt;Démo&gt;<\/title>/);
    expect(page.html).toContain('<a href="/booth/transactions" aria-current="page">Opérations</a>');
    expect(page.html.match(/<h1>/g)).toHaveLength(1);
    for (const part of ['<main id="content">', '<nav class="pages" aria-label=', 'href="#content"', '<th scope="row">', '<caption>'])
      expect(page.html).toContain(part);
  });

  test('keep secrets out of the log and out of each other', async () => {
    const { browser, url, answer } = await enterBooth(app);
    app.give({ ...rich, failWith: 'bank_unavailable' });
    const pages = [await see(browser, 'balance'), await see(browser, 'parcels')];
    const secrets = [url.split('/').at(-1) ?? '', /guichet-session=([\w-]{32})/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20);
      for (const { html: page } of pages) expect(page).not.toContain(secret);
      expect(JSON.stringify(app.logged)).not.toContain(secret);
    }
  });

  test('are told of before they are shown: which, and what was opened', async () => {
    const browser = await enter();
    for (const path of ['transactions', 'receipt', 'parcels']) await see(browser, path);
    await see(browser, receiptLinkIn(await see(browser, 'receipt')));
    const told = app.reads.map(({ page, classes }) => [page, classes]);
    expect(told).toEqual([
      ['balance', { balance: 'shown' }],
      ['transactions', { transaction: 'shown' }],
      ['receipts', { transaction: 'shown' }],
      ['parcels', { delivery: 'shown' }],
      ['receipts', { transaction: 'shown' }],
      ['receipt', { receipt: 'shown' }],
    ]);
    for (const { conversation, rule } of app.reads) expect([conversation, rule]).toEqual([mine, 'booth: strong sign-in']);
  });

  test('are not shown where nobody can be told of them', async () => {
    const browser = await enter();
    app.deafen();
    const page = await see(browser, 'balance');
    expect([page.status, wordsIn(page)]).toEqual([503, expect.stringContaining('Cette page n’est pas disponible')]);
    expect(page.html).not.toContain('123,45');
  });

  test.each(['bank_unavailable', 'rate_limited', 'protocol_violation', 'bad_request'] as const)(
    'say honestly that there is %s, without details',
    async (code) => {
      const browser = await enter('en');
      app.give({ ...rich, failWith: code });
      for (const path of ['balance', 'transactions', 'receipt', 'receipt/x', 'parcels']) {
        const page = await see(browser, path);
        expect([page.status, wordsIn(page)]).toEqual([503, expect.stringContaining('This page is not available')]);
        expect(page.html).not.toContain(code);
      }
      expect(app.reads.map(({ page }) => page)).toEqual(['balance']);
    },
  );

  test.each(['consent_expired', 'sca_required', 'forbidden_scope'] as const)(
    'say that the link has ended where the bank says %s',
    async (code) => {
      const browser = await enter('en');
      app.give({ ...rich, failWith: code });
      const page = await see(browser, 'balance');
      expect([page.status, wordsIn(page)]).toEqual([403, expect.stringContaining('no longer linked')]);
    },
  );

  test('say the same in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr));
    const argumentsOf = (texts: object) =>
      Object.entries(texts).map(([key, text]) => [key, argumentsIn(new IntlMessageFormat(text).getAst())]);
    expect(argumentsOf(en)).toEqual(argumentsOf(fr));
    for (const text of [...Object.values(en), ...Object.values(fr)]) expect(text).not.toContain("'");
  });

  test('take a further page as one more of the list, and its forms from their own session only', async () => {
    const { browser, page } = await enterBooth(app);
    const own = await see(browser, 'notes');
    expect(own.html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;');
    const send = (form: Record<string, string>, headers = {}) => browser.visit(`${app.url}/booth/notes`, { method: 'POST', form, headers });
    expect((await send({ word: 'forged' })).status).toBe(403);
    expect((await send({ word: 'forged', form: formTokenIn(page) }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await createTestBrowser().visit(`${app.url}/booth/notes`, { method: 'POST', form: { word: 'forged' } })).status).toBe(403);
    const answer = await send({ word: 'mine', form: formTokenIn(page) }, { 'sec-fetch-site': 'same-origin' });
    expect([answer.status, answer.headers['location'], noted]).toEqual([303, '/booth/notes', ['mine']]);
  });
});

describe('the accounts', () => {
  test('are all there, with what is booked, available and agreed', async () => {
    const words = wordsIn(await see(await enter(), 'balance'));
    for (const part of [
      'Compte courant À découvert −123,45 € Solde comptabilisé au mardi 17 novembre Disponible 376,55 €',
      'Découvert autorisé 500,00 € Vous utilisez 123,45 € de votre découvert autorisé ; il reste 376,55 € avant de l’atteindre.',
      'Livret A 12 500,00 €',
      'Visa Premier Carte de crédit −459,90 €',
    ])
      expect(words).toContain(part);
  });

  test('that the bank opens none of are said to be none', async () => {
    const browser = await enter('en');
    app.give({ ...rich, accounts: [], balances: [] });
    expect(wordsIn(await see(browser, 'balance'))).toContain('access to no account');
  });
});

describe('the transactions', () => {
  test('are grouped by day, with the sums of all of them', async () => {
    const words = wordsIn(await see(await enter(), 'transactions'));
    expect(words).toMatch(/17 opérations/);
    expect(words).toMatch(/Dépensé 390,00 € Reçu 2 510,00 € Hors opérations refusées\./);
    expect(words).toMatch(/mardi 17 novembre Magasin 0 Courses alimentaires · Visa Premier En attente Reçu −3,25 € lundi 16 novembre/);
    expect(words).toMatch(/Salaire – [^€]*\+2 510,00 €/);
  });

  test.each([
    ['merchant=librairie', ['Librairie Dupont'], ['Magasin']],
    ['min=40,50&max=1%E2%80%AF000', ['Librairie Dupont', 'Magasin 13'], ['Magasin 11', '2 510,00']],
    ['min=1+000&max=40,50', ['Librairie Dupont'], ['Magasin 11', '2 510,00']],
    ['from=2026-11-16&to=2026-11-17', ['Magasin 1', 'Magasin 0'], ['Magasin 2']],
    ['to=2026-11-16&from=2026-11-17', ['Magasin 1'], ['Magasin 2']],
  ])('are found by %s', async (query, there, notThere) => {
    const page = await see(await enter(), `transactions?${query}`);
    const words = wordsIn(page);
    for (const name of there) expect(words).toContain(name);
    for (const name of notThere) expect(words).not.toContain(name);
    expect(page.html).toContain('<details class="card screen" open>');
    expect(words).not.toContain('n’a pas été compris');
  });

  test('are shown all the same where a part of the search cannot be read, which is said', async () => {
    const page = await see(await enter(), 'transactions?from=hier&min=beaucoup&max=-5&page=0&merchant=dupont');
    expect(wordsIn(page)).toContain('n’a pas été compris');
    expect(wordsIn(page)).toContain('Librairie Dupont');
    expect(wordsIn(page)).not.toContain('Magasin');
  });

  test('come in pages that keep the search', async () => {
    const [first] = sampleAccounts.transactions;
    if (!first) throw new Error('no transaction');
    const many = Array.from({ length: 60 }, (_unused, index) => ({ ...first, id: `many-${index}`, label: `CB ${index}` }));
    const browser = await enter();
    app.give({ ...rich, transactions: many });
    const page = await see(browser, 'transactions?merchant=Magasin+0');
    expect(wordsIn(page)).toContain('60 opérations');
    expect(wordsIn(page)).toContain('Page 1 sur 3');
    expect(page.html).toContain('href="?merchant=Magasin+0&amp;page=2"');
    expect(page.html.match(/<th scope="row">/g)).toHaveLength(25);
    const last = await see(browser, 'transactions?merchant=Magasin+0&page=99');
    expect(last.html.match(/<th scope="row">/g)).toHaveLength(10);
    expect(last.html).toContain('href="?merchant=Magasin+0&amp;page=2"');
  });

  test.each([
    ['merchant=inconnu', 'Rien ne correspond'],
    ['from=2027-01-01', 'Cette période est à venir'],
    ['from=2020-01-01&to=2020-02-01', 'Votre banque ne donne ici que les opérations depuis'],
  ])('that are none say why: %s', async (query, words) => {
    expect(wordsIn(await see(await enter(), `transactions?${query}`))).toContain(words);
  });

  test('are written as the customer’s country writes them', async () => {
    const words = wordsIn(await see(await enter('en'), 'transactions?merchant=dupont'));
    expect(words).toContain('−€42.25');
    expect(words).toContain('Thursday 5 November');
  });
});

describe('receipts', () => {
  test('are listed, and each says its lines, taxes and total', async () => {
    const browser = await enter();
    const list = await see(browser, 'receipt');
    expect(wordsIn(list)).toContain('Magasin 14 mardi 3 novembre 48,75 €');
    const page = await see(browser, receiptLinkIn(list));
    const words = wordsIn(page);
    expect(page.status).toBe(200);
    for (const part of [
      'Reçu de Magasin 14 Le mardi 3 novembre à 18 h 05 Reçu n° R-1',
      '2 × Chemise TVA 20 % comprise 40,00 €',
      'Total 48,75 € dont TVA 20 % 6,67 € Total hors taxes 42,08 €',
      'Paiement : Carte bancaire',
    ])
      expect(words).toContain(part);
    expect(page.html).toContain('@media print');
  });

  test('that there are none of are said so', async () => {
    const browser = await enter();
    for (const path of ['receipt/unknown', `receipt/${'a'.repeat(90)}`, 'receipt/%3Cscript%3E']) {
      const page = await see(browser, path);
      expect([page.status, wordsIn(page)]).toEqual([404, expect.stringContaining('Aucun reçu')]);
    }
  });

  test('of another customer cannot be opened by their address', async () => {
    await app.link('messenger:theirs', 'customer-2');
    const path = receiptLinkIn(await see(await enter(), 'receipt'));
    const them = await enterBooth(app, { conversation: 'messenger:theirs', subject: 'customer-2' });
    expect((await see(them.browser, path)).status).toBe(404);
  });
});

describe('parcels', () => {
  test('say where they are, when they come, and lead to the carrier without telling where from', async () => {
    const page = await see(await enter(), 'parcels');
    const words = wordsIn(page);
    expect(words).toContain('Magasin 14 En cours de livraison Prévu aujourd’hui, entre 13 h et 15 h 30 Transporteur Colissimo');
    expect(words).toContain('Numéro de suivi 6A123 Achat 48,75 € le mardi 3 novembre');
    expect(page.html).toContain('rel="noreferrer noopener" href="https://www.laposte.fr/outils/suivre-vos-envois?code=6A123"');
  });

  test.each(['http://carrier.example', 'javascript:alert(1)', 'https://bank@carrier.example'])(
    'lead nowhere unsafe: %s',
    async (trackingUrl) => {
      const browser = await enter();
      app.give({ ...rich, deliveries: { '8AB12': [{ ...parcel, trackingUrl }] } });
      const page = await see(browser, 'parcels');
      expect(wordsIn(page)).toContain('Magasin 14');
      expect(page.html).not.toContain(trackingUrl);
    },
  );
});

describe('whatever comes from outside', () => {
  test('is printed as text', async () => {
    const accounts = sampleAccounts.accounts.map((account) => ({ ...account, name: `${attack} ${account.id}` }));
    const hostile = transactions.map((entry) => ({ ...entry, label: attack, merchant: { ...entry.merchant, name: attack } }));
    const browser = await enter();
    app.give({
      ...rich,
      accounts,
      transactions: hostile,
      deliveries: { '8AB12': [{ ...parcel, carrier: attack, trackingNumber: attack }] },
    });
    const list = await see(browser, 'receipt');
    const paths = ['balance', 'transactions', `transactions?merchant=${encodeURIComponent(attack)}`, 'parcels', receiptLinkIn(list)];
    for (const page of [list, ...(await Promise.all(paths.map((path) => see(browser, path))))]) {
      expect(page.status).toBe(200);
      expect(page.html).not.toContain('<img');
      expect(page.html).not.toContain('"alert');
      expect(page.html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
    }
  });
});
