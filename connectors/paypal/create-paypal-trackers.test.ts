import { afterEach, describe, expect, test } from '@jest/globals';
import { openEgress } from '../../test/support/open-egress.ts';
import { type StubAnswer, type StubRequest, type StubServer, startStubServer } from '../../test/support/stub-server.ts';
import { createPayPalTrackers, type PayPalTrackers } from './create-paypal-trackers.ts';
import { deliveryStatusOf } from './tracking-status.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

const token: StubAnswer = { json: { access_token: 'A21-canary', token_type: 'Bearer', expires_in: 32_400, scope: 'x' } };

async function stage(
  answer: (request: StubRequest) => StubAnswer,
  tokenAnswer: StubAnswer = token,
): Promise<{ readonly paypal: PayPalTrackers; readonly server: StubServer }> {
  const server = await startStubServer((request) => (request.path === '/v1/oauth2/token' ? tokenAnswer : answer(request)));
  const now = (): Date => new Date('2026-11-17T12:00:00Z');
  const paypal = createPayPalTrackers({
    egress: openEgress(),
    baseUrl: server.url,
    clientId: 'id',
    clientSecret: 'canary-secret',
    now,
    retry: { attempts: 2, baseMs: 1 },
  });
  opened.push(paypal, server);
  return { paypal, server };
}

const tracker = {
  transaction_id: '8AB12',
  status: 'IN_TRANSIT',
  tracking_number: '1Z999',
  carrier: 'UPS',
  tracking_url: 'javascript:alert(1)',
};

test('asks with a token that is fetched once', async () => {
  const { paypal, server } = await stage(() => ({ json: { trackers: [tracker] } }));
  await Promise.all([paypal.findTrackers('8AB12'), paypal.findTrackers('8AB13')]);
  const [first, ...rest] = server.requests;
  expect([first?.body, first?.headers.authorization]).toEqual([
    'grant_type=client_credentials',
    `Basic ${Buffer.from('id:canary-secret').toString('base64')}`,
  ]);
  expect(rest.map((request) => request.url).toSorted((one, other) => one.localeCompare(other))).toEqual([
    '/v1/shipping/trackers?transaction_id=8AB12',
    '/v1/shipping/trackers?transaction_id=8AB13',
  ]);
  expect(rest.every((request) => request.headers.authorization === 'Bearer A21-canary')).toBe(true);
});

describe('answers', () => {
  const expected = { carrierCode: 'UPS', trackingNumber: '1Z999', status: 'in_transit' };

  test.each<[string, object, object[]]>([
    ['a collection', { trackers: [tracker, { ...tracker, tracking_number: undefined }] }, [expected, { ...expected, trackingNumber: '' }]],
    ['one tracker', tracker, [expected]],
    ['an empty collection', { trackers: [] }, []],
    [
      'another carrier',
      { trackers: [{ status: 'SHIPPED', carrier: 'OTHER', carrier_name_other: 'Vélo Cargo' }] },
      [{ carrierCode: 'OTHER', carrierName: 'Vélo Cargo', trackingNumber: '', status: 'in_transit' }],
    ],
  ])('%s is read', async (_name, json, trackers) => {
    const { paypal } = await stage(() => ({ json }));
    expect(await paypal.findTrackers('8AB12')).toEqual(trackers);
  });

  test('an unknown transaction has none', async () => {
    const { paypal } = await stage(() => ({ status: 404, json: { name: 'RESOURCE_NOT_FOUND' } }));
    expect(await paypal.findTrackers('8AB12')).toEqual([]);
  });

  test.each<[StubAnswer, string]>([
    [{ json: { parcels: [] } }, 'protocol_violation'],
    [{ json: { trackers: [{ status: 5 }] } }, 'protocol_violation'],
    [{ status: 403, json: { name: 'NOT_AUTHORIZED' } }, 'bad_request'],
    [{ status: 422, json: {} }, 'bad_request'],
    [{ status: 429, json: {} }, 'rate_limited'],
    [{ status: 500, json: {} }, 'bank_unavailable'],
  ])('%j fails as %s', async (answer, code) => {
    const { paypal } = await stage(() => answer);
    await expect(paypal.findTrackers('8AB12')).rejects.toMatchObject({ code, system: 'paypal' });
  });
});

describe('tokens', () => {
  test('one that PayPal withdrew is replaced once', async () => {
    let refusals = 1;
    const { paypal, server } = await stage(() => (refusals-- > 0 ? { status: 401, json: {} } : { json: { trackers: [tracker] } }));
    expect(await paypal.findTrackers('8AB12')).toHaveLength(1);
    expect(server.requests.filter((request) => request.path === '/v1/oauth2/token')).toHaveLength(2);
  });

  test('a refusal that stays is a failure of ours', async () => {
    const { paypal, server } = await stage(() => ({ status: 401, json: {} }));
    await expect(paypal.findTrackers('8AB12')).rejects.toMatchObject({ code: 'bad_request' });
    expect(server.requests).toHaveLength(4);
  });

  test('wrong credentials are a failure of ours', async () => {
    const { paypal } = await stage(() => ({ json: tracker }), { status: 401, json: { error: 'invalid_client' } });
    await expect(paypal.findTrackers('8AB12')).rejects.toMatchObject({ code: 'bad_request', operation: 'token' });
  });
});

test.each([
  ['SHIPMENT_CREATED', 'announced'],
  ['LABEL_PRINTED', 'announced'],
  ['DROPPED_OFF', 'picked_up'],
  ['SHIPPED', 'in_transit'],
  ['IN_TRANSIT', 'in_transit'],
  ['IN_PROCESS', 'in_transit'],
  ['DELIVERY_SCHEDULED', 'in_transit'],
  ['DELIVERED', 'delivered'],
  ['DELIVERY_DELAYED', 'delayed'],
  ['ON_HOLD', 'delayed'],
  ['DELIVERY_FAILED', 'failed'],
  ['PICKUP_FAILED', 'failed'],
  ['ERROR', 'failed'],
  ['RETURNED', 'returned'],
  ['INRETURN', 'returned'],
  ['CANCELLED', 'unknown'],
  ['LOCAL_PICKUP', 'unknown'],
  ['UNCONFIRMED', 'unknown'],
  ['NEW', 'unknown'],
  ['VOID', 'unknown'],
  ['PROCESSED', 'unknown'],
  ['NOT_SHIPPED', 'unknown'],
  ['COMPLETED', 'unknown'],
  ['TELEPORTED', 'unknown'],
  ['constructor', 'unknown'],
])('status %s is %s', (trackingStatus, status) => {
  expect(deliveryStatusOf(trackingStatus)).toBe(status);
});
