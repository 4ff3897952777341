import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type BoothApp, enterBooth, formTokenIn, pressButton, startBoothApp, wordsIn } from '../../test/support/booth-app.ts';
import { bankAddressIn, createTestBrowser, type Visited } from '../../test/support/linking-app.ts';

const minute = 60_000;
const mine = 'messenger:mine';
const theirs = 'messenger:theirs';

let app: BoothApp;
beforeEach(async () => {
  app = await startBoothApp();
  await app.link(mine);
});
afterEach(() => app.close());

async function offer(conversation = mine): Promise<string> {
  return (await app.booth.offer(conversation, { page: 'balance' }, 'en')).url;
}

describe('the way in', () => {
  test('goes from the chat to the bank, and back to the page that was asked for', async () => {
    const { answer, location, page, url } = await enterBooth(app, { language: 'en' });
    expect(url).toMatch(/\/booth\/[\w-]{22}$/);
    expect([answer.status, location]).toEqual([303, '/booth/balance']);
    expect(page.status).toBe(200);
    expect(wordsIn(page)).toContain('Hello Camille');
    expect(wordsIn(page)).toContain('−€123.45');
  });

  test.each([
    [
      { page: 'transactions', query: { merchant: 'Café & fils', from: '2026-11-01', min: '20' } },
      '/booth/transactions?merchant=Caf%C3%A9+%26+fils&from=2026-11-01&min=20',
    ],
    [{ page: 'transactions' }, '/booth/transactions'],
    [{ page: 'receipt', ref: 'a_b-c' }, '/booth/receipt/a_b-c'],
    [{ page: 'receipt' }, '/booth/receipt'],
    [{ page: 'parcels' }, '/booth/parcels'],
  ] as const)('opens at the answer: %j', async (topic, path) => {
    expect((await enterBooth(app, { topic })).location).toBe(path);
  });

  test('asks the bank for a strong sign-in of just now, and for nothing else', async () => {
    const browser = createTestBrowser();
    const leaving = await pressButton(browser, await offer());
    expect(leaving.status).toBe(200);
    const asked = new URL(bankAddressIn(leaving)).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ max_age: '300', acr_values: 'urn:openbanking:psd2:sca', identity_only: 'yes' });
  });

  test('says nothing of the question before the sign-in', async () => {
    const pages = await Promise.all(
      [{ page: 'balance' } as const, { page: 'receipt', ref: 'r-1' } as const].map(async (topic) => {
        const { url } = await app.booth.offer(mine, topic, 'en');
        return (await createTestBrowser().visit(url)).html;
      }),
    );
    expect(pages[0]).toBe(pages[1]);
  });

  test('ends at the bank what the sign-in has given, and reads by the right of the link', async () => {
    await enterBooth(app);
    expect(app.bank.revoked).toEqual([expect.stringMatching(/^access-/)]);
    const [asker] = app.askers;
    const link = await app.links.accessFor(mine);
    expect(asker?.customer?.key).toBe(link?.access.key);
    expect(await asker?.customer?.accessToken()).toBe(await link?.access.accessToken());
    expect(asker?.customer?.signedInAt).toBe('2026-11-17T09:00:00.000Z');
  });

  test('does not lose what the bank would not end at once', async () => {
    app.bank.failNext('revoke', 'bank_unavailable');
    expect((await enterBooth(app)).page.status).toBe(200);
    expect(app.bank.revoked).toEqual([]);
    await app.links.runDueRevocations();
    expect(app.bank.revoked).toHaveLength(1);
  });
});

describe('a link', () => {
  test('works once, and says to its own browser that it has been used', async () => {
    const { browser, url, back } = await enterBooth(app, { language: 'en' });
    app.advance(10_000);
    for (const method of ['GET', 'POST'] as const) {
      const again = await browser.visit(url, { method });
      expect([again.status, wordsIn(again)]).toEqual([410, expect.stringContaining('This link has been used')]);
    }
    expect((await browser.visit(back)).status).toBe(410);
  });

  test('leads the same way once more when its button is tapped twice, and no other browser with it', async () => {
    const browser = createTestBrowser();
    const other = createTestBrowser();
    const url = await offer();
    await other.visit(url);
    const first = bankAddressIn(await pressButton(browser, url));
    app.advance(9_999);
    expect(bankAddressIn(await browser.visit(url, { method: 'POST' }))).toBe(first);
    expect((await other.visit(url, { method: 'POST' })).status).toBe(410);
    expect((await browser.visit(app.bank.authorise(first))).status).toBe(303);
    app.advance(1);
    expect((await browser.visit(url, { method: 'POST' })).status).toBe(410);
  });

  test('leads one way when one browser taps twice at the same moment', async () => {
    const token = (await offer()).split('/').at(-1) ?? '';
    const steps = await Promise.all([1, 2, 3].map(() => app.booth.flow.start(token, 'browser')));
    expect(new Set(steps.map((step) => step.ok && step.authorizationUrl)).size).toBe(1);
    expect(steps.every(({ ok }) => ok)).toBe(true);
  });

  test('belongs to the first browser that presses its button; another is told that it was opened elsewhere', async () => {
    const [first, second] = [createTestBrowser(), createTestBrowser()];
    const url = await offer();
    await second.visit(url);
    expect((await pressButton(first, url)).status).toBe(200);
    for (const browser of [second, createTestBrowser()]) {
      const page = await browser.visit(url);
      expect([page.status, wordsIn(page)]).toEqual([410, expect.stringContaining('This link was opened elsewhere')]);
    }
    const late = await second.visit(url, { method: 'POST' });
    expect([late.status, bankAddressIn(late)]).toEqual([410, '']);
  });

  test('works for one of several who press the button at the same moment, in whatever process', async () => {
    const token = (await offer()).split('/').at(-1) ?? '';
    const pressed = Array.from({ length: 6 }, (_unused, index) =>
      (index % 2 ? app.booth : app.otherBooth).flow.start(token, `browser-${index}`),
    );
    const steps = await Promise.all(pressed);
    expect(steps.filter(({ ok }) => ok)).toHaveLength(1);
    expect(steps.filter((step) => !step.ok && step.why === 'elsewhere')).toHaveLength(5);
  });

  test('is not used up by programs that look at it, nor by a form without its cookie or from another site', async () => {
    const url = await offer();
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET'] as const)
      expect((await createTestBrowser().visit(url, { method })).status).toBe(200);
    expect((await createTestBrowser().visit(url, { method: 'POST' })).status).toBe(400);
    const browser = createTestBrowser();
    await browser.visit(url);
    expect((await browser.visit(url, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(400);
    expect((await browser.visit(url, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', origin: 'null' } })).status).toBe(200);
  });

  test('is not used up by a bank that is away', async () => {
    const browser = createTestBrowser();
    const url = await offer();
    app.bank.failNext('begin', 'bank_unavailable');
    const away = await pressButton(browser, url);
    expect([away.status, wordsIn(away)]).toEqual([503, expect.stringContaining('The bank is not answering')]);
    expect((await pressButton(browser, url)).status).toBe(200);
  });

  test('ends after five minutes, for whoever has not pressed its button', async () => {
    const browser = createTestBrowser();
    const url = await offer();
    await browser.visit(url);
    app.advance(5 * minute - 1);
    expect((await browser.visit(url)).status).toBe(200);
    app.advance(1);
    for (const method of ['GET', 'POST'] as const) expect((await browser.visit(url, { method })).status).toBe(410);
  });

  test('does not end another one of the same conversation', async () => {
    const [first, second] = [await offer(), await offer()];
    expect(first).not.toBe(second);
    expect((await createTestBrowser().visit(first)).status).toBe(200);
    expect((await createTestBrowser().visit(second)).status).toBe(200);
  });

  test('is known to every process', async () => {
    const { url } = await app.otherBooth.offer(mine, { page: 'parcels' }, 'fr');
    expect((await pressButton(createTestBrowser(), url)).status).toBe(200);
  });

  test.each(['x', '%00', 'a'.repeat(5_000), '..%2f..%2fetc', '<script>', 'callback2'])('that nobody made is refused: %j', async (token) => {
    const page = await createTestBrowser().visit(`${app.url}/booth/${encodeURI(token)}`);
    expect([400, 404, 410]).toContain(page.status);
    expect(page.html).not.toContain('<script>');
  });
});

describe('coming back from the bank', () => {
  async function atBank(browser = createTestBrowser(), conversation = mine, subject = 'customer-1') {
    return { browser, back: app.bank.authorise(bankAddressIn(await pressButton(browser, await offer(conversation))), subject) };
  }

  test('works in the browser that went there only, and once', async () => {
    const { browser, back } = await atBank();
    const stranger = createTestBrowser();
    expect((await stranger.visit(back)).status).toBe(410);
    await stranger.visit(await offer());
    expect((await stranger.visit(back)).status).toBe(410);
    expect((await browser.visit(back)).status).toBe(303);
    expect((await browser.visit(back)).status).toBe(410);
  });

  test('refuses a state or a code that is another sign-in’s', async () => {
    await app.link(theirs, 'customer-2');
    const me = await atBank();
    const them = await atBank(createTestBrowser(), theirs, 'customer-2');
    for (const name of ['state', 'code']) {
      const swapped = new URL(me.back);
      swapped.searchParams.set(name, new URL(them.back).searchParams.get(name) ?? '');
      expect((await me.browser.visit(swapped.href)).status).toBe(410);
    }
    for (const broken of ['', '?state=', '?code=x', '?state=a&state=b'])
      expect((await me.browser.visit(`${app.url}/booth/callback${broken}`)).status).toBe(410);
    expect((await me.browser.visit(`${app.url}/booth/balance`)).status).toBe(403);
  });

  test('shuts out whoever is another customer than the conversation’s, and ends that sign-in', async () => {
    const { page, browser } = await enterBooth(app, { subject: 'customer-2', language: 'en' });
    expect([page.status, wordsIn(page)]).toEqual([403, expect.stringContaining('This link belongs to another customer')]);
    expect(app.bank.revoked).toHaveLength(1);
    expect(JSON.stringify(page.headers)).not.toContain('guichet-session');
    expect((await browser.visit(`${app.url}/booth/balance`)).status).toBe(403);
    expect(app.reads).toEqual([]);
  });

  test('shuts out whoever’s conversation is not linked, or not any more', async () => {
    const never = await enterBooth(app, { conversation: theirs, language: 'en' });
    expect([never.page.status, wordsIn(never.page)]).toEqual([403, expect.stringContaining('no longer linked')]);
    const { browser, back } = await atBank();
    await app.links.linkingFor(mine).unlink();
    expect((await browser.visit(back)).status).toBe(403);
    expect(app.bank.revoked.filter((what) => what.startsWith('access-'))).toHaveLength(2);
  });

  test('refuses a sign-in that is not of just now', async () => {
    const { browser, back } = await atBank();
    app.bank.signedInAgoS(400);
    const page = await browser.visit(back);
    expect([page.status, wordsIn(page)]).toEqual([403, expect.stringContaining('A more recent sign-in is needed')]);
    expect((await browser.visit(`${app.url}/booth/balance`)).status).toBe(403);
  });

  test('says honestly that the customer declined, and that the bank does not answer', async () => {
    const browser = createTestBrowser();
    const declined = await browser.visit(app.bank.decline(bankAddressIn(await pressButton(browser, await offer()))));
    expect([declined.status, wordsIn(declined)]).toEqual([200, expect.stringContaining('The sign-in was declined')]);
    const { back } = await atBank(browser);
    app.bank.failNext('finish', 'protocol_violation');
    expect((await browser.visit(back)).status).toBe(503);
  });

  test('leads nowhere but to our own pages, whatever the address says', async () => {
    for (const target of ['https://evil.example', '//evil.example', 'javascript:alert(1)']) {
      const query = new URLSearchParams({ next: target, redirect_uri: target, return_to: target }).toString();
      const { browser, back } = await atBank();
      const answer = await browser.visit(`${back}&${query}`, { headers: { 'x-forwarded-host': 'evil.example', host: 'evil.example' } });
      expect([answer.status, answer.headers['location']]).toEqual([303, '/booth/balance']);
    }
  });
});

describe('a session', () => {
  const page = () => `${app.url}/booth/balance`;

  test('that cannot be looked up is said to be unavailable, in words and without a reason', async () => {
    const { browser, url } = await enterBooth(app, { language: 'en' });
    app.loseStore();
    for (const address of [page(), url, `${app.url}/booth/callback?state=x`]) {
      const away = await browser.visit(address);
      expect([away.status, wordsIn(away)]).toEqual([503, expect.stringContaining('This page is not available')]);
      expect(away.html).not.toContain('no store');
    }
  });

  test('is needed for every page; without it a page says to ask in Messenger', async () => {
    for (const path of ['', '/balance', '/transactions', '/receipt', '/receipt/x', '/parcels']) {
      const shut = await createTestBrowser().visit(`${app.url}/booth${path}`);
      expect([shut.status, wordsIn(shut)]).toEqual([403, expect.stringContaining('ask your question in Messenger')]);
    }
    expect(app.askers).toEqual([]);
  });

  test('goes on for ten minutes from page to page, and half an hour in all', async () => {
    const { browser } = await enterBooth(app);
    for (let minutes = 0; minutes < 27; minutes += 9) {
      app.advance(9 * minute);
      expect((await browser.visit(page())).status).toBe(200);
    }
    app.advance(3 * minute);
    expect((await browser.visit(page())).status).toBe(403);
  });

  test('ends after ten minutes in which nobody looks, and its page is put away', async () => {
    const { browser, page: first } = await enterBooth(app, { language: 'en' });
    expect(first.html).toContain('<meta http-equiv="refresh" content="605; url=/booth/closed">');
    app.advance(10 * minute);
    expect((await browser.visit(page())).status).toBe(403);
    const closed = await browser.visit(`${app.url}/booth/closed`);
    expect([closed.status, wordsIn(closed)]).toEqual([200, expect.stringContaining('This page is closed')]);
  });

  test('ends when the customer leaves, also for whoever has kept the cookie', async () => {
    const { browser, answer, page: first } = await enterBooth(app, { language: 'en' });
    const kept = /guichet-session=[\w-]{32}/.exec(String(answer.headers['set-cookie']))?.[0] ?? 'no cookie';
    const thief = (): Promise<Visited> => createTestBrowser().visit(page(), { headers: { cookie: kept } });
    expect((await thief()).status).toBe(200);
    const left = await browser.visit(`${app.url}/booth/leave`, { method: 'POST', form: { form: formTokenIn(first) } });
    expect([left.status, wordsIn(left)]).toEqual([200, expect.stringContaining('You have left')]);
    expect(String(left.headers['set-cookie'])).toMatch(/^guichet-session=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/);
    expect([(await browser.visit(page())).status, (await thief()).status]).toEqual([403, 403]);
  });

  test('is not ended by a form of another session, of another site, or without a token', async () => {
    const { browser, page: first } = await enterBooth(app);
    const other = await enterBooth(app);
    const token = formTokenIn(first);
    expect(formTokenIn(other.page)).not.toBe(token);
    const forged = [
      { form: { form: formTokenIn(other.page) } },
      { form: { form: '' } },
      { form: {} },
      { form: { form: token }, headers: { 'sec-fetch-site': 'cross-site' } },
      { form: { form: token }, headers: { 'sec-fetch-site': 'same-site' } },
    ];
    for (const options of forged) expect((await browser.visit(`${app.url}/booth/leave`, { method: 'POST', ...options })).status).toBe(403);
    expect((await browser.visit(page())).status).toBe(200);
  });

  test('has a new secret after each sign-in, and ends the one before in that browser', async () => {
    const { browser, answer } = await enterBooth(app);
    const kept = /guichet-session=([\w-]{32}); Path=\/; HttpOnly; SameSite=Lax; Max-Age=1800/.exec(
      String(answer.headers['set-cookie']),
    )?.[1];
    expect(kept).toBeDefined();
    await enterBooth(app, { browser });
    expect((await createTestBrowser().visit(page(), { headers: { cookie: `guichet-session=${kept}` } })).status).toBe(403);
    expect((await browser.visit(page())).status).toBe(200);
  });

  test('cannot be chosen by whoever plants a cookie', async () => {
    const planted = 's'.repeat(32);
    expect((await createTestBrowser().visit(page(), { headers: { cookie: `guichet-session=${planted}` } })).status).toBe(403);
  });

  test.each([
    ['unlinks', () => app.links.linkingFor(mine).unlink()],
    ['is linked to somebody else', () => app.link(mine, 'customer-2')],
    ['is linked anew', () => app.link(mine)],
  ])('ends when the conversation %s', async (_what, change) => {
    const { browser } = await enterBooth(app, { language: 'en' });
    await change();
    const shut = await browser.visit(page());
    expect([shut.status, wordsIn(shut)]).toEqual([403, expect.stringContaining('no longer linked')]);
    expect(wordsIn(await browser.visit(page()))).toContain('This page is closed');
  });
});
