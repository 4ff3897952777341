import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { connectorFailure } from '../../test/support/connector-failure.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { type StubIssuer, startStubIssuer } from '../../test/support/stub-issuer.ts';
import type { StubAnswer } from '../../test/support/stub-server.ts';
import type { BankSignIn, BankTokens, PendingSignIn } from '../ports/bank-sign-in.ts';
import type { ConnectorCall } from '../ports/call-observer.ts';
import { type BankSignInOptions, createBankSignIn } from './create-bank-sign-in.ts';
import { createClientToken } from './create-client-token.ts';

const now = (): Date => new Date();
const redirectUri = 'https://guichet.example/link/callback';
const client = { clientId: 'guichet', clientSecret: 'canary-secret', allowInsecureLoopback: true, now } as const;

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

interface Stage {
  readonly signIn: BankSignIn;
  readonly issuer: StubIssuer;
  readonly deleted: string[];
  readonly calls: ConnectorCall[];
  readonly logged: unknown[];
}

async function stage(more: Partial<BankSignInOptions> = {}): Promise<Stage> {
  const issuer = await startStubIssuer(client.clientId);
  const deleted: string[] = [];
  const calls: ConnectorCall[] = [];
  const logged: unknown[] = [];
  const signIn = createBankSignIn({
    egress: openEgress(),
    ...client,
    issuer: issuer.issuer,
    consents: {
      create: async () => ({ consentId: 'consent-42', state: 'awaiting_authorisation' }),
      delete: async (id) => void deleted.push(id),
    },
    retry: { attempts: 2, baseMs: 1 },
    onCall: (call) => calls.push(call),
    log: { warn: (fields, message) => logged.push(fields, message) },
    ...more,
  });
  opened.push(signIn, issuer.server);
  return { signIn, issuer, deleted, calls, logged };
}

function callback(pending: PendingSignIn, issuer: string, bend: Readonly<Record<string, string | undefined>> = {}): URL {
  const url = new URL('http://internal.proxy:8080/link/callback');
  const parameters: Record<string, string | undefined> = { code: 'code-canary', state: pending.state, iss: issuer, ...bend };
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

describe('beginning', () => {
  test('pushes PKCE, state, nonce and the consent, and gives only a reference to the browser', async () => {
    const { signIn, issuer, calls } = await stage();
    const { authorizationUrl, pending } = await signIn.begin(redirectUri);
    const url = new URL(authorizationUrl);
    expect(`${url.origin}${url.pathname}`).toBe(`${issuer.issuer}/authorize`);
    expect([...url.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
    const pushed = issuer.pushed();
    const { claims, ...rest } = Object.fromEntries(pushed);
    expect(rest).toMatchObject({
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid accounts offline_access',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: createHash('sha256').update(pending.codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
      prompt: 'consent',
    });
    const claim = { openbanking_intent_id: { value: 'consent-42', essential: true } };
    const personal = { given_name: null, locale: null, zoneinfo: null };
    expect(JSON.parse(claims ?? '')).toEqual({ id_token: claim, userinfo: { ...claim, ...personal } });
    expect(pending).toMatchObject({ consentId: 'consent-42', redirectUri });
    expect(calls.map((call) => call.operation)).toEqual(['discovery', 'par']);
  });

  test('puts the parameters into the address where the bank takes no pushed requests', async () => {
    const { signIn, issuer } = await stage({ scope: 'openid accounts' });
    issuer.faults.metadata = { pushed_authorization_request_endpoint: undefined };
    const { authorizationUrl, pending } = await signIn.begin(redirectUri);
    const { searchParams } = new URL(authorizationUrl);
    expect(searchParams.get('state')).toBe(pending.state);
    expect(searchParams.get('claims')).toContain('consent-42');
    expect(searchParams.has('prompt')).toBe(false);
  });

  test('never uses a state, nonce or verifier twice', async () => {
    const { signIn } = await stage();
    const [first, second] = [await signIn.begin(redirectUri), await signIn.begin(redirectUri)];
    for (const secret of ['state', 'nonce', 'codeVerifier'] as const) expect(first.pending[secret]).not.toBe(second.pending[secret]);
  });

  test('discovers once, and again after a failure', async () => {
    const { signIn, issuer, calls } = await stage();
    issuer.faults.answers = { 'openid-configuration': { status: 503, json: {} } };
    expect((await connectorFailure(signIn.begin(redirectUri))).code).toBe('bank_unavailable');
    issuer.faults.answers = {};
    await signIn.begin(redirectUri);
    await signIn.begin(redirectUri);
    expect(calls.map((call) => [call.operation, call.outcome])).toEqual([
      ['discovery', 503],
      ['discovery', 200],
      ['par', 201],
      ['par', 201],
    ]);
  });

  test.each([['http://bank.example'], ['http://localhost.evil.example'], ['ftp://127.0.0.1'], ['http://127.0.0.1.nip.example']])(
    'refuses the issuer %s',
    (issuer) => {
      expect(() =>
        createBankSignIn({
          egress: openEgress(),
          ...client,
          issuer,
          consents: { create: async () => Promise.reject(new Error('unused')), delete: async () => undefined },
        }),
      ).toThrow(TypeError);
    },
  );

  test('refuses plain http on this machine unless it is allowed', () => {
    const consents = { create: async () => Promise.reject(new Error('unused')), delete: async () => undefined };
    expect(() =>
      createBankSignIn({ egress: openEgress(), ...client, allowInsecureLoopback: false, issuer: 'http://127.0.0.1:1', consents }),
    ).toThrow(TypeError);
  });

  test('does not send secrets over plain http to another machine that the metadata names', async () => {
    const { signIn, issuer } = await stage();
    issuer.faults.metadata = { pushed_authorization_request_endpoint: 'http://10.0.0.1/par' };
    expect((await connectorFailure(signIn.begin(redirectUri))).code).toBe('protocol_violation');
  });

  test('refuses metadata of another issuer', async () => {
    const { signIn, issuer } = await stage();
    issuer.faults.metadata = { issuer: 'https://evil.example' };
    expect((await connectorFailure(signIn.begin(redirectUri))).code).toBe('protocol_violation');
  });
});

describe('finishing', () => {
  test('gives the customer and tokens of the consent', async () => {
    const { signIn, issuer, calls } = await stage();
    const { pending } = await signIn.begin(redirectUri);
    const began = Date.now();
    const customer = await signIn.finish(callback(pending, issuer.issuer), pending);
    expect(customer).toEqual({
      subject: 'customer-1',
      givenName: 'Camille',
      locale: 'fr-FR',
      timeZone: 'Europe/Paris',
      tokens: { accessToken: 'access-1', refreshToken: 'refresh-1', consentId: 'consent-42', expiresAt: expect.any(String) },
    });
    expect(Math.abs(Date.parse(customer.tokens.expiresAt) - began - 600_000)).toBeLessThan(5_000);
    const exchange = new URLSearchParams(issuer.server.requests.find((request) => request.path === '/token')?.body);
    expect(Object.fromEntries(exchange)).toMatchObject({
      code: 'code-canary',
      redirect_uri: redirectUri,
      code_verifier: pending.codeVerifier,
    });
    expect(calls.map((call) => call.operation)).toEqual(['discovery', 'par', 'token', 'jwks', 'userinfo']);
  });

  test('does without the courtesy of a name', async () => {
    const { signIn, issuer } = await stage();
    issuer.faults.answers = { userinfo: { status: 500, json: {} } };
    const { pending } = await signIn.begin(redirectUri);
    expect(await signIn.finish(callback(pending, issuer.issuer), pending)).not.toHaveProperty('timeZone');
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['a state of another sign-in', { state: 'x'.repeat(43) }],
    ['no state', { state: undefined }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['no issuer, though the bank promises one', { iss: undefined }],
    ['no code', { code: undefined }],
    ['an error that is our fault', { code: undefined, error: 'invalid_scope' }],
  ])('refuses %s as bad_request, without an exchange', async (_name, bend) => {
    const { signIn, issuer } = await stage();
    const { pending } = await signIn.begin(redirectUri);
    expect((await connectorFailure(signIn.finish(callback(pending, issuer.issuer, bend), pending))).code).toBe('bad_request');
    expect(issuer.server.requests.some((request) => request.path === '/token')).toBe(false);
  });

  test.each([
    ['access_denied', 'consent_expired'],
    ['login_required', 'consent_expired'],
    ['server_error', 'bank_unavailable'],
    ['temporarily_unavailable', 'bank_unavailable'],
  ])('the bank’s %s is %s', async (error, code) => {
    const { signIn, issuer } = await stage();
    const { pending } = await signIn.begin(redirectUri);
    const answered = callback(pending, issuer.issuer, { code: undefined, error, error_description: 'canary words' });
    expect((await connectorFailure(signIn.finish(answered, pending))).code).toBe(code);
  });

  test.each<[string, (issuer: StubIssuer) => void, string]>([
    ['a nonce of another sign-in', (issuer) => (issuer.faults.claims = { nonce: 'another' }), 'bad_request'],
    ['an ID token of another issuer', (issuer) => (issuer.faults.claims = { iss: 'https://evil.example' }), 'bad_request'],
    ['an ID token for another client', (issuer) => (issuer.faults.claims = { aud: 'another' }), 'bad_request'],
    ['an ID token that is over', (issuer) => (issuer.faults.claims = { exp: 1 }), 'protocol_violation'],
    ['an ID token signed by somebody else', (issuer) => (issuer.faults.foreignKey = true), 'protocol_violation'],
    ['another consent', (issuer) => (issuer.faults.claims = { openbanking_intent_id: 'consent-of-another' }), 'bad_request'],
    ['no consent', (issuer) => (issuer.faults.claims = { openbanking_intent_id: undefined }), 'bad_request'],
    ['a code used twice', bendToken({ status: 400, json: { error: 'invalid_grant' } }), 'bad_request'],
    ['wrong client credentials', bendToken({ status: 401, json: { error: 'invalid_client' } }), 'bad_request'],
    ['a busy token endpoint', bendToken({ status: 429, json: { error: 'slow_down' } }), 'rate_limited'],
    ['a broken token endpoint', bendToken({ status: 502, text: 'Bad gateway' }), 'bank_unavailable'],
    ['a token endpoint that redirects', bendToken({ status: 302, headers: { location: 'https://evil.example' } }), 'protocol_violation'],
    ['tokens that are not JSON', bendToken({ text: 'access-canary', headers: { 'content-type': 'text/plain' } }), 'protocol_violation'],
    ['tokens without an ID token', bendToken({ json: { access_token: 'access-canary', token_type: 'Bearer' } }), 'protocol_violation'],
  ])('%s fails', async (_name, bend, code) => {
    const { signIn, issuer } = await stage();
    bend(issuer);
    const { pending } = await signIn.begin(redirectUri);
    expect((await connectorFailure(signIn.finish(callback(pending, issuer.issuer), pending))).code).toBe(code);
  });

  test('a code is sent once, even when the bank does not answer', async () => {
    const { signIn, issuer } = await stage();
    issuer.faults.answers = { token: { raw: (response) => response.destroy() } };
    const { pending } = await signIn.begin(redirectUri);
    await connectorFailure(signIn.finish(callback(pending, issuer.issuer), pending));
    expect(issuer.server.requests.filter((request) => request.path === '/token')).toHaveLength(1);
  });

  test('failures hold no code, token, secret or claim', async () => {
    const faults: StubAnswer[] = [
      { status: 400, json: { error: 'invalid_grant', error_description: 'words-canary', access_token: 'access-canary' } },
      { json: { access_token: 'access-canary', token_type: 'Bearer', id_token: 'id-canary.x.y' } },
      { status: 500, text: 'words-canary' },
      { text: '{"access_token": "access-canary', headers: { 'content-type': 'application/json' } },
    ];
    for (const token of faults) {
      const { signIn, issuer, calls, logged } = await stage();
      issuer.faults.answers = { token };
      const { pending } = await signIn.begin(redirectUri);
      const error = await connectorFailure(signIn.finish(callback(pending, issuer.issuer), pending));
      const said = inspect([error, error.cause, error.stack, calls, logged], { depth: 10, showHidden: true });
      for (const secret of [
        'code-canary',
        'access-canary',
        'id-canary',
        'words-canary',
        client.clientSecret,
        pending.codeVerifier,
        pending.state,
      ]) {
        expect(said).not.toContain(secret);
      }
    }
  });
});

describe('a strong sign-in', () => {
  const wish = { maxAgeS: 300, acr: 'urn:openbanking:psd2:sca', identityOnly: true };
  const seconds = (ago = 0): number => Math.floor(Date.now() / 1000) - ago;

  test('is asked for with its age and kind, and without a consent', async () => {
    const { signIn, issuer } = await stage();
    const { pending } = await signIn.begin(redirectUri, wish);
    const pushed = Object.fromEntries(issuer.pushed());
    expect(pushed).toMatchObject({ scope: 'openid', prompt: 'login', max_age: '300', acr_values: wish.acr });
    expect(pushed).not.toHaveProperty('claims');
    expect(pending).not.toHaveProperty('consentId');
  });

  test('tells when it was', async () => {
    const { signIn, issuer, deleted } = await stage();
    const authTime = seconds(200);
    issuer.faults.claims = { auth_time: authTime, acr: wish.acr };
    const { pending } = await signIn.begin(redirectUri, wish);
    const customer = await signIn.finish(callback(pending, issuer.issuer), pending);
    expect(customer).toMatchObject({ subject: 'customer-1', authTime: new Date(authTime * 1000).toISOString() });
    await signIn.revoke(customer.tokens);
    expect(deleted).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['too old', { auth_time: seconds(340), acr: wish.acr }],
    ['still to come', { auth_time: seconds(-120), acr: wish.acr }],
    ['of no time', { acr: wish.acr }],
    ['of another kind', { auth_time: seconds(), acr: 'urn:openbanking:psd2:ca' }],
    ['of no kind', { auth_time: seconds() }],
  ])('that is %s is sca_required, and what it gave is revoked', async (_name, claims) => {
    const { signIn, issuer } = await stage();
    issuer.faults.claims = claims;
    const { pending } = await signIn.begin(redirectUri, wish);
    expect((await connectorFailure(signIn.finish(callback(pending, issuer.issuer), pending))).code).toBe('sca_required');
    expect(issuer.server.requests.filter(({ path }) => path === '/revoke')).toHaveLength(2);
  });

  test('that the bank does not tell in words of its own is no sign-in', async () => {
    const { signIn, issuer } = await stage();
    issuer.faults.claims = { auth_time: 'now', acr: wish.acr };
    const { pending } = await signIn.begin(redirectUri, wish);
    expect((await connectorFailure(signIn.finish(callback(pending, issuer.issuer), pending))).code).toBe('protocol_violation');
  });
});

function bendToken(token: StubAnswer): (issuer: StubIssuer) => void {
  return (issuer) => {
    issuer.faults.answers = { token };
  };
}

describe('afterwards', () => {
  const tokens: BankTokens = {
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    expiresAt: '2026-11-17T12:00:00Z',
    consentId: 'consent-42',
  };

  test('a refresh gives new tokens of the same consent and keeps a refresh token that is not replaced', async () => {
    const { signIn } = await stage();
    expect(await signIn.refresh(tokens)).toEqual({
      accessToken: 'access-refreshed-1',
      refreshToken: 'refresh-1',
      consentId: 'consent-42',
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  test('a refresh that the bank no longer grants is consent_expired', async () => {
    const { signIn, issuer } = await stage();
    issuer.faults.answers = { token: { status: 400, json: { error: 'invalid_grant' } } };
    expect((await connectorFailure(signIn.refresh(tokens))).code).toBe('consent_expired');
  });

  test('without a refresh token the customer has to sign in again', async () => {
    const { signIn } = await stage();
    const { refreshToken, ...without } = tokens;
    expect(refreshToken).toBe('refresh-1');
    expect((await connectorFailure(signIn.refresh(without))).code).toBe('consent_expired');
  });

  test('revoking ends both tokens and the consent', async () => {
    const { signIn, issuer, deleted } = await stage();
    await signIn.revoke(tokens);
    const revoked = issuer.server.requests
      .filter((request) => request.path === '/revoke')
      .map(({ body }) => new URLSearchParams(body).get('token'));
    expect(new Set(revoked)).toEqual(new Set(['access-1', 'refresh-1']));
    expect(deleted).toEqual(['consent-42']);
  });

  test('a token that cannot be revoked does not keep the consent alive, and is told', async () => {
    const { signIn, issuer, deleted } = await stage();
    issuer.faults.answers = { revoke: { status: 503, json: {} } };
    expect((await connectorFailure(signIn.revoke(tokens))).code).toBe('bank_unavailable');
    expect(deleted).toEqual(['consent-42']);
  });
});

describe('our own token', () => {
  test('is asked for once and proved by our credentials', async () => {
    const issuer = await startStubIssuer(client.clientId);
    const own = createClientToken({ egress: openEgress(), ...client, issuer: issuer.issuer });
    opened.push(own, issuer.server);
    expect(await Promise.all([own.token(), own.token()])).toEqual(['client-token', 'client-token']);
    const asked = issuer.server.requests.filter((request) => request.path === '/token');
    expect(asked.map((request) => request.body)).toEqual(['scope=accounts&grant_type=client_credentials']);
    const [scheme, credentials] = asked[0]?.headers.authorization?.split(' ') ?? [];
    // RFC 6749 §2.3.1: id and secret are form-encoded before they are joined.
    expect([scheme, decodeURIComponent(Buffer.from(credentials ?? '', 'base64').toString())]).toEqual(['Basic', 'guichet:canary-secret']);
  });
});
