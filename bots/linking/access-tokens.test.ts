import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LinkingApp, startLinkingApp } from '../../test/support/linking-app.ts';

const conversation = 'messenger:mine';
let app: LinkingApp;
beforeEach(async () => {
  app = await startLinkingApp({ tokenMs: 300_000 });
  const { authorizationUrl, pending } = await app.bank.begin(`${app.url}/link/callback`);
  await app.links.linkDirectly(conversation, await app.bank.finish(new URL(app.bank.authorise(authorizationUrl)), pending));
});
afterEach(() => app.close());

async function accessIn(links = app.links) {
  const customer = await links.accessFor(conversation);
  if (customer === undefined) throw new Error('not linked');
  return customer.access;
}

describe('access tokens', () => {
  test('are used for as long as they have a minute left', async () => {
    const access = await accessIn();
    const first = await access.accessToken();
    app.advance(240_000);
    expect(await access.accessToken()).toBe(first);
    expect(app.bank.refreshed).toEqual([]);
  });

  test('are renewed when less is left, and kept for every process', async () => {
    const access = await accessIn();
    const first = await access.accessToken();
    app.advance(240_001);
    const second = await access.accessToken();
    expect(second).not.toBe(first);
    expect(await (await accessIn(app.otherLinks)).accessToken()).toBe(second);
    expect(app.bank.refreshed).toHaveLength(1);
  });

  test.each([
    ['nearly expired', 250_000],
    ['expired', 310_000],
  ])(
    'that have %s are renewed by one of many callers in several processes, for a refresh token is good for one use',
    async (_state, ms) => {
      app.advance(ms);
      const accesses = await Promise.all(Array.from({ length: 10 }, (_, index) => accessIn(index % 2 ? app.links : app.otherLinks)));
      const tokens = await Promise.all(accesses.map((access) => access.accessToken()));
      expect(app.bank.refreshed).toHaveLength(1);
      expect(tokens.every((token) => token.startsWith('access-'))).toBe(true);
      expect(await app.links.accessFor(conversation)).toBeDefined();
    },
  );

  test('end the link when the bank renews them no more', async () => {
    const access = await accessIn();
    app.advance(310_000);
    app.bank.failNext('refresh', 'consent_expired');
    await expect(access.accessToken()).rejects.toMatchObject({ name: 'ConnectorError', code: 'consent_expired' });
    expect(await app.links.accessFor(conversation)).toBeUndefined();
    expect(await app.links.linkingFor(conversation).isLinked()).toBe(false);
    await expect(access.accessToken()).rejects.toMatchObject({ code: 'consent_expired' });
  });

  test('outlast a bank that does not answer: the old one as long as it is good, then the error, then a new one', async () => {
    const access = await accessIn();
    const first = await access.accessToken();
    app.advance(250_000);
    app.bank.failNext('refresh', 'bank_unavailable');
    expect(await access.accessToken()).toBe(first);
    app.advance(60_000);
    app.bank.failNext('refresh', 'bank_unavailable');
    await expect(access.accessToken()).rejects.toMatchObject({ code: 'bank_unavailable' });
    expect(await access.accessToken()).not.toBe(first);
  });

  test('without a renewal are good until they end', async () => {
    const tokens = { accessToken: 'only', expiresAt: new Date(Date.UTC(2026, 10, 23, 9, 5)).toISOString(), consentId: 'c' };
    await app.links.linkDirectly(conversation, { subject: 's', tokens });
    const access = await accessIn();
    app.advance(299_999);
    expect(await access.accessToken()).toBe('only');
    app.advance(1);
    await expect(access.accessToken()).rejects.toMatchObject({ code: 'consent_expired' });
  });

  test('are known to the outside by a key that changes with each link, and says nothing', async () => {
    const first = await accessIn();
    expect(first.key).toMatch(/^[\w-]{22}$/);
    expect((await accessIn(app.otherLinks)).key).toBe(first.key);
    const tokens = { accessToken: 'a', expiresAt: new Date(Date.UTC(2026, 10, 24)).toISOString(), consentId: 'c' };
    await app.links.linkDirectly(conversation, { subject: 'customer-1', tokens });
    expect((await accessIn()).key).not.toBe(first.key);
  });
});
