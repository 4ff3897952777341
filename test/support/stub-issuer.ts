import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type StubAnswer, type StubRequest, type StubServer, startStubServer } from './stub-server.ts';

/** What a test may bend in the issuer's answers. */
export interface IssuerFaults {
  /** Added to or replacing the claims of the ID token. */
  claims?: Record<string, unknown>;
  /** Signs with a key that the published set does not hold. */
  foreignKey?: boolean;
  /** Added to or replacing the metadata; undefined removes. */
  metadata?: Record<string, unknown>;
  /** Answers of an endpoint, by its last path segment. */
  answers?: Record<string, StubAnswer>;
}

export interface StubIssuer {
  readonly issuer: string;
  readonly server: StubServer;
  readonly faults: IssuerFaults;
  /** What was pushed or asked for last, by the authorization request's parameters. */
  expect(parameters: URLSearchParams): void;
  /** The parameters of the last pushed authorization request. */
  pushed(): URLSearchParams;
}

const endpoints = {
  authorization_endpoint: 'authorize',
  token_endpoint: 'token',
  jwks_uri: 'jwks',
  userinfo_endpoint: 'userinfo',
  revocation_endpoint: 'revoke',
  pushed_authorization_request_endpoint: 'par',
};

/** A hand-made authorization server on loopback, whose every answer can be bent. It signs in `customer-1` and gives what was asked. */
export async function startStubIssuer(clientId: string): Promise<StubIssuer> {
  const published = await generateKeyPair('ES256');
  const foreign = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(published.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const faults: IssuerFaults = {};
  let parameters = new URLSearchParams();
  let refreshed = 0;

  async function idToken(issuer: string): Promise<string> {
    const asked: unknown = JSON.parse(parameters.get('claims') ?? '{}');
    const consent = /"openbanking_intent_id":\{"value":"([^"]+)"/.exec(JSON.stringify(asked))?.[1];
    const now = Math.floor(Date.now() / 1000);
    const standard = { iss: issuer, sub: 'customer-1', aud: clientId, iat: now, exp: now + 300, nonce: parameters.get('nonce') };
    const claims = { ...standard, openbanking_intent_id: consent, given_name: 'Camille', locale: 'fr-FR', ...faults.claims };
    const key = faults.foreignKey === true ? foreign.privateKey : published.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(key);
  }

  async function token(request: StubRequest, issuer: string): Promise<StubAnswer> {
    const form = new URLSearchParams(request.body);
    const bearer = { token_type: 'Bearer', expires_in: 600 };
    if (form.get('grant_type') === 'client_credentials')
      return { json: { ...bearer, access_token: 'client-token', scope: form.get('scope') } };
    if (form.get('grant_type') === 'refresh_token') {
      refreshed += 1;
      return { json: { ...bearer, access_token: `access-refreshed-${refreshed}` } };
    }
    return { json: { ...bearer, access_token: 'access-1', refresh_token: 'refresh-1', id_token: await idToken(issuer) } };
  }

  async function answer(request: StubRequest, issuer: string): Promise<StubAnswer> {
    const endpoint = request.path.split('/').at(-1) ?? '';
    const bent = faults.answers?.[endpoint];
    if (bent) return bent;
    if (endpoint === 'openid-configuration') {
      const addresses = Object.fromEntries(Object.entries(endpoints).map(([name, path]) => [name, `${issuer}/${path}`]));
      const algorithms = { id_token_signing_alg_values_supported: ['ES256'] };
      return { json: { issuer, ...addresses, ...algorithms, authorization_response_iss_parameter_supported: true, ...faults.metadata } };
    }
    if (endpoint === 'jwks') return { json: { keys: [jwk] } };
    if (endpoint === 'par') {
      parameters = new URLSearchParams(request.body);
      return { status: 201, json: { request_uri: 'urn:ietf:params:oauth:request_uri:r1', expires_in: 60 } };
    }
    if (endpoint === 'token') return token(request, issuer);
    if (endpoint === 'userinfo') return { json: { sub: 'customer-1', zoneinfo: 'Europe/Paris', given_name: 'Not signed' } };
    return { status: 200, text: '' };
  }
  const server: StubServer = await startStubServer((request) => answer(request, server.url));
  return {
    issuer: server.url,
    server,
    faults,
    expect: (given) => {
      parameters = given;
    },
    pushed: () => parameters,
  };
}
