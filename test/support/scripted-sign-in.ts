import { randomUUID } from 'node:crypto';
import { ConnectorError, type ConnectorErrorCode } from '../../connectors/connector-error.ts';
import type { BankSignIn, BankTokens, PendingSignIn, SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';

/** A bank's sign-in in memory, to be told what to do. It passes the contract of the port. */
export interface ScriptedSignIn extends BankSignIn {
  /** What the customer's browser does at the bank: signs in, and is sent back to this address. */
  authorise(authorizationUrl: string, subject?: string): string;
  /** From now on customers come back with a sign-in of this age, 0 to begin with. */
  signedInAgoS(seconds: number): void;
  /** The customer refuses at the bank. */
  decline(authorizationUrl: string): string;
  /** The next call of this operation fails. */
  failNext(operation: 'begin' | 'finish' | 'refresh' | 'revoke', code: ConnectorErrorCode): void;
  /** Refresh tokens used, in order. */
  readonly refreshed: readonly string[];
  /** Consents ended, in order. */
  readonly revoked: readonly string[];
}

export interface ScriptedSignInOptions {
  readonly now: () => Date;
  readonly tokenMs?: number;
  /** Where the bank's pages are. */
  readonly issuer?: string;
}

/** A sign-in that goes well until it is told otherwise. */
export function createScriptedSignIn({
  now,
  tokenMs = 300_000,
  issuer = 'https://sign-in.bank.example',
}: ScriptedSignInOptions): ScriptedSignIn {
  const codes = new Map<string, { readonly subject: string; readonly state: string }>();
  const refreshTokens = new Set<string>();
  const failures = new Map<string, ConnectorErrorCode>();
  const refreshed: string[] = [];
  const revoked: string[] = [];
  let ageS = 0;

  function failIfTold(operation: string): void {
    const code = failures.get(operation);
    failures.delete(operation);
    if (code !== undefined) throw new ConnectorError(code, { system: 'bank-sign-in', operation });
  }

  function refuse(code: ConnectorErrorCode, operation: string): never {
    throw new ConnectorError(code, { system: 'bank-sign-in', operation });
  }

  function newTokens(consentId: string | undefined): BankTokens {
    const refreshToken = `refresh-${randomUUID()}`;
    refreshTokens.add(refreshToken);
    const expiresAt = new Date(now().getTime() + tokenMs).toISOString();
    return { accessToken: `access-${randomUUID()}`, refreshToken, expiresAt, ...(consentId === undefined ? {} : { consentId }) };
  }

  function sendBack(authorizationUrl: string, parameters: Readonly<Record<string, string>>): string {
    const asked = new URL(authorizationUrl).searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    for (const [name, value] of Object.entries({ ...parameters, state: asked.get('state') ?? '', iss: issuer }))
      back.searchParams.set(name, value);
    return back.href;
  }

  function checkAnswer(callbackUrl: URL, { state }: PendingSignIn): { readonly subject: string } {
    const answer = callbackUrl.searchParams;
    if (answer.get('state') !== state) return refuse('bad_request', 'finish');
    if (answer.get('error') !== null) return refuse('consent_expired', 'finish');
    const code = answer.get('code') ?? '';
    const known = codes.get(code);
    codes.delete(code);
    return known?.state === state ? known : refuse('bad_request', 'finish');
  }

  return {
    refreshed,
    revoked,
    failNext: (operation, code) => void failures.set(operation, code),
    authorise(authorizationUrl, subject = 'customer-1') {
      const code = randomUUID();
      codes.set(code, { subject, state: new URL(authorizationUrl).searchParams.get('state') ?? '' });
      return sendBack(authorizationUrl, { code });
    },
    decline: (authorizationUrl) => sendBack(authorizationUrl, { error: 'access_denied' }),

    signedInAgoS(seconds) {
      ageS = seconds;
    },

    async begin(redirectUri, { maxAgeS, acr, identityOnly = false } = {}) {
      failIfTold('begin');
      const pending = {
        state: randomUUID(),
        nonce: randomUUID(),
        codeVerifier: randomUUID(),
        redirectUri,
        ...(identityOnly ? {} : { consentId: randomUUID() }),
        ...(maxAgeS === undefined ? {} : { maxAgeS }),
        ...(acr === undefined ? {} : { acr }),
      };
      const url = new URL(`${issuer}/authorize`);
      const asked = {
        ...(maxAgeS === undefined ? {} : { max_age: String(maxAgeS) }),
        ...(acr === undefined ? {} : { acr_values: acr }),
        ...(identityOnly ? { identity_only: 'yes' } : {}),
      };
      url.search = new URLSearchParams({ redirect_uri: redirectUri, state: pending.state, ...asked }).toString();
      return { authorizationUrl: url.href, pending };
    },

    async finish(callbackUrl, pending): Promise<SignedInCustomer> {
      failIfTold('finish');
      const { subject } = checkAnswer(callbackUrl, pending);
      if (pending.maxAgeS !== undefined && ageS > pending.maxAgeS) return refuse('sca_required', 'finish');
      const authTime = new Date(now().getTime() - ageS * 1000).toISOString();
      return { subject, tokens: newTokens(pending.consentId), authTime, givenName: 'Camille', locale: 'fr-FR', timeZone: 'Europe/Paris' };
    },

    async refresh(tokens) {
      refreshed.push(tokens.refreshToken ?? '');
      failIfTold('refresh');
      // Each one is good for one use, as with a bank that rotates them.
      return refreshTokens.delete(tokens.refreshToken ?? '') ? newTokens(tokens.consentId) : refuse('consent_expired', 'refresh');
    },

    async revoke(tokens) {
      failIfTold('revoke');
      refreshTokens.delete(tokens.refreshToken ?? '');
      revoked.push(tokens.consentId ?? tokens.accessToken);
    },
  };
}
