import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  bankAddressIn,
  codeIn,
  createTestBrowser,
  type LinkingApp,
  startLinkingApp,
  type TestBrowser,
  type Visited,
} from '../../test/support/linking-app.ts';

const minute = 60_000;
const mine = 'messenger:mine';
const theirs = 'messenger:theirs';

let app: LinkingApp;
beforeEach(async () => {
  app = await startLinkingApp();
});
afterEach(() => app.close());

function linking(conversation = mine) {
  return app.links.linkingFor(conversation);
}

/** Opens a link and presses its button. */
async function open(browser: TestBrowser, url: string): Promise<Visited> {
  await browser.visit(url);
  return browser.visit(url, { method: 'POST' });
}

/** From the chat through the bank to the code. */
async function signIn(browser = createTestBrowser(), conversation = mine, subject = 'customer-1'): Promise<Visited> {
  const { url } = await linking(conversation).begin();
  const back = app.bank.authorise(bankAddressIn(await open(browser, url)), subject);
  return browser.visit(back);
}

async function subjectOf(conversation: string): Promise<string | undefined> {
  return (await app.links.accessFor(conversation))?.subject;
}

function wrongCode(page: Visited): string {
  return codeIn(page) === '000000' ? '000001' : '000000';
}

describe('linking', () => {
  test('goes from the chat to the bank and back, and counts once the code was typed', async () => {
    const browser = createTestBrowser();
    const { url } = await linking().begin();
    expect(url).toMatch(/\/link\/[\w-]{32}$/);
    expect(await browser.visit(url)).toMatchObject({ status: 200 });
    const leaving = await browser.visit(url, { method: 'POST' });
    expect(bankAddressIn(leaving)).toMatch(/^https:\/\/sign-in\.bank\.example\/authorize\?/);
    const page = await browser.visit(app.bank.authorise(bankAddressIn(leaving)));
    expect(page.status).toBe(200);
    expect(page.html).toContain('If somebody sent you this link');
    expect(await linking().isLinked()).toBe(false);
    expect(await app.links.accessFor(mine)).toBeUndefined();

    expect(await linking().confirm(codeIn(page))).toBe('linked');
    expect(await linking().isLinked()).toBe(true);
    const customer = await app.links.accessFor(mine);
    expect(customer).toMatchObject({ subject: 'customer-1', givenName: 'Camille', locale: 'fr-FR', timeZone: 'Europe/Paris' });
    expect(await customer?.access.accessToken()).toMatch(/^access-/);
    expect(app.bank.revoked).toEqual([]);
    // The code does nothing more, and the tokens are not revoked behind the customer's back.
    expect(await linking().confirm(codeIn(page))).toBe('linked');
    app.advance(11 * minute);
    expect(await app.links.runDueRevocations()).toBe(0);
    expect(app.bank.revoked).toEqual([]);
  });

  test('takes the code however it is typed', async () => {
    const page = await signIn();
    const code = codeIn(page);
    expect(await linking().confirm(` ${code.slice(0, 3)} ${code.slice(3)} `)).toBe('linked');
  });

  test('speaks the language of the conversation, or else of the browser', async () => {
    const { url } = await app.links.linkingFor(mine, 'fr').begin();
    const french = await createTestBrowser('en').visit(url);
    expect(french.html).toContain('<html lang="fr">');
    expect(french.html).toContain('Lier votre compte à Messenger');
    const unknown = await linking(theirs).begin();
    expect((await createTestBrowser('de, fr-CH;q=0.8, en;q=0.5').visit(unknown.url)).html).toContain('<html lang="fr">');
    expect((await createTestBrowser('de').visit(unknown.url)).html).toContain('<html lang="en">');
  });

  test('ends the link before it when a conversation is linked anew', async () => {
    const first = await signIn();
    await linking().confirm(codeIn(first));
    const before = await app.links.accessFor(mine);
    const second = await signIn(createTestBrowser(), mine, 'customer-2');
    expect(await subjectOf(mine)).toBe('customer-1');
    await linking().confirm(codeIn(second));
    const after = await app.links.accessFor(mine);
    expect(after?.subject).toBe('customer-2');
    expect(after?.access.key).not.toBe(before?.access.key);
    await expect(before?.access.accessToken()).rejects.toMatchObject({ code: 'consent_expired' });
    expect(app.bank.revoked).toHaveLength(1);
  });

  test('links demo customers directly', async () => {
    const tokens = { accessToken: 'a', expiresAt: new Date(Date.UTC(2026, 10, 24)).toISOString(), consentId: 'c' };
    await app.links.linkDirectly(mine, { subject: 'demo-fr', tokens });
    expect(await subjectOf(mine)).toBe('demo-fr');
    expect(await (await app.links.accessFor(mine))?.access.accessToken()).toBe('a');
  });
});

describe('unlinking', () => {
  test('revokes at the bank, and ends the access of every process at once', async () => {
    const page = await signIn();
    await linking().confirm(codeIn(page));
    const elsewhere = await app.otherLinks.accessFor(mine);
    expect(await linking().unlink()).toBe(true);
    expect(app.bank.revoked).toHaveLength(1);
    expect(await linking().isLinked()).toBe(false);
    await expect(elsewhere?.access.accessToken()).rejects.toMatchObject({ name: 'ConnectorError', code: 'consent_expired' });
    expect(await linking().unlink()).toBe(false);
  });

  test('is not undone by a bank that does not answer: it is told later', async () => {
    const page = await signIn();
    await linking().confirm(codeIn(page));
    app.bank.failNext('revoke', 'bank_unavailable');
    expect(await linking().unlink()).toBe(true);
    expect(app.bank.revoked).toEqual([]);
    expect(await app.otherLinks.runDueRevocations()).toBe(0);
    expect(app.bank.revoked).toHaveLength(1);
    expect(await app.links.runDueRevocations()).toBe(0);
    expect(app.bank.revoked).toHaveLength(1);
  });

  test('ends what was begun, too', async () => {
    const page = await signIn();
    expect(await linking().unlink()).toBe(false);
    expect(await linking().confirm(codeIn(page))).toBe('expired');
    expect(app.bank.revoked).toHaveLength(1);
    const { url } = await linking().begin();
    await linking().unlink();
    expect((await createTestBrowser().visit(url)).status).toBe(410);
  });
});

describe('a link', () => {
  test('works once', async () => {
    const browser = createTestBrowser();
    const { url } = await linking().begin();
    expect((await open(browser, url)).status).toBe(200);
    expect((await browser.visit(url)).status).toBe(410);
    const again = await browser.visit(url, { method: 'POST' });
    expect(again.status).toBe(410);
    expect(again.html).toContain('no longer valid');
    expect(bankAddressIn(again)).toBe('');
  });

  test('works for one of two who press the button at the same moment', async () => {
    const browsers = [createTestBrowser(), createTestBrowser()];
    const { url } = await linking().begin();
    await Promise.all(browsers.map((browser) => browser.visit(url)));
    const pages = await Promise.all(browsers.map((browser) => browser.visit(url, { method: 'POST' })));
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200, 410]));
  });

  test('is not used up by a bank that is away', async () => {
    const browser = createTestBrowser();
    const { url } = await linking().begin();
    app.bank.failNext('begin', 'bank_unavailable');
    expect((await open(browser, url)).status).toBe(503);
    const page = await browser.visit(app.bank.authorise(bankAddressIn(await open(browser, url))));
    expect(await linking().confirm(codeIn(page))).toBe('linked');
  });

  test('is not used up by programs that look at it', async () => {
    const { url } = await linking().begin();
    for (const method of ['GET', 'HEAD', 'GET'] as const) expect((await createTestBrowser().visit(url, { method })).status).toBe(200);
    expect((await open(createTestBrowser(), url)).status).toBe(200);
  });

  test('does nothing for a form without the cookie of its page, or from another site, and stays good', async () => {
    const browser = createTestBrowser();
    const { url } = await linking().begin();
    expect((await createTestBrowser().visit(url, { method: 'POST' })).status).toBe(400);
    await browser.visit(url);
    expect((await browser.visit(url, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(400);
    expect((await browser.visit(url, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', origin: 'null' } })).status).toBe(200);
  });

  test('ends after ten minutes', async () => {
    const browser = createTestBrowser();
    const { url } = await linking().begin();
    await browser.visit(url);
    app.advance(10 * minute - 1);
    expect((await browser.visit(url)).status).toBe(200);
    app.advance(1);
    expect((await browser.visit(url)).status).toBe(410);
    expect((await browser.visit(url, { method: 'POST' })).status).toBe(410);
  });

  test('ends when another one is asked for, at whatever stage it is', async () => {
    const browser = createTestBrowser();
    const first = await linking().begin();
    const second = await linking().begin();
    expect((await browser.visit(first.url)).status).toBe(410);
    const atBank = app.bank.authorise(bankAddressIn(await open(browser, second.url)));
    await linking().begin();
    expect((await browser.visit(atBank)).status).toBe(410);
    const page = await signIn();
    await linking().begin();
    expect(await linking().confirm(codeIn(page))).toBe('expired');
    expect(app.bank.revoked).toHaveLength(1);
  });

  test.each(['', 'x', 'callback', '%00', 'a'.repeat(5_000), '..%2f..%2fetc', '<script>'])(
    'that nobody made is refused: %j',
    async (token) => {
      const page = await createTestBrowser().visit(`${app.url}/link/${encodeURI(token)}`);
      expect([400, 404, 410]).toContain(page.status);
      expect(page.html).not.toContain('<script>');
    },
  );
});

describe('coming back from the bank', () => {
  test('works in the browser that went there only', async () => {
    const browser = createTestBrowser();
    const { url } = await linking().begin();
    const back = app.bank.authorise(bankAddressIn(await open(browser, url)));
    const stranger = createTestBrowser();
    expect((await stranger.visit(back)).status).toBe(410);
    await stranger.visit((await linking(theirs).begin()).url);
    expect((await stranger.visit(back)).status).toBe(410);
    // The strangers have used nothing up.
    expect(codeIn(await browser.visit(back))).toMatch(/^\d{6}$/);
  });

  test('works once', async () => {
    const browser = createTestBrowser();
    const { url } = await linking().begin();
    const back = app.bank.authorise(bankAddressIn(await open(browser, url)));
    expect((await browser.visit(back)).status).toBe(200);
    expect((await browser.visit(back)).status).toBe(410);
  });

  test('refuses a state that is another sign-in’s', async () => {
    const [me, them] = [createTestBrowser(), createTestBrowser()];
    const mineAt = new URL(app.bank.authorise(bankAddressIn(await open(me, (await linking().begin()).url))));
    const theirsAt = new URL(app.bank.authorise(bankAddressIn(await open(them, (await linking(theirs).begin()).url)), 'customer-2'));
    const swapped = new URL(mineAt);
    swapped.searchParams.set('state', theirsAt.searchParams.get('state') ?? '');
    expect((await me.visit(swapped.href)).status).toBe(410);
    const theirCode = new URL(mineAt);
    theirCode.searchParams.set('code', theirsAt.searchParams.get('code') ?? '');
    expect((await me.visit(theirCode.href)).status).toBe(410);
    for (const broken of ['', '?state=', '?code=x', '?state=a&state=b'])
      expect((await me.visit(`${app.url}/link/callback${broken}`)).status).toBe(410);
    expect([await subjectOf(mine), await subjectOf(theirs)]).toEqual([undefined, undefined]);
  });

  test('says honestly that the customer declined, and that the bank does not answer', async () => {
    const browser = createTestBrowser();
    const declined = await browser.visit(app.bank.decline(bankAddressIn(await open(browser, (await linking().begin()).url))));
    expect([declined.status, declined.html]).toEqual([200, expect.stringContaining('Nothing has been linked')]);
    app.bank.failNext('begin', 'bank_unavailable');
    const before = await open(browser, (await linking().begin()).url);
    expect([before.status, before.html]).toEqual([503, expect.stringContaining('The bank is not answering')]);
    const { url } = await linking().begin();
    const back = app.bank.authorise(bankAddressIn(await open(browser, url)));
    app.bank.failNext('finish', 'protocol_violation');
    expect((await browser.visit(back)).status).toBe(503);
    expect(await linking().isLinked()).toBe(false);
  });
});

describe('the code', () => {
  test('locks after five wrong ones, and revokes what was signed in', async () => {
    const page = await signIn();
    const wrong = wrongCode(page);
    for (const outcome of ['wrong', 'wrong', 'wrong', 'wrong', 'locked']) expect(await linking().confirm(wrong)).toBe(outcome);
    expect(app.bank.revoked).toHaveLength(1);
    expect(await linking().confirm(codeIn(page))).toBe('expired');
    expect(await linking().isLinked()).toBe(false);
    expect(await app.links.runDueRevocations()).toBe(0);
    expect(app.bank.revoked).toHaveLength(1);
  });

  test('counts guesses that come at the same moment, from several processes, one by one', async () => {
    const page = await signIn();
    const wrong = wrongCode(page);
    const services = Array.from({ length: 12 }, (_, index) => (index % 2 ? app.links : app.otherLinks).linkingFor(mine));
    const outcomes = await Promise.all(services.map((service) => service.confirm(wrong)));
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(4);
    expect(outcomes.filter((outcome) => outcome === 'locked').length).toBeGreaterThan(0);
    expect(await linking().confirm(codeIn(page))).toBe('expired');
  });

  test('is good at the fifth try still', async () => {
    const page = await signIn();
    for (let count = 0; count < 4; count += 1) await linking().confirm(wrongCode(page));
    expect(await linking().confirm(codeIn(page))).toBe('linked');
  });

  test('is worth nothing in another conversation', async () => {
    const page = await signIn();
    expect(await linking(theirs).confirm(codeIn(page))).toBe('expired');
    const other = await signIn(createTestBrowser(), theirs, 'customer-2');
    const outcome = await linking(theirs).confirm(codeIn(page));
    // One in a million: both sign-ins were given the same digits.
    expect(outcome).toBe(codeIn(page) === codeIn(other) ? 'linked' : 'wrong');
    expect(await subjectOf(theirs)).not.toBe('customer-1');
  });

  test('of a victim who followed an attacker’s link links nothing unless the victim hands it over', async () => {
    const { url } = await linking('messenger:attacker').begin();
    const victim = createTestBrowser();
    const page = await victim.visit(app.bank.authorise(bankAddressIn(await open(victim, url)), 'victim'));
    expect(page.html).toContain('give this code to nobody');
    expect(await subjectOf('messenger:attacker')).toBeUndefined();
    app.advance(10 * minute);
    expect(await linking('messenger:attacker').confirm(codeIn(page))).toBe('expired');
    expect(await app.links.runDueRevocations()).toBe(0);
    expect(app.bank.revoked).toHaveLength(1);
  });

  test('ends after ten minutes, and the consent with it', async () => {
    const page = await signIn();
    app.advance(10 * minute);
    expect(await linking().confirm(codeIn(page))).toBe('expired');
    await app.links.runDueRevocations();
    expect(app.bank.revoked).toHaveLength(1);
  });
});

/** Runs one step of a turn in processes that die at the first write, the second and so on, until one gets to its end. */
async function untilDone<Result>(step: (nth: number) => Promise<Result>): Promise<{ readonly result: Result; readonly deaths: number }> {
  for (let nth = 1; ; nth += 1) {
    const result = await step(nth).catch((error: unknown) => {
      if (error instanceof Error && error.message === 'the process is gone') return undefined;
      throw error;
    });
    if (result !== undefined) return { result, deaths: nth - 1 };
  }
}

describe('a turn that is cut off and done again', () => {
  test('at whatever write: a right code links, once, and its consent stays good', async () => {
    const page = await signIn();
    const { result, deaths } = await untilDone((nth) => app.dyingLinks(nth).linkingFor(mine).confirm(codeIn(page)));
    expect(result).toBe('linked');
    expect(deaths).toBeGreaterThan(3);
    app.advance(2 * 60 * minute);
    await app.links.runDueRevocations();
    expect(await subjectOf(mine)).toBe('customer-1');
    expect(await (await app.links.accessFor(mine))?.access.accessToken()).toMatch(/\S/);
  });

  test('a code that was right before is still said to be, and changes nothing', async () => {
    const page = await signIn();
    await linking().confirm(codeIn(page));
    const before = await app.links.accessFor(mine);
    expect(await linking().confirm(codeIn(page))).toBe('linked');
    expect((await app.links.accessFor(mine))?.access.key).toBe(before?.access.key);
    await linking().unlink();
    expect(await linking().confirm(codeIn(page))).toBe('expired');
  });

  test('of a new link at whatever write: the old consent ends, the new one stays', async () => {
    await linking().confirm(codeIn(await signIn()));
    const page = await signIn(createTestBrowser(), mine, 'customer-2');
    await untilDone((nth) => app.dyingLinks(nth).linkingFor(mine).confirm(codeIn(page)));
    await app.links.runDueRevocations();
    expect(await subjectOf(mine)).toBe('customer-2');
    expect(new Set(app.bank.revoked).size).toBe(1);
    await linking().unlink();
    expect(new Set(app.bank.revoked).size).toBe(2);
  });

  test('of unlinking at whatever write: no consent is left behind', async () => {
    await linking().confirm(codeIn(await signIn()));
    const { deaths } = await untilDone((nth) => app.dyingLinks(nth).linkingFor(mine).unlink());
    expect(deaths).toBeGreaterThan(3);
    await app.links.runDueRevocations();
    expect(await linking().isLinked()).toBe(false);
    expect(new Set(app.bank.revoked).size).toBe(1);
  });
});
