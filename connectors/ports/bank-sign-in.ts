import { z } from 'zod';

/** Tokens of one customer's consent. Kept encrypted; never logged. */
export const bankTokensSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** When the access token ends, ISO 8601 instant. */
  expiresAt: z.iso.datetime(),
  consentId: z.string(),
});
export type BankTokens = z.infer<typeof bankTokensSchema>;

/** What has to be kept between sending the customer to the bank and the customer's return. JSON-safe; secret. */
export const pendingSignInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  redirectUri: z.string(),
  consentId: z.string(),
});
export type PendingSignIn = z.infer<typeof pendingSignInSchema>;

export interface SignedInCustomer {
  /** The bank's own identifier of the customer (`sub`). */
  readonly subject: string;
  readonly tokens: BankTokens;
  /** OIDC standard claims, where the bank gives them. */
  readonly givenName?: string;
  readonly locale?: string;
  readonly timeZone?: string;
}

/** The bank's OpenID Connect sign-in together with the account-access consent it authorises. Throws ConnectorError. */
export interface BankSignIn {
  /** Creates the consent and the address to send the browser to (PKCE, state, nonce; PAR where the bank offers it). */
  begin(redirectUri: string): Promise<{ readonly authorizationUrl: string; readonly pending: PendingSignIn }>;
  /**
   * Checks the bank's answer and exchanges the code.
   * @throws ConnectorError `bad_request` when state, nonce, issuer or code do not fit, `consent_expired` when the customer refused.
   */
  finish(callbackUrl: URL, pending: PendingSignIn): Promise<SignedInCustomer>;
  /** @throws ConnectorError `consent_expired` when the refresh token is no longer good. */
  refresh(tokens: BankTokens): Promise<BankTokens>;
  /** Revokes the tokens and deletes the consent. */
  revoke(tokens: BankTokens): Promise<void>;
}
