import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as oidc from 'openid-client';
import { type DemoBank, startDemoBank } from '../../demo/start-demo-bank.ts';
import { type BrowserPage, createBrowser } from './browser.ts';

const redirectUri = 'http://127.0.0.1:39780/link/callback';
const now = () => new Date('2026-11-23T10:00:00Z');
let bank: DemoBank;
let configuration: oidc.Configuration;

beforeAll(async () => {
  bank = await startDemoBank({ now, redirectUris: [redirectUri] });
  configuration = await oidc.discovery(new URL(bank.issuer), bank.clientId, bank.clientSecret, oidc.ClientSecretBasic(bank.clientSecret), {
    execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
  });
});
afterAll(() => bank.stop());

async function clientToken(): Promise<string> {
  return (await oidc.clientCredentialsGrant(configuration, { scope: 'accounts' })).access_token;
}

async function createConsent(permissions = ['ReadAccountsDetail', 'ReadBalances', 'ReadTransactionsDetail', 'ReadTransactionsDebits']) {
  const response = await fetch(`${bank.openBankingUrl}/account-access-consents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await clientToken()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Data: { Permissions: permissions }, Risk: {} }),
  });
  expect(response.status).toBe(201);
  const body: { Data: { ConsentId: string; Status: string } } = JSON.parse(await response.text());
  return body.Data;
}

async function consentStatus(consentId: string): Promise<string> {
  const response = await fetch(`${bank.openBankingUrl}/account-access-consents/${consentId}`, {
    headers: { authorization: `Bearer ${await clientToken()}` },
  });
  const body: { Data: { Status: string } } = JSON.parse(await response.text());
  return body.Data.Status;
}

function claimsOf(consentId: string): string {
  const claim = { openbanking_intent_id: { value: consentId, essential: true } };
  return JSON.stringify({ userinfo: claim, id_token: claim });
}

async function begin(consentId: string, extra?: Readonly<Record<string, string>>) {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const url = await oidc.buildAuthorizationUrlWithPAR(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid accounts',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(extra ?? { claims: claimsOf(consentId) }),
  });
  return { url: url.href, verifier, state, nonce };
}

const stopsAt = (url: URL): boolean => url.href.startsWith(redirectUri);

function actionOf(page: BrowserPage): string {
  return new URL(/action="([^"]+)"/.exec(page.text)?.[1] ?? '', page.url).href;
}

/** Signs in by the pages and answers the consent; the address the browser ends at. */
async function signIn(url: string, { customer = 'demo-fr', decision = 'allow' } = {}): Promise<URL> {
  const browser = createBrowser({ stopsAt });
  const login = await browser.open(url);
  const consent = await browser.open(actionOf(login), { customer, other: '', pin: '1234' });
  return (await browser.open(actionOf(consent), { decision })).url;
}

async function exchange(callback: URL, request: Awaited<ReturnType<typeof begin>>) {
  return oidc.authorizationCodeGrant(configuration, callback, {
    expectedState: request.state,
    expectedNonce: request.nonce,
    pkceCodeVerifier: request.verifier,
    idTokenExpected: true,
  });
}

async function read(path: string, token: string): Promise<number> {
  return (await fetch(`${bank.openBankingUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
}

describe('sign-in', () => {
  test('leads from a pushed request over sign-in and consent to tokens that read, renew and can be revoked', async () => {
    const consent = await createConsent();
    expect(consent.Status).toBe('AWAU');
    const request = await begin(consent.ConsentId);
    const tokens = await exchange(await signIn(request.url, { customer: 'demo-gb' }), request);
    expect(tokens.claims()).toMatchObject({
      sub: 'demo-gb',
      given_name: 'Oliver',
      locale: 'en-GB',
      zoneinfo: 'Europe/London',
      openbanking_intent_id: consent.ConsentId,
    });
    expect(await consentStatus(consent.ConsentId)).toBe('AUTH');
    expect(await read('/accounts', tokens.access_token)).toBe(200);
    const userInfo = await oidc.fetchUserInfo(configuration, tokens.access_token, 'demo-gb');
    expect(userInfo.given_name).toBe('Oliver');

    const renewed = await oidc.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    expect(await read('/balances', renewed.access_token)).toBe(200);

    await oidc.tokenRevocation(configuration, tokens.refresh_token ?? '');
    await expect(oidc.refreshTokenGrant(configuration, tokens.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await read('/accounts', renewed.access_token)).toBe(401);
  });

  test('takes the scopes and prompt of a client that asks for offline access', async () => {
    const consent = await createConsent();
    const request = await begin(consent.ConsentId, {
      scope: 'openid accounts offline_access',
      prompt: 'consent',
      claims: claimsOf(consent.ConsentId),
    });
    const tokens = await exchange(await signIn(request.url), request);
    expect(tokens.refresh_token).toBeDefined();
  });

  test('takes the consent id as a plain parameter, too', async () => {
    const consent = await createConsent();
    const request = await begin(consent.ConsentId, { consent_id: consent.ConsentId });
    const tokens = await exchange(await signIn(request.url, { customer: 'customer-42' }), request);
    expect(tokens.claims()?.sub).toBe('customer-42');
  });

  test('ends everything when the consent is deleted', async () => {
    const consent = await createConsent();
    const request = await begin(consent.ConsentId);
    const tokens = await exchange(await signIn(request.url), request);
    const response = await fetch(`${bank.openBankingUrl}/account-access-consents/${consent.ConsentId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${await clientToken()}` },
    });
    expect(response.status).toBe(204);
    expect(await consentStatus(consent.ConsentId)).toBe('CANC');
    expect(await read('/accounts', tokens.access_token)).toBe(401);
    await expect(oidc.refreshTokenGrant(configuration, tokens.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('tells the client when the customer refuses', async () => {
    const consent = await createConsent();
    const callback = await signIn((await begin(consent.ConsentId)).url, { decision: 'refuse' });
    expect(callback.searchParams.get('error')).toBe('access_denied');
    expect(await consentStatus(consent.ConsentId)).toBe('RJCT');
  });

  test('refuses a consent that is unknown or already used', async () => {
    const consent = await createConsent();
    await signIn((await begin(consent.ConsentId)).url);
    for (const consentId of [consent.ConsentId, 'aac-unknown']) {
      const page = await createBrowser({ stopsAt }).open((await begin(consentId)).url);
      expect(page.url.searchParams.get('error')).toBe('invalid_request');
    }
  });

  test('refuses requests without PKCE and to other addresses', async () => {
    const consent = await createConsent();
    const plain = { redirect_uri: redirectUri, scope: 'openid accounts', response_type: 'code', consent_id: consent.ConsentId };
    const withoutPkce = await createBrowser({ stopsAt }).open(oidc.buildAuthorizationUrl(configuration, plain).href);
    expect(withoutPkce.url.searchParams.get('error')).toBe('invalid_request');
    const elsewhere = {
      ...plain,
      redirect_uri: 'http://127.0.0.1:39780/evil',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    };
    const page = await createBrowser({ stopsAt }).open(oidc.buildAuthorizationUrl(configuration, elsewhere).href);
    expect(page.status).toBe(400);
    expect(page.url.origin).toBe(bank.url);
  });

  test('asks who is there at each sign-in and for each consent, in the same browser too', async () => {
    const browser = createBrowser({ stopsAt });
    for (const customer of ['demo-fr', 'demo-gb']) {
      const consent = await createConsent();
      const request = await begin(consent.ConsentId);
      const login = await browser.open(request.url);
      expect(login.text).toContain('type="password"');
      const asked = await browser.open(actionOf(login), { customer, other: '', pin: '1234' });
      expect(asked.text).toContain('value="allow"');
      const { url } = await browser.open(actionOf(asked), { decision: 'allow' });
      expect((await exchange(url, request)).claims()?.sub).toBe(customer);
    }
  });

  test('does not go on in another browser than the one it began in', async () => {
    const consent = await createConsent();
    const page = await createBrowser({ stopsAt }).open((await begin(consent.ConsentId)).url);
    const stranger = await createBrowser({ stopsAt }).open(actionOf(page), { customer: 'demo-fr', other: '', pin: '1234' });
    expect(stranger.status).toBe(400);
    expect(await consentStatus(consent.ConsentId)).toBe('AWAU');
  });
});

describe('sign-in pages', () => {
  test('say that they are a demonstration, in the language of the browser', async () => {
    const consent = await createConsent();
    const { url } = await begin(consent.ConsentId);
    const french = await createBrowser({ stopsAt, language: 'fr-FR,fr;q=0.9,en;q=0.8' }).open(url);
    expect(french.text).toContain('Démonstration');
    const english = await createBrowser({ stopsAt, language: 'en-GB,en;q=0.9' }).open((await begin(consent.ConsentId)).url);
    expect(english.text).toContain('this bank, its customers and their accounts are invented');
  });

  test('let forms lead back to the client, load nothing from elsewhere and are not framed', async () => {
    const consent = await createConsent();
    const page = await createBrowser({ stopsAt }).open((await begin(consent.ConsentId)).url);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:39780");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.text).not.toMatch(/(?:src|href)="/);
  });

  test('escape what was typed and ask again', async () => {
    const consent = await createConsent();
    const browser = createBrowser({ stopsAt });
    const login = await browser.open((await begin(consent.ConsentId)).url);
    const typed = '"><script>alert(1)</script>';
    const again = await browser.open(actionOf(login), { other: typed, pin: '1234' });
    expect(again.status).toBe(422);
    expect(again.text).not.toContain('<script>');
    const shortPin = await browser.open(actionOf(login), { customer: 'demo-fr', other: '', pin: '12' });
    expect(shortPin.status).toBe(422);
    expect(shortPin.text).toContain('role="alert"');
  });

  test('name what is consented to and for how long', async () => {
    const consent = await createConsent(['ReadAccountsDetail', 'ReadBalances']);
    const browser = createBrowser({ stopsAt, language: 'en' });
    const login = await browser.open((await begin(consent.ConsentId)).url);
    const page = await browser.open(actionOf(login), { other: 'demo-us', pin: '123456' });
    expect(page.text).toContain('Hello Emily');
    expect(page.text).toContain('Your balances');
    expect(page.text).not.toContain('Your transactions');
    expect(page.text).toContain('180 days');
  });
});
