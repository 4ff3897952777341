import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { HttpTuning } from '../http/http-client.ts';
import { createOidcFetch } from './create-oidc-fetch.ts';
import { isLoopback } from './is-loopback.ts';
import { toSignInError } from './sign-in-error.ts';

export interface OidcClientOptions extends HttpTuning {
  /** The bank's issuer identifier; https, or http on this machine with `allowInsecureLoopback`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How the client proves itself at the token endpoint; `basic` by default. */
  readonly clientAuthentication?: 'basic' | 'post';
  /** For an embedded bank on this machine. */
  readonly allowInsecureLoopback?: boolean;
  readonly now: () => Date;
}

/** Our registration at the bank's authorization server. */
export interface OidcClient {
  /** The bank's metadata and our credentials; discovered at first use and again each hour. Throws ConnectorError. */
  configuration(): Promise<Configuration>;
  close(): Promise<void>;
}

const discoveryLifeMs = 3_600_000;

const endpointNames: Readonly<Record<string, string>> = {
  token_endpoint: 'token',
  pushed_authorization_request_endpoint: 'par',
  userinfo_endpoint: 'userinfo',
  revocation_endpoint: 'revocation',
  jwks_uri: 'jwks',
};

function issuerOf({ issuer, allowInsecureLoopback }: OidcClientOptions): URL {
  const url = new URL(issuer);
  if (url.protocol === 'https:') return url;
  if (url.protocol === 'http:' && allowInsecureLoopback === true && isLoopback(url.hostname)) return url;
  throw new TypeError('the issuer must be an https address');
}

function namesOf(configuration: Configuration): ReadonlyMap<string, string> {
  const metadata: Readonly<Record<string, unknown>> = { ...configuration.serverMetadata() };
  const known = Object.entries(endpointNames).filter(([key]) => typeof metadata[key] === 'string');
  return new Map(known.map(([key, name]) => [String(metadata[key]), name]));
}

/** @throws TypeError when the issuer is neither https nor an allowed loopback address. */
export function createOidcClient(options: OidcClientOptions): OidcClient {
  const issuer = issuerOf(options);
  let names: ReadonlyMap<string, string> = new Map();
  let held: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined;
  const transport = createOidcFetch({ ...options, operationOf: (url) => names.get(url) ?? 'discovery' });
  const authentication = options.clientAuthentication === 'post' ? ClientSecretPost : ClientSecretBasic;

  async function discover(): Promise<Configuration> {
    try {
      const configuration = await discovery(issuer, options.clientId, options.clientSecret, authentication(options.clientSecret), {
        [customFetch]: transport.fetch,
        // The ID token's signature is checked although it comes over TLS: it decides whose accounts are shown.
        execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
      });
      names = namesOf(configuration);
      // The issuer is trusted, and may have its endpoints on other servers.
      for (const endpoint of names.keys()) if (URL.canParse(endpoint)) options.egress.announce('sign-in', endpoint);
      return configuration;
    } catch (error) {
      held = undefined;
      throw toSignInError(error, 'discovery', 'bad_request');
    }
  }
  return {
    configuration() {
      const at = options.now().getTime();
      if (!held || at >= held.until) held = { configuration: discover(), until: at + discoveryLifeMs };
      return held.configuration;
    },
    close: () => transport.close(),
  };
}
