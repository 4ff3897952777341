import { timingSafeEqual } from 'node:crypto';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildAuthorizationUrlWithPAR,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  tokenRevocation,
} from 'openid-client';
import { z } from 'zod';
import { ConnectorError, type ConnectorErrorCode } from '../connector-error.ts';
import type { BankSignIn, BankTokens, PendingSignIn, SignedInCustomer, SignInWish } from '../ports/bank-sign-in.ts';
import type { AccountAccessConsents } from '../uk-open-banking/create-account-access-consents.ts';
import { createOidcClient, type OidcClient, type OidcClientOptions } from './create-oidc-client.ts';
import { toSignInError } from './sign-in-error.ts';
import { authTimeOf, type StrengthClaims, weaknessOf } from './sign-in-strength.ts';

export interface BankSignInOptions extends OidcClientOptions {
  readonly consents: Pick<AccountAccessConsents, 'create' | 'delete'>;
  /** `openid accounts offline_access` by default. */
  readonly scope?: string;
}

interface Grant {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in?: number;
}

const assumedLifeSeconds = 300;

const claimsSchema = z.object({
  openbanking_intent_id: z.string().optional().catch(undefined),
  given_name: z.string().max(100).optional().catch(undefined),
  locale: z.string().max(35).optional().catch(undefined),
  zoneinfo: z.string().max(64).optional().catch(undefined),
});
type Claims = z.infer<typeof claimsSchema>;

/** What is asked for where only the customer's identity is. */
const identityScope = 'openid';

function refuse(operation: string, reason: string, code: ConnectorErrorCode = 'bad_request'): never {
  throw new ConnectorError(code, { system: 'bank-sign-in', operation, cause: new Error(reason) });
}

async function guarded<Value>(operation: string, refused: ConnectorErrorCode, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw toSignInError(error, operation, refused);
  }
}

function isSame(first: string | null, second: string): boolean {
  const given = Buffer.from(first ?? '');
  const expected = Buffer.from(second);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Asks for the consent to be authorised (UK Open Banking security profile: the intent id is a claim, essential in both places),
 * and for what makes the answers personal, where the bank likes to tell it.
 */
function claimsFor(consentId: string): string {
  const consent = { openbanking_intent_id: { value: consentId, essential: true } };
  const personal = { given_name: null, locale: null, zoneinfo: null };
  return JSON.stringify({ userinfo: { ...consent, ...personal }, id_token: consent });
}

async function authorizationParameters(pending: PendingSignIn, scope: string): Promise<Record<string, string>> {
  return {
    response_type: 'code',
    redirect_uri: pending.redirectUri,
    scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await calculatePKCECodeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
    ...(pending.consentId === undefined ? { prompt: 'login' } : consentParameters(pending.consentId, scope)),
    ...(pending.maxAgeS === undefined ? {} : { max_age: String(pending.maxAgeS) }),
    ...(pending.acr === undefined ? {} : { acr_values: pending.acr }),
  };
}

function consentParameters(consentId: string, scope: string): Record<string, string> {
  // OIDC Core §11: a refresh token is given after an explicit consent only.
  const prompt = scope.split(' ').includes('offline_access') ? { prompt: 'consent' } : {};
  return { claims: claimsFor(consentId), ...prompt };
}

/** What has to fit before the code is worth an exchange. openid-client checks state and issuer again. */
function checkCallback(callback: URL, pending: PendingSignIn, configuration: Configuration): void {
  const { searchParams } = callback;
  if (!isSame(searchParams.get('state'), pending.state)) refuse('finish', 'state');
  const metadata = configuration.serverMetadata();
  const issuer = searchParams.get('iss');
  if (issuer === null && metadata.authorization_response_iss_parameter_supported === true) refuse('finish', 'no issuer');
  if (issuer !== null && issuer !== metadata.issuer) refuse('finish', 'issuer');
  if (!searchParams.has('code') && !searchParams.has('error')) refuse('finish', 'no code');
}

/** Name, locale and zone are a courtesy: without them the sign-in is still good. */
async function userInfo(configuration: Configuration, accessToken: string, subject: string): Promise<Claims> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  try {
    return claimsSchema.parse(await fetchUserInfo(configuration, accessToken, subject));
  } catch {
    return {};
  }
}

/** The ID token is signed: what it says comes first. */
function personOf(claims: Claims, profile: Claims): Omit<SignedInCustomer, 'subject' | 'tokens'> {
  const givenName = claims.given_name ?? profile.given_name;
  const locale = claims.locale ?? profile.locale;
  const timeZone = claims.zoneinfo ?? profile.zoneinfo;
  return {
    ...(givenName === undefined ? {} : { givenName }),
    ...(locale === undefined ? {} : { locale }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

function createTokenReader(now: () => Date): (grant: Grant, consentId: string | undefined, former?: string) => BankTokens {
  return (grant, consentId, former) => {
    const refreshToken = grant.refresh_token ?? former;
    const expiresAt = new Date(now().getTime() + (grant.expires_in ?? assumedLifeSeconds) * 1000).toISOString();
    return {
      accessToken: grant.access_token,
      expiresAt,
      ...(consentId === undefined ? {} : { consentId }),
      ...(refreshToken === undefined ? {} : { refreshToken }),
    };
  };
}

/** Everything is tried, then the first failure is told: a token that cannot be revoked must not keep the consent alive. */
async function settle(tasks: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(tasks)).find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

interface FinishParts {
  readonly client: OidcClient;
  readonly tokensOf: ReturnType<typeof createTokenReader>;
  readonly revoke: BankSignIn['revoke'];
  readonly now: () => Date;
}

/** Whether it is the sign-in that was asked for. What it has given is not left lying about where it is not. */
async function checkStrength(
  { revoke, now }: FinishParts,
  pending: PendingSignIn,
  given: StrengthClaims & { readonly tokens: BankTokens },
) {
  const weakness = weaknessOf(given, pending, now());
  if (weakness === undefined) return;
  await revoke(given.tokens).catch(() => undefined);
  refuse('finish', weakness, 'sca_required');
}

function createFinish(parts: FinishParts): BankSignIn['finish'] {
  const { client, tokensOf } = parts;
  return (callbackUrl, pending) =>
    guarded('finish', 'bad_request', async (): Promise<SignedInCustomer> => {
      const configuration = await client.configuration();
      checkCallback(callbackUrl, pending, configuration);
      // The address that the bank knows, whatever proxy the browser's request came through.
      const answered = new URL(pending.redirectUri);
      answered.search = callbackUrl.search;
      const grant = await authorizationCodeGrant(configuration, answered, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.codeVerifier,
        idTokenExpected: true,
      });
      const idToken = grant.claims();
      if (!idToken) refuse('finish', 'no ID token', 'protocol_violation');
      const claims = claimsSchema.parse(idToken);
      const { consentId } = pending;
      if (consentId !== undefined && !isSame(claims.openbanking_intent_id ?? null, consentId)) refuse('finish', 'consent id');
      const tokens = tokensOf(grant, consentId);
      await checkStrength(parts, pending, { authTime: idToken.auth_time, acr: idToken['acr'], tokens });
      const profile = consentId === undefined ? {} : await userInfo(configuration, grant.access_token, idToken.sub);
      return { subject: idToken.sub, tokens, ...authTimeOf(idToken.auth_time), ...personOf(claims, profile) };
    });
}

function createRevoke({ client, consents }: { readonly client: OidcClient } & Pick<BankSignInOptions, 'consents'>): BankSignIn['revoke'] {
  return ({ accessToken, refreshToken, consentId }) =>
    guarded('revoke', 'bad_request', async () => {
      const configuration = await client.configuration();
      const held = [refreshToken, accessToken].filter((token) => token !== undefined);
      const revocable = configuration.serverMetadata().revocation_endpoint === undefined ? [] : held;
      const ended = consentId === undefined ? [] : [consents.delete(consentId)];
      await settle([...revocable.map((token) => tokenRevocation(configuration, token)), ...ended]);
    });
}

type Consents = BankSignInOptions['consents'];

/** What has to be remembered of a sign-in that begins. */
async function newPending(
  redirectUri: string,
  { maxAgeS, acr, identityOnly = false }: SignInWish,
  consents: Consents,
): Promise<PendingSignIn> {
  const consent = identityOnly ? {} : { consentId: (await consents.create()).consentId };
  return {
    state: randomState(),
    nonce: randomNonce(),
    codeVerifier: randomPKCECodeVerifier(),
    redirectUri,
    ...consent,
    ...(maxAgeS === undefined ? {} : { maxAgeS }),
    ...(acr === undefined ? {} : { acr }),
  };
}

/** OpenID Connect sign-in at a bank that speaks UK Open Banking: PKCE, state, nonce, PAR where the bank offers it. */
export function createBankSignIn(options: BankSignInOptions): BankSignIn & { close(): Promise<void> } {
  const { consents, scope = 'openid accounts offline_access' } = options;
  const client = createOidcClient(options);
  const tokensOf = createTokenReader(options.now);
  const revoke = createRevoke({ client, consents });
  return {
    begin: (redirectUri, wish = {}) =>
      guarded('begin', 'bad_request', async () => {
        const configuration = await client.configuration();
        const pending = await newPending(redirectUri, wish, consents);
        const parameters = await authorizationParameters(pending, pending.consentId === undefined ? identityScope : scope);
        const pushes = configuration.serverMetadata().pushed_authorization_request_endpoint !== undefined;
        const url = pushes
          ? await buildAuthorizationUrlWithPAR(configuration, parameters)
          : buildAuthorizationUrl(configuration, parameters);
        return { authorizationUrl: url.href, pending };
      }),
    finish: createFinish({ client, tokensOf, revoke, now: options.now }),
    refresh: (tokens) =>
      guarded('refresh', 'consent_expired', async () => {
        const { refreshToken, consentId } = tokens;
        if (refreshToken === undefined) refuse('refresh', 'no refresh token', 'consent_expired');
        return tokensOf(await refreshTokenGrant(await client.configuration(), refreshToken), consentId, refreshToken);
      }),
    revoke,
    close: () => client.close(),
  };
}
