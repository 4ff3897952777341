import type { RequestListener } from 'node:http';
import type Provider from 'oidc-provider';
import type { Consents } from '../consents.ts';
import type { Customer } from '../data/customer.ts';
import type { TokenCheck } from '../open-banking/access.ts';
import type { Overlay } from '../overlay.ts';
import { createProvider, customerClaims, lifetimes, type ProviderDeps } from './create-provider.ts';
import { createInteractionListener } from './interaction-listener.ts';

/** Tokens of a customer, as a client keeps them. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInS: number;
}

/** The demo bank's sign-in. */
export interface SignIn {
  readonly tokens: TokenCheck;
  /** Serves everything below `/oidc`. */
  readonly listener: RequestListener;
  /** Ends code, tokens and grant of a consent. */
  endGrant(grantId: string): Promise<void>;
  /** Gives out tokens without a browser, for the simulator's demo customers; authorises the consent. */
  issueDirectly(customer: Customer, consentId: string): Promise<IssuedTokens>;
}

export interface SignInDeps extends ProviderDeps {
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

const scope = 'openid accounts offline_access';

function tokenCheck(provider: Provider): TokenCheck {
  return {
    grantOf: async (token) => {
      const found = await provider.AccessToken.find(token);
      return found?.isValid && found.scopes.has('accounts') ? found.grantId : undefined;
    },
    isClientToken: async (token) => {
      const found = await provider.ClientCredentials.find(token);
      return found !== undefined && found.isValid && found.scopes.has('accounts');
    },
  };
}

interface IssueDeps {
  readonly provider: Provider;
  readonly consents: Consents;
  readonly clientId: string;
}

async function issue({ provider, consents, clientId }: IssueDeps, customer: Customer, consentId: string): Promise<IssuedTokens> {
  const client = await provider.Client.find(clientId);
  if (!client) throw new Error('the demo bank does not know its own client');
  const accountId = customer.id;
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(scope);
  grant.addOIDCClaims([...customerClaims]);
  const grantId = await grant.save();
  consents.authorise(consentId, { customerId: customer.id, grantId });
  const common = { client, accountId, grantId, scope, gty: 'authorization_code' };
  const accessToken = await new provider.AccessToken(common).save();
  const refreshToken = await new provider.RefreshToken(common).save();
  return { accessToken, refreshToken, expiresInS: lifetimes.accessToken };
}

function endGrant(overlay: Overlay, grantId: string): void {
  for (const kind of ['AuthorizationCode', 'AccessToken', 'RefreshToken']) overlay.removeByGrant(kind, grantId);
  overlay.remove('Grant', grantId);
}

/** Puts the OpenID provider and its pages together. */
export function createSignIn(deps: SignInDeps): SignIn {
  const provider = createProvider(deps);
  const formOrigins = [...new Set(deps.redirectUris.map((uri) => new URL(uri).origin))];
  const pages = createInteractionListener({ ...deps, provider, formOrigins });
  const serve = provider.callback();
  provider.on('server_error', (_ctx, error) => deps.onError(error));
  return {
    tokens: tokenCheck(provider),
    listener: (request, response) => {
      if (request.url?.startsWith('/oidc/interaction/')) {
        pages(request, response).catch((error: unknown) => {
          deps.onError(error);
          if (response.headersSent) return response.destroy();
          response.writeHead(500);
          return response.end();
        });
        return;
      }
      // The provider finds out where it is mounted from the address it no longer sees.
      Object.assign(request, { originalUrl: request.url });
      request.url = request.url?.slice('/oidc'.length) || '/';
      serve(request, response).catch(deps.onError);
    },
    endGrant: async (grantId) => endGrant(deps.overlay, grantId),
    issueDirectly: (customer, consentId) => issue({ ...deps, provider }, customer, consentId),
  };
}
