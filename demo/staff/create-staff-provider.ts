import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import type { BankSecrets } from '../bank-secrets.ts';
import { readBody } from '../http/read-body.ts';
import { createOverlay } from '../overlay.ts';
import { htmlHeaders, sendHtml } from '../sign-in/html-answer.ts';
import { createOidcAdapter } from '../sign-in/oidc-adapter.ts';
import { problemPage } from '../sign-in/pages.ts';
import { preferredLanguage, textsIn } from '../sign-in/texts.ts';
import { staff } from './people.ts';
import { staffPage } from './staff-page.ts';

export interface StaffProviderDeps {
  readonly issuer: string;
  readonly clientId: string;
  readonly secrets: BankSecrets;
  readonly redirectUris: readonly string[];
  readonly nowMs: () => number;
  readonly onError: (error: unknown) => void;
}

/** What the provider tells of somebody. */
const claims = ['given_name', 'name', 'roles'] as const;
const hourS = 3_600;

type Grant = InstanceType<Provider['Grant']>;

async function grantFor(provider: Provider, accountId: string, clientId: string): Promise<Grant> {
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid profile');
  grant.addOIDCClaims([...claims]);
  await grant.save();
  return grant;
}

function buildProvider({ issuer, clientId, secrets, redirectUris, nowMs }: StaffProviderDeps): Provider {
  return new Provider(issuer, {
    // In memory: whoever restarts the demonstration signs in again.
    adapter: createOidcAdapter({ overlay: createOverlay({ nowMs }), nowMs }),
    clients: [
      {
        client_id: clientId,
        client_secret: secrets.clientSecret,
        redirect_uris: [...redirectUris],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
        application_type: 'web',
      },
    ],
    claims: { openid: ['sub'], profile: [...claims] },
    conformIdTokenClaims: false,
    cookies: {
      keys: [secrets.cookieKey],
      // Of the same host as the sign-in of customers: names of its own, or each would end the other's.
      names: { session: '_staff_session', interaction: '_staff_interaction', resume: '_staff_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    features: { claimsParameter: { enabled: true }, devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    findAccount: (_ctx, sub) => {
      const member = staff.find(({ id }) => id === sub);
      if (!member) return undefined;
      const { givenName, familyName, roles } = member;
      return { accountId: sub, claims: () => ({ sub, given_name: givenName, name: `${givenName} ${familyName}`, roles: [...roles] }) };
    },
    interactions: { url: (_ctx, interaction) => `/staff/interaction/${interaction.uid}` },
    jwks: { keys: [{ ...secrets.signingKey, use: 'sig', alg: 'ES256' }] },
    loadExistingGrant: async (ctx) => {
      const { provider, session, client } = ctx.oidc;
      return session?.accountId && client ? grantFor(provider, session.accountId, client.clientId) : undefined;
    },
    pkce: { required: () => true },
    renderError: (ctx) => {
      ctx.set({ ...htmlHeaders([]) });
      ctx.body = problemPage(textsIn(preferredLanguage(ctx.get('accept-language'))));
    },
    scopes: ['openid', 'profile'],
    ttl: { AuthorizationCode: 60, AccessToken: 300, IdToken: 300, Interaction: 600, Grant: 8 * hourS, Session: 60 },
  });
}

/** The page of the sign-in: who are you. */
function createInteractions(provider: Provider, formOrigins: readonly string[]) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const language = preferredLanguage(request.headers['accept-language']);
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
    if (!interaction || request.url !== `/staff/interaction/${interaction.uid}`)
      return sendHtml(response, { status: 400, page: problemPage(textsIn(language)), formOrigins: [] });
    if (request.method !== 'POST')
      return sendHtml(response, { status: 200, page: staffPage(language, `/staff/interaction/${interaction.uid}`, staff), formOrigins });
    const chosen = new URLSearchParams((await readBody(request)) ?? '').get('member');
    const member = staff.find(({ id }) => id === chosen);
    if (!member) return sendHtml(response, { status: 422, page: problemPage(textsIn(language)), formOrigins: [] });
    await provider.interactionFinished(request, response, { login: { accountId: member.id, remember: false } });
  };
}

/** The identity provider of the demo bank's staff, mounted at `/staff`: demo agents in three roles, no password. */
export function createStaffProvider(deps: StaffProviderDeps): RequestListener {
  const provider = buildProvider(deps);
  const interact = createInteractions(provider, [...new Set(deps.redirectUris.map((uri) => new URL(uri).origin))]);
  const serve = provider.callback();
  provider.on('server_error', (_ctx, error) => deps.onError(error));
  return (request, response) => {
    if (request.url?.startsWith('/staff/interaction/')) {
      interact(request, response).catch((error: unknown) => {
        deps.onError(error);
        response.destroy();
      });
      return;
    }
    // The provider finds out where it is mounted from the address it no longer sees.
    Object.assign(request, { originalUrl: request.url });
    request.url = request.url?.slice('/staff'.length) || '/';
    serve(request, response).catch(deps.onError);
  };
}
