import { afterEach, describe, expect, test } from '@jest/globals';
import { openEgress } from '../../test/support/open-egress.ts';
import { type StubAnswer, type StubServer, startStubServer } from '../../test/support/stub-server.ts';
import { type AccountAccessConsents, createAccountAccessConsents } from './create-account-access-consents.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

async function stage(answer: StubAnswer): Promise<{ readonly consents: AccountAccessConsents; readonly server: StubServer }> {
  const server = await startStubServer(() => answer);
  const consents = createAccountAccessConsents({
    egress: openEgress(),
    baseUrl: `${server.url}/aisp`,
    clientToken: async () => 'client-token',
    now: () => new Date('2026-11-17T12:00:00Z'),
    retry: { attempts: 2, baseMs: 1 },
  });
  opened.push(consents, server);
  return { consents, server };
}

function consent(Status: string): StubAnswer {
  return { status: 201, json: { Data: { ConsentId: 'c-1', Status, ExpirationDateTime: '2027-05-16T12:00:00+00:00' }, Risk: {} } };
}

test('a consent asks for what is read, for 180 days, with our own token', async () => {
  const { consents, server } = await stage(consent('AWAU'));
  expect(await consents.create()).toEqual({ consentId: 'c-1', state: 'awaiting_authorisation', expiresAt: '2027-05-16T12:00:00.000Z' });
  const [request] = server.requests;
  expect([request?.method, request?.url, request?.headers.authorization]).toEqual([
    'POST',
    '/aisp/account-access-consents',
    'Bearer client-token',
  ]);
  const body: unknown = JSON.parse(request?.body ?? '');
  expect(body).toMatchObject({ Data: { ExpirationDateTime: '2027-05-16T12:00:00.000Z' }, Risk: {} });
  expect(request?.body).not.toMatch(/Beneficiar|DirectDebit|StandingOrder|PAN|Statement/);
});

test.each([
  ['AWAU', 'awaiting_authorisation'],
  ['AUTH', 'authorised'],
  ['RJCT', 'rejected'],
  ['CANC', 'cancelled'],
  ['EXPD', 'expired'],
  ['AwaitingAuthorisation', 'awaiting_authorisation'],
  ['Authorised', 'authorised'],
  ['Revoked', 'cancelled'],
])('state %s is %s', async (status, state) => {
  const { consents } = await stage(consent(status));
  expect((await consents.get('c-1')).state).toBe(state);
});

describe('deleting', () => {
  test('is sent to the consent', async () => {
    const { consents, server } = await stage({ status: 204 });
    await consents.delete('c/1');
    expect([server.requests[0]?.method, server.requests[0]?.url]).toEqual(['DELETE', '/aisp/account-access-consents/c%2F1']);
  });

  test.each([
    [404, {}],
    [400, { Errors: [{ ErrorCode: 'U011' }] }],
    [400, { Errors: [{ ErrorCode: 'UK.OBIE.Resource.InvalidConsentStatus' }] }],
  ])('what is already gone (%i %j) is no failure', async (status, json) => {
    const { consents } = await stage({ status, json });
    await expect(consents.delete('c-1')).resolves.toBeUndefined();
  });

  test('fails when the bank fails', async () => {
    const { consents } = await stage({ status: 503, json: {} });
    await expect(consents.delete('c-1')).rejects.toMatchObject({ code: 'bank_unavailable' });
  });
});

test('a refusal is our fault, not the customer’s', async () => {
  const { consents } = await stage({ status: 401, json: {} });
  await expect(consents.create()).rejects.toMatchObject({ code: 'bad_request' });
});

test('making a consent is not repeated', async () => {
  const { consents, server } = await stage({ status: 503, json: {} });
  await expect(consents.create()).rejects.toMatchObject({ code: 'bank_unavailable' });
  expect(server.requests).toHaveLength(1);
});
