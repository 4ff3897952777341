import { z } from 'zod';

/** What has to be kept between sending somebody of the bank to its identity provider and their return. JSON-safe; secret. */
export const pendingStaffSignInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  redirectUri: z.string(),
});
export type PendingStaffSignIn = z.infer<typeof pendingStaffSignInSchema>;

/** Somebody of the bank, as its identity provider knows them. */
export interface SignedInStaff {
  /** The provider's own identifier (`sub`). */
  readonly subject: string;
  /** First name, where it is told; it may be shown to customers. */
  readonly givenName?: string;
  readonly name?: string;
  /** As the provider lists them; what they mean is for the desk to say. */
  readonly roles: readonly string[];
}

/** OpenID Connect sign-in of the bank's own people. Throws ConnectorError. */
export interface StaffSignIn {
  begin(redirectUri: string): Promise<{ readonly authorizationUrl: string; readonly pending: PendingStaffSignIn }>;
  /** @throws ConnectorError `bad_request` where state, nonce, issuer or code do not fit */
  finish(callbackUrl: URL, pending: PendingStaffSignIn): Promise<SignedInStaff>;
}
