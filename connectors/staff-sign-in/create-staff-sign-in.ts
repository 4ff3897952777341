import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { createOidcClient, type OidcClientOptions } from '../bank-sign-in/create-oidc-client.ts';
import { toSignInError } from '../bank-sign-in/sign-in-error.ts';
import { ConnectorError } from '../connector-error.ts';
import type { PendingStaffSignIn, SignedInStaff, StaffSignIn } from '../ports/staff-sign-in.ts';

export interface StaffSignInOptions extends OidcClientOptions {
  /** Name of the claim of the ID token that lists roles. */
  readonly rolesClaim: string;
}

const name = z.string().trim().min(1).max(100).optional().catch(undefined);
const claimsSchema = z.object({ sub: z.string().min(1).max(255), given_name: name, name });
/** A list, or words separated by blanks or commas: providers differ. */
const rolesSchema = z.union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/))]).catch([]);

async function guarded<Value>(operation: string, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw toSignInError(error, operation, 'bad_request');
  }
}

async function parametersOf(
  { redirectUri, state, nonce, codeVerifier }: PendingStaffSignIn,
  rolesClaim: string,
): Promise<Record<string, string>> {
  return {
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    claims: JSON.stringify({ id_token: { [rolesClaim]: null, given_name: null, name: null } }),
  };
}

/** Authorization code with PKCE, state and nonce; everything is read from the signed ID token. */
export function createStaffSignIn(options: StaffSignInOptions): StaffSignIn & { close(): Promise<void> } {
  const client = createOidcClient(options);
  const { rolesClaim } = options;
  return {
    begin: (redirectUri) =>
      guarded('begin', async () => {
        const configuration = await client.configuration();
        const pending = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier(), redirectUri };
        const url = buildAuthorizationUrl(configuration, await parametersOf(pending, rolesClaim));
        return { authorizationUrl: url.href, pending };
      }),
    finish: (callbackUrl, pending) =>
      guarded('finish', async (): Promise<SignedInStaff> => {
        // The address that the provider knows, whatever proxy the browser's request came through.
        const answered = new URL(pending.redirectUri);
        answered.search = callbackUrl.search;
        const grant = await authorizationCodeGrant(await client.configuration(), answered, {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.codeVerifier,
          idTokenExpected: true,
        });
        const token: Readonly<Record<string, unknown>> | undefined = grant.claims();
        if (!token) throw new ConnectorError('protocol_violation', { system: 'staff-sign-in', operation: 'finish' });
        const { sub: subject, given_name: givenName, name: fullName } = claimsSchema.parse(token);
        return {
          subject,
          ...(givenName === undefined ? {} : { givenName }),
          ...(fullName === undefined ? {} : { name: fullName }),
          roles: rolesSchema.parse(token[rolesClaim]),
        };
      }),
    close: () => client.close(),
  };
}
