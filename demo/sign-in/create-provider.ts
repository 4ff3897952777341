import { type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { BankSecrets } from '../bank-secrets.ts';
import type { Consents } from '../consents.ts';
import type { History } from '../data/history.ts';
import type { Faults } from '../faults.ts';
import type { Overlay } from '../overlay.ts';
import { htmlHeaders } from './html-answer.ts';
import { createOidcAdapter } from './oidc-adapter.ts';
import { problemPage } from './pages.ts';
import { preferredLanguage, textsIn } from './texts.ts';

export interface ProviderDeps {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly secrets: BankSecrets;
  readonly overlay: Overlay;
  readonly consents: Consents;
  readonly history: History;
  readonly faults: Faults;
  readonly nowMs: () => number;
}

/** Claims that come with the sign-in, in the ID token and from the userinfo endpoint. */
export const customerClaims = ['given_name', 'family_name', 'locale', 'zoneinfo', 'openbanking_intent_id'] as const;

/** Seconds. An access token is short-lived, the right to renew it ends with the consent. */
export const lifetimes = { accessToken: 900, refreshToken: 180 * 86_400, signIn: 600 } as const;

/** The name of a strong sign-in (UK Open Banking security profile, §5.2.2): the only kind there is here. */
export const strongSignIn = 'urn:openbanking:psd2:sca';

/** What gives access to nothing but the knowledge of who is there needs no consent. */
export function needsConsent(scopes: Iterable<string>): boolean {
  return new Set(scopes).has('accounts');
}

/** Each sign-in asks who is there, whoever signed in before in the same browser. */
function askEachTime(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  const check = new Check('each_time', 'the customer signs in each time', (ctx) =>
    ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
  );
  policy.get('login')?.checks.add(check);
  return policy;
}

/** The consent behind a code or token, as long as it is good. */
function isConsentGood({ consents, faults }: ProviderDeps, grantId: string, customerId: string): boolean {
  return consents.ofGrant(grantId)?.status === 'AUTH' && !faults.isConsentExpired(customerId);
}

function accountFinder(deps: ProviderDeps): NonNullable<Configuration['findAccount']> {
  return (_ctx, sub, token) => {
    const customer = deps.history.customer(sub);
    const isOfConsent = token !== undefined && 'scopes' in token && needsConsent(token.scopes);
    const grantId = isOfConsent && 'grantId' in token && typeof token.grantId === 'string' ? token.grantId : undefined;
    if (!customer || (grantId !== undefined && !isConsentGood(deps, grantId, sub))) return undefined;
    const consentId = grantId === undefined ? undefined : deps.consents.ofGrant(grantId)?.id;
    return {
      accountId: sub,
      claims: () => ({
        sub,
        given_name: customer.givenName,
        family_name: customer.familyName,
        locale: customer.locale,
        zoneinfo: customer.timeZone,
        ...(consentId === undefined ? {} : { openbanking_intent_id: consentId }),
      }),
    };
  };
}

async function loadGrant(ctx: KoaContextWithOIDC) {
  // A grant is of one consent: one given earlier in the same browser says nothing about this one.
  const { result, provider, client, session, requestParamScopes } = ctx.oidc;
  const grantId = result?.consent?.grantId;
  if (grantId !== undefined) return provider.Grant.find(grantId);
  if (!session?.accountId || !client || needsConsent(requestParamScopes)) return undefined;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  grant.addOIDCClaims([...customerClaims]);
  await grant.save();
  return grant;
}

const renderError: NonNullable<Configuration['renderError']> = (ctx) => {
  ctx.set({ ...htmlHeaders([]) });
  ctx.body = problemPage(textsIn(preferredLanguage(ctx.get('accept-language'))));
};

function features(): NonNullable<Configuration['features']> {
  return {
    claimsParameter: { enabled: true },
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: true },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: true },
  };
}

function lifetimeConfiguration(): NonNullable<Configuration['ttl']> {
  const { accessToken, refreshToken, signIn } = lifetimes;
  return {
    AccessToken: accessToken,
    AuthorizationCode: 60,
    ClientCredentials: accessToken,
    Grant: refreshToken,
    IdToken: accessToken,
    Interaction: signIn,
    PushedAuthorizationRequest: 60,
    RefreshToken: refreshToken,
    Session: signIn,
  };
}

/** The demo bank's OpenID provider: authorization code with PKCE, PAR, client credentials, refresh, revocation. */
export function createProvider(deps: ProviderDeps): Provider {
  const { secrets, redirectUris } = deps;
  return new Provider(deps.issuer, {
    acrValues: [strongSignIn],
    adapter: createOidcAdapter(deps),
    clients: [
      {
        client_id: deps.clientId,
        client_secret: secrets.clientSecret,
        redirect_uris: [...redirectUris],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
        // The client is a server of this machine, whatever the scheme of its address.
        application_type: 'web',
      },
    ],
    claims: { openid: ['sub', ...customerClaims] },
    conformIdTokenClaims: false,
    cookies: {
      keys: [secrets.cookieKey],
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    expiresWithSession: () => false,
    extraParams: ['consent_id'],
    features: features(),
    findAccount: accountFinder(deps),
    interactions: { policy: askEachTime(), url: (_ctx, interaction) => `/oidc/interaction/${interaction.uid}` },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    jwks: { keys: [{ ...secrets.signingKey, use: 'sig', alg: 'ES256' }] },
    loadExistingGrant: loadGrant,
    pkce: { required: () => true },
    renderError,
    // Refreshing twice at once, as two processes may, must not end the link.
    rotateRefreshToken: false,
    scopes: ['openid', 'offline_access', 'accounts'],
    ttl: lifetimeConfiguration(),
  });
}
