import type { History } from '../data/history.ts';
import type { ReferenceCodec } from '../data/reference-codec.ts';
import { type FoundParcel, findOrder } from '../find-order.ts';
import { type Answer, type Ask, bearerOf, headerOf, type Route } from '../http/answer.ts';
import { isSameSecret } from '../http/is-same-secret.ts';
import type { System } from '../http/system.ts';
import type { PayPalTokens } from './paypal-tokens.ts';
import { trackerBody } from './tracker-body.ts';

interface PayPalDeps {
  readonly history: History;
  readonly codec: ReferenceCodec;
  readonly tokens: PayPalTokens;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly baseUrl: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

const prefix = '/paypal';
const scope = 'https://uri.paypal.com/services/shipping/trackers/read';

const errorNames: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST',
  401: 'AUTHENTICATION_FAILURE',
  403: 'NOT_AUTHORIZED',
  404: 'RESOURCE_NOT_FOUND',
  429: 'RATE_LIMIT_REACHED',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

/** PayPal's shipment tracking among the systems. */
export function payPalSystem(newId: () => string): System {
  return {
    prefix,
    refuse: (status, message) => ({ status, body: { name: errorNames[status] ?? 'ERROR', message, debug_id: newId(), links: [] } }),
  };
}

function token({ clientId, clientSecret, tokens, newId }: PayPalDeps, ask: Ask): Answer {
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  if (!isSameSecret(headerOf(ask, 'authorization'), expected)) {
    return { status: 401, body: { error: 'invalid_client', error_description: 'Client Authentication failed' } };
  }
  if (new URLSearchParams(ask.body).get('grant_type') !== 'client_credentials') {
    return { status: 400, body: { error: 'unsupported_grant_type', error_description: 'Grant Type is not supported' } };
  }
  const { token, expiresInS } = tokens.issue();
  return {
    status: 200,
    body: { scope, access_token: token, token_type: 'Bearer', app_id: 'APP-DEMO', expires_in: expiresInS, nonce: newId() },
  };
}

function findParcel({ history, codec, now }: PayPalDeps, transactionId: string): FoundParcel | undefined {
  const place = codec.decode('paypal', transactionId.toLowerCase());
  const found = place && findOrder(history, place, now().getTime());
  return found && !found.parcel.byLaPoste && found.order.index === place.index ? found : undefined;
}

/** `/v1/oauth2/token`, `/v1/shipping/trackers?transaction_id=` and `/v1/shipping/trackers/{transaction_id}-{tracking_number}`. */
export function payPalRoutes(deps: PayPalDeps): readonly Route[] {
  const { refuse } = payPalSystem(deps.newId);
  const tracker = (ask: Ask, transactionId: string, trackingNumber: string | null): Answer => {
    if (!deps.tokens.isValid(bearerOf(ask) ?? '')) return refuse(401, 'Authentication failed due to invalid authentication credentials.');
    if (!/^[a-zA-Z0-9]{1,50}$/.test(transactionId)) return refuse(400, 'Request is not well-formed or violates schema.');
    const found = findParcel(deps, transactionId);
    const fits = trackingNumber === null || found?.parcel.trackingNumber === trackingNumber;
    if (!found || !fits) return refuse(404, 'The specified resource does not exist.');
    return { status: 200, body: trackerBody(transactionId, found, deps.baseUrl) };
  };
  return [
    { method: 'POST', path: `${prefix}/v1/oauth2/token`, handle: (ask) => token(deps, ask) },
    {
      method: 'GET',
      path: `${prefix}/v1/shipping/trackers`,
      handle: (ask) => tracker(ask, ask.query.get('transaction_id') ?? '', ask.query.get('tracking_number')),
    },
    {
      method: 'GET',
      path: `${prefix}/v1/shipping/trackers/:id`,
      handle: (ask) => {
        const [, transactionId = '', trackingNumber = ''] = /^([^-]*)-(.*)$/.exec(ask.params['id'] ?? '') ?? [];
        return tracker(ask, transactionId, trackingNumber);
      },
    },
  ];
}
