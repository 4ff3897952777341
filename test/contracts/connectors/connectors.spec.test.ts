import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';
import { createPayPalTrackers } from '../../../connectors/paypal/create-paypal-trackers.ts';
import type { CustomerAccess } from '../../../connectors/ports/customer-access.ts';
import { createSumUpReceipts } from '../../../connectors/sumup/create-sum-up-receipts.ts';
import { createAccountAccessConsents } from '../../../connectors/uk-open-banking/create-account-access-consents.ts';
import { createUkOpenBanking } from '../../../connectors/uk-open-banking/create-uk-open-banking.ts';
import { openEgress } from '../../support/open-egress.ts';
import { sampleAccounts } from '../../support/sample-accounts.ts';
import { startStubOpenBanking } from '../../support/stub-open-banking.ts';
import { type StubRequest, startStubServer } from '../../support/stub-server.ts';

const specs = process.env['GUICHET_SPECS'] ?? join(import.meta.dirname, '../../../../shared/specs');
const published = existsSync(specs) ? describe : describe.skip;
const why = existsSync(specs) ? '' : ' (skipped: the folder of published API descriptions, GUICHET_SPECS, is absent)';

const now = (): Date => new Date('2026-11-17T12:00:00Z');
const customer: CustomerAccess = {
  key: 'own',
  accessToken: async () => 'own',
  signedInAt: '2026-11-17T08:30:00Z',
  ipAddress: '203.0.113.7',
};
const window = { from: '2026-10-20', to: '2026-11-17' };

/** The formats that matter in a request; what is left is descriptive. */
const formats = {
  'date-time': (text: string) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
  date: true,
  uri: true,
  int32: true,
  int64: true,
  float: true,
  double: true,
} as const;

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'openapi' in value && 'paths' in value;
}

/** Loads a published description; `root` is the path below which the tests serve it. */
async function load(file: string, root: string): Promise<OpenAPIBackend> {
  const text = readFileSync(join(specs, file), 'utf8');
  const definition: unknown = file.endsWith('.json') ? JSON.parse(text) : parse(text);
  if (!isDocument(definition)) throw new Error(`${file} is no OpenAPI document`);
  // Authentication is looked at apart: the validator would want handlers for it.
  const api = new OpenAPIBackend({ definition, apiRoot: root, quick: true, ajvOpts: { strict: false, unicodeRegExp: false, formats } });
  await api.init();
  return api;
}

function jsonOf(body: string): unknown {
  return body === '' ? undefined : JSON.parse(body);
}

/** What a description says against a request: unknown operations, missing or wrong path, query, header and body values. */
function violations(api: OpenAPIBackend, request: StubRequest): string[] {
  const asked = { method: request.method, path: request.path, query: request.url.split('?')[1] ?? '', headers: {} };
  const operation = api.matchOperation(asked);
  if (!operation) return [`no operation for ${request.method} ${request.path}`];
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const checked = api.validateRequest({ ...asked, headers, body: jsonOf(request.body) }, operation);
  const known = new Set((operation.parameters ?? []).flatMap((one) => ('name' in one && one.in === 'query' ? [one.name] : [])));
  const strange = [...request.query.keys()].filter((name) => !known.has(name)).map((name) => `unknown query parameter ${name}`);
  return [
    ...(checked.errors ?? []).map((error) => `${request.method} ${request.path} ${error.instancePath} ${error.message ?? ''}`),
    ...strange,
  ];
}

function allViolations(api: OpenAPIBackend, requests: readonly StubRequest[]): string[] {
  return requests.flatMap((request) => violations(api, request));
}

/** All that the connector asks of a bank: in bulk, account by account, and of the consents. */
async function openBankingRequests(): Promise<readonly StubRequest[]> {
  const bank = await startStubOpenBanking({ own: sampleAccounts });
  const connector = createUkOpenBanking({ egress: openEgress(), baseUrl: bank.baseUrl, retry: { attempts: 1, baseMs: 1 } });
  await connector.listAccounts(customer);
  await connector.listBalances(customer);
  await connector.listTransactions(customer, window);
  const path = '/open-banking/v4.0/aisp';
  const poor = await startStubServer((request) => {
    if (request.path === `${path}/accounts`) return { json: { Data: { Account: [{ AccountId: 'acc-1', Currency: 'EUR' }] } } };
    if (request.path.startsWith(`${path}/accounts/acc-1/b`)) return { json: { Data: { Balance: [] } } };
    if (request.path.startsWith(`${path}/accounts/acc-1/t`)) return { json: { Data: {} } };
    if (request.path.startsWith(`${path}/account-access-consents`)) {
      return request.method === 'DELETE' ? { status: 204 } : { json: { Data: { ConsentId: 'aac-1', Status: 'AWAU' } } };
    }
    return { status: 405, json: {} };
  });
  const lone = createUkOpenBanking({ egress: openEgress(), baseUrl: `${poor.url}${path}`, retry: { attempts: 1, baseMs: 1 } });
  await lone.listBalances(customer);
  await lone.listTransactions(customer, window);
  const consents = createAccountAccessConsents({
    egress: openEgress(),
    baseUrl: `${poor.url}${path}`,
    clientToken: async () => 'client',
    now,
  });
  const { consentId } = await consents.create();
  await consents.get(consentId);
  await consents.delete(consentId);
  await Promise.all([connector.close(), lone.close(), consents.close(), bank.close(), poor.close()]);
  return [...bank.requests, ...poor.requests];
}

published(`requests to UK Open Banking fit the published description${why}`, () => {
  const root = '/open-banking/v4.0/aisp';
  let requests: readonly StubRequest[];
  let v4: OpenAPIBackend;
  beforeAll(async () => {
    requests = await openBankingRequests();
    v4 = await load('uk-open-banking/v4.0.0/account-info-openapi.yaml', root);
  });

  /** Pages are followed by the bank's own links: their query is the bank's. */
  const isLink = (request: StubRequest): boolean => request.query.has('page');

  test('v4.0.0, without a violation', () => {
    const own = requests.filter((request) => !isLink(request));
    expect(own.length).toBeGreaterThanOrEqual(10);
    expect(allViolations(v4, own)).toEqual([]);
  });

  test('v3.1.11, without a violation', async () => {
    const v3 = await load('uk-open-banking/v3.1.11/account-info-openapi.yaml', root);
    expect(
      allViolations(
        v3,
        requests.filter((request) => !isLink(request)),
      ),
    ).toEqual([]);
  });

  test('and a request that does not fit is found', () => {
    const [first] = requests;
    if (!first) throw new Error('nothing was asked');
    const wrong: StubRequest[] = [
      { ...first, path: `${root}/everything`, url: `${root}/everything` },
      { ...first, headers: { ...first.headers, 'x-fapi-auth-date': 'yesterday' } },
      { ...first, headers: {} },
      {
        ...first,
        path: `${root}/transactions`,
        url: `${root}/transactions?fromBookingDateTime=x`,
        query: new URLSearchParams('fromBookingDateTime=x'),
      },
      {
        ...first,
        method: 'POST',
        path: `${root}/account-access-consents`,
        url: `${root}/account-access-consents`,
        body: '{"Data":{"Permissions":["All"]},"Risk":{}}',
      },
    ];
    for (const request of wrong) expect(violations(v4, request)).not.toEqual([]);
  });
});

published(`requests to SumUp and PayPal fit their published descriptions${why}`, () => {
  test('SumUp receipts, without a violation', async () => {
    const server = await startStubServer(() => ({ status: 404, json: {} }));
    const receipts = createSumUpReceipts({ egress: openEgress(), baseUrl: server.url, accessToken: 'key' });
    await receipts.findReceipt({ system: 'sumup', transactionId: '410fc44a-5956-44e1-b5cc-19c6f8d727a4', merchantCode: 'MH4H92C7' });
    await Promise.all([receipts.close(), server.close()]);
    const api = await load('sumup/openapi.json', '/');
    expect(server.requests).toHaveLength(1);
    expect(allViolations(api, server.requests)).toEqual([]);
    const [request] = server.requests;
    expect(request && violations(api, { ...request, url: request.path, query: new URLSearchParams() })).not.toEqual([]);
  });

  test('PayPal trackers, without a violation', async () => {
    const token = { access_token: 't', token_type: 'Bearer', expires_in: 600 };
    const server = await startStubServer(({ path }) => (path === '/v1/oauth2/token' ? { json: token } : { json: { trackers: [] } }));
    const trackers = createPayPalTrackers({ egress: openEgress(), baseUrl: server.url, clientId: 'i', clientSecret: 's', now });
    await trackers.findTrackers('8MC585209K746392H');
    await Promise.all([trackers.close(), server.close()]);
    const asked = server.requests.filter((request) => request.path !== '/v1/oauth2/token');
    const api = await load('paypal/shipping_shipment_tracking_v1.json', '/');
    expect(asked).toHaveLength(1);
    expect(allViolations(api, asked)).toEqual([]);
    const [request] = asked;
    expect(request && violations(api, { ...request, url: request.path, query: new URLSearchParams() })).not.toEqual([]);
  });
});
