import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bankAddressIn, codeIn, createTestBrowser, type LinkingApp, startLinkingApp, type TestBrowser } from '../support/linking-app.ts';
import { createRandom, type Random } from '../support/random.ts';

/**
 * Attacks on linking, each as often as it takes to believe that none gets through: a link that is passed on, an answer of the bank that
 * is tampered with, and addresses that lead elsewhere.
 */
const attacker = 'messenger:attacker';
const mine = 'messenger:mine';
const theirs = 'messenger:theirs';
const minute = 60_000;
const mostTries = 5;

let app: LinkingApp;
beforeEach(async () => {
  app = await startLinkingApp();
});
afterEach(() => app.close());

interface AtBank {
  readonly browser: TestBrowser;
  /** Where the bank sends the browser back to. */
  readonly back: string;
}

/** From the chat to the bank, where this customer signs in. */
async function signInAtBank(conversation: string, subject: string): Promise<AtBank> {
  const browser = createTestBrowser();
  const { url } = await app.links.linkingFor(conversation).begin();
  await browser.visit(url);
  const leaving = await browser.visit(url, { method: 'POST' });
  return { browser, back: app.bank.authorise(bankAddressIn(leaving), subject) };
}

const subjectOf = async (conversation: string): Promise<string | undefined> => (await app.links.accessFor(conversation))?.subject;

/** Six digits that are not the right ones. One guess in a million is right: that is what the number of tries is for, and no attack. */
function wrongGuess(random: Random, right: string): string {
  const guess = random.digits(6);
  return guess === right ? wrongGuess(random, right) : guess;
}

describe('a link that an attacker passes on', () => {
  test('links none of a hundred victims who follow it through their bank’s sign-in, whatever codes the attacker tries', async () => {
    const random = createRandom(8);
    const { confirm } = app.links.linkingFor(attacker);
    for (let victim = 0; victim < 100; victim += 1) {
      const { browser, back } = await signInAtBank(attacker, `victim-${victim}`);
      const code = codeIn(await browser.visit(back));
      expect(code).toMatch(/^\d{6}$/);
      const said: string[] = [];
      for (let tries = 0; tries < mostTries; tries += 1) said.push(await confirm(wrongGuess(random, code)));
      // After five tries not even the right one counts.
      said.push(await confirm(code));
      expect(said).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'locked', 'expired']);
      expect(await subjectOf(attacker)).toBeUndefined();
    }
    app.advance(11 * minute);
    await app.links.runDueRevocations();
    expect(app.bank.revoked).toHaveLength(100);
  });

  test('would link whoever types the right code at the fifth try', async () => {
    const random = createRandom(8);
    const { confirm } = app.links.linkingFor(mine);
    const { browser, back } = await signInAtBank(mine, 'customer-1');
    const code = codeIn(await browser.visit(back));
    for (let tries = 1; tries < mostTries; tries += 1) expect(await confirm(wrongGuess(random, code))).toBe('wrong');
    expect(await confirm(code)).toBe('linked');
    expect(await subjectOf(mine)).toBe('customer-1');
  });
});

type Mutation = (value: string, other: string) => string | undefined;

/** A value as somebody might send it instead; undefined: none at all. */
const mutations: readonly Mutation[] = [
  () => undefined,
  () => '',
  (value) => value.slice(0, -1),
  (value) => `${value}x`,
  (value) => value.toUpperCase().replace(/^[^A-Z]*$/, 'X'),
  (value) => Array.from(value).toReversed().join(''),
  (value) => `${value}${value}`,
  () => '../../callback',
  () => "' OR 1=1 --",
];
/** That of another sign-in. */
const swap: Mutation = (_value, other) => other;

/** What some other linking would read from the address, and this one must not. */
const planted = ['psid', 'ref', 'conversation', 'sub', 'account_linking_token', 'authorization_code', 'customer', 'session'];

interface Attack {
  readonly browser: TestBrowser;
  readonly address: string;
  /** The browser has begun a sign-in of this state: the bank is asked, and what it is asked with is used up, whatever comes of it. */
  readonly reachesBank: boolean;
}

/** What one sign-in came back with, changed: by itself or with what another one came back with, in either browser. */
function tampered(one: AtBank, other: AtBank, random: Random): Attack {
  const [url, elsewhere] = [new URL(one.back), new URL(other.back)];
  const changing = random.pick([['state'], ['code'], ['state', 'code']]);
  // Both of the other one's are no attack, in the other one's browser.
  const possible = changing.length === 1 ? [...mutations, swap] : mutations;
  for (const name of changing) {
    const value = url.searchParams.get(name) ?? '';
    const changed = random.pick(possible)(value, elsewhere.searchParams.get(name) ?? '');
    if (changed === value) throw new TypeError(`this is the ${name} as it was`);
    if (changed === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, changed);
  }
  for (const name of planted) if (random.below(3) === 0) url.searchParams.append(name, random.pick([theirs, '7700000000000001']));
  const { browser, back } = random.pick([one, one, other]);
  const reachesBank = url.searchParams.get('state') === new URL(back).searchParams.get('state');
  return { browser, address: url.href, reachesBank };
}

describe('what comes back from the bank', () => {
  test('links nobody in five hundred forms that were tampered with, nor in another browser', async () => {
    const random = createRandom(9);
    let wentOn = 0;
    for (let round = 0; round < 100; round += 1) {
      for (let variant = 0; variant < 5; variant += 1) {
        // Each on a sign-in of its own: one that is used up is refused whatever comes back.
        const one = await signInAtBank(mine, 'customer-1');
        const other = await signInAtBank(theirs, 'customer-2');
        const asItIs = { browser: other.browser, address: one.back, reachesBank: false };
        const { browser, address, reachesBank } = variant === 0 ? asItIs : tampered(one, other, random);
        expect(codeIn(await browser.visit(address))).toBe('');
        if (reachesBank) continue;
        // What was refused as another’s has touched nothing: the customer goes on.
        expect(codeIn(await one.browser.visit(one.back))).toMatch(/^\d{6}$/);
        wentOn += 1;
      }
    }
    expect(wentOn).toBeGreaterThan(300);
    expect([await subjectOf(mine), await subjectOf(theirs)]).toEqual([undefined, undefined]);
  });

  test('links who began it and nobody else, whatever was added to it', async () => {
    const { browser, back } = await signInAtBank(mine, 'customer-1');
    const added = planted.map((name) => `&${name}=${encodeURIComponent(theirs)}`).join('');
    const code = codeIn(await browser.visit(`${back}${added}`));
    expect(await app.links.linkingFor(theirs).confirm(code)).toBe('expired');
    expect(await app.links.linkingFor(mine).confirm(code)).toBe('linked');
    expect([await subjectOf(mine), await subjectOf(theirs)]).toEqual(['customer-1', undefined]);
  });
});

/** Ways of writing an address of somebody else so that it looks harmless, or is read differently by different readers. */
function elsewhere(): readonly string[] {
  const host = 'evil.example';
  const own = new URL(app.url).host;
  const plain = [
    `https://${host}`,
    `//${host}`,
    `///${host}`,
    `////${host}//`,
    String.raw`\\${host}`,
    String.raw`/\${host}`,
    String.raw`\/\/${host}`,
    `https:${host}`,
    `https:/${host}`,
    `https:///${host}`,
    `http://${own}@${host}`,
    `http://${own}%40${host}`,
    `http://${host}#${own}`,
    `http://${host}?${own}`,
    `http://${host}/.${own}`,
    `http://${own}.${host}`,
    `https://evil%E3%80%82example`,
    'https://evil。example',
    `\t//${host}`,
    `/\t/${host}`,
    `/%09/${host}`,
    `%0d%0aLocation: https://${host}`,
    `\r\nLocation: https://${host}`,
    'javascript:alert(1)//evil.example',
    'java\nscript:alert(1)//evil.example',
    'JaVaScRiPt://evil.example/%0aalert(1)',
    'data:text/html,<script>location="//evil.example"</script>',
    'vbscript:evil.example',
    `ftp://${host}`,
    `https://facebook.com.${host}/messenger_platform/account_linking`,
    `https://facebook.com@${host}/messenger_platform/account_linking`,
  ];
  const encoded = plain.flatMap((address) => [address, encodeURIComponent(address), encodeURIComponent(encodeURIComponent(address))]);
  return [...encoded, ...plain.map((address) => address.replaceAll('.', '%2e')), ...plain.map((address) => `/link/${address}`)];
}

const names = ['next', 'redirect_uri', 'return_to', 'url', 'continue', 'redirect', 'returnUrl', 'goto', 'dest', 'RelayState'];

describe('an address that leads elsewhere', () => {
  test('is followed in none of its forms, in no parameter and no header', async () => {
    const addresses = elsewhere();
    expect(addresses.length).toBeGreaterThan(150);
    for (const target of addresses) {
      // Headers take what is plain only.
      const headers = /^[\x21-\x7e]+$/.test(target) ? { host: 'evil.example', 'x-forwarded-host': target, referer: target } : {};
      const query = new URLSearchParams(Object.fromEntries(names.map((name) => [name, target]))).toString();
      const browser = createTestBrowser();
      const { url } = await app.links.linkingFor(mine).begin();
      const intro = await browser.visit(`${url}?${query}`, { headers });
      const leaving = await browser.visit(`${url}?${query}`, { method: 'POST', headers });
      expect(new URL(bankAddressIn(leaving)).origin).toBe('https://sign-in.bank.example');
      const back = app.bank.authorise(bankAddressIn(leaving));
      expect(new URL(back).origin).toBe(app.url);
      const page = await browser.visit(`${back}&${query}`, { headers });
      expect(codeIn(page)).toMatch(/^\d{6}$/);
      for (const { html, headers: sent } of [intro, leaving, page]) {
        expect(html).not.toContain('evil');
        expect(sent['location']).toBeUndefined();
      }
    }
  });
});
