import { z } from 'zod';

/** Tokens of one customer's consent. Kept encrypted; never logged. */
export const bankTokensSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** When the access token ends, ISO 8601 instant. */
  expiresAt: z.iso.datetime(),
  /** Absent where who signed in was asked who they are, and for nothing else. */
  consentId: z.string().exactOptional(),
});
export type BankTokens = z.infer<typeof bankTokensSchema>;

/** What has to be kept between sending the customer to the bank and the customer's return. JSON-safe; secret. */
export const pendingSignInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  redirectUri: z.string(),
  consentId: z.string().exactOptional(),
  /** What was asked of the sign-in, to be compared with what was done. */
  maxAgeS: z.int().min(0).exactOptional(),
  acr: z.string().exactOptional(),
});
export type PendingSignIn = z.infer<typeof pendingSignInSchema>;

/** How a customer is to be signed in. */
export interface SignInWish {
  /** The sign-in may be this old when the customer comes back, in seconds (OIDC Core §3.1.2.1 `max_age`). */
  readonly maxAgeS?: number;
  /** The kind of sign-in by the bank's name for it (`acr_values`), such as `urn:openbanking:psd2:sca`. */
  readonly acr?: string | undefined;
  /** Only who it is: no consent is created, nothing can be read with what comes of it. */
  readonly identityOnly?: boolean;
}

export interface SignedInCustomer {
  /** The bank's own identifier of the customer (`sub`). */
  readonly subject: string;
  readonly tokens: BankTokens;
  /** When the customer proved to be who they are (`auth_time`), ISO 8601 instant, where the bank tells it; always where `maxAgeS` was asked. */
  readonly authTime?: string;
  /** OIDC standard claims, where the bank gives them. */
  readonly givenName?: string;
  readonly locale?: string;
  readonly timeZone?: string;
}

/** The bank's OpenID Connect sign-in together with the account-access consent it authorises. Throws ConnectorError. */
export interface BankSignIn {
  /** Creates the consent and the address to send the browser to (PKCE, state, nonce; PAR where the bank offers it). */
  begin(redirectUri: string, wish?: SignInWish): Promise<{ readonly authorizationUrl: string; readonly pending: PendingSignIn }>;
  /**
   * Checks the bank's answer and exchanges the code.
   * @throws ConnectorError `bad_request` when state, nonce, issuer or code do not fit, `consent_expired` when the customer refused,
   * `sca_required` when the sign-in is older than was asked, or of another kind; its tokens are revoked then.
   */
  finish(callbackUrl: URL, pending: PendingSignIn): Promise<SignedInCustomer>;
  /** @throws ConnectorError `consent_expired` when the refresh token is no longer good. */
  refresh(tokens: BankTokens): Promise<BankTokens>;
  /** Revokes the tokens and deletes the consent. */
  revoke(tokens: BankTokens): Promise<void>;
}
