import { clientCredentialsGrant } from 'openid-client';
import { createCachedToken, type GrantedToken } from '../http/create-cached-token.ts';
import { createOidcClient, type OidcClientOptions } from './create-oidc-client.ts';
import { toSignInError } from './sign-in-error.ts';

export interface ClientTokenOptions extends OidcClientOptions {
  /** `accounts` by default: what creating an account-access consent asks for. */
  readonly scope?: string;
}

/** Where the bank does not say how long a token lives (RFC 6749 §5.1 only recommends it). */
const assumedLifeSeconds = 300;

/** Our own token at the bank (client credentials), kept until shortly before its end. Throws ConnectorError. */
export function createClientToken(options: ClientTokenOptions): { token(): Promise<string>; close(): Promise<void> } {
  const client = createOidcClient(options);
  async function grant(): Promise<GrantedToken> {
    try {
      const granted = await clientCredentialsGrant(await client.configuration(), { scope: options.scope ?? 'accounts' });
      return { token: granted.access_token, expiresInSeconds: granted.expires_in ?? assumedLifeSeconds };
    } catch (error) {
      throw toSignInError(error, 'client_token', 'bad_request');
    }
  }
  const cached = createCachedToken({ grant, now: options.now });
  return { token: () => cached.token(), close: () => client.close() };
}
