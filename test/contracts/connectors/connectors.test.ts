import { describe, expect, test } from '@jest/globals';
import { createDeliveries } from '../../../connectors/deliveries.ts';
import type { Delivery } from '../../../connectors/domain/delivery.ts';
import { createLaPosteTracking } from '../../../connectors/la-poste/create-la-poste-tracking.ts';
import { createPayPalTrackers } from '../../../connectors/paypal/create-paypal-trackers.ts';
import type { CustomerAccess } from '../../../connectors/ports/customer-access.ts';
import { createSumUpReceipts } from '../../../connectors/sumup/create-sum-up-receipts.ts';
import { createUkOpenBanking } from '../../../connectors/uk-open-banking/create-uk-open-banking.ts';
import type { ReceiptView } from '../../../secrecy/receipt-view.ts';
import { openSealed } from '../../../secrecy/sealed.ts';
import { createFakeAccountSource, type FakeAccounts } from '../../support/fake-account-source.ts';
import { createFakeDeliverySource } from '../../support/fake-delivery-source.ts';
import { createFakeReceiptSource } from '../../support/fake-receipt-source.ts';
import { openEgress } from '../../support/open-egress.ts';
import { sampleAccounts } from '../../support/sample-accounts.ts';
import { startStubOpenBanking } from '../../support/stub-open-banking.ts';
import { type StubRequest, startStubServer } from '../../support/stub-server.ts';
import { describeAccountSource } from './account-source.contract.ts';
import { describeDeliverySource } from './delivery-source.contract.ts';
import { describeReceiptSource } from './receipt-source.contract.ts';

const window = { from: '2026-10-20', to: '2026-11-17' };
const access = (token: string): CustomerAccess => ({ key: token, accessToken: async () => token });
const strangers: FakeAccounts = {
  accounts: [{ id: 'other-1', kind: 'current', name: 'Theirs', currency: 'GBP' }],
  balances: [],
  transactions: [],
};
const none = async (): Promise<void> => undefined;

describeAccountSource('the bank in memory', async () => {
  const [own, theirs] = [createFakeAccountSource(sampleAccounts), createFakeAccountSource(strangers)];
  const of = (customer: CustomerAccess) => (customer.key === 'theirs' ? theirs : own);
  const source = {
    listAccounts: (customer: CustomerAccess) => of(customer).listAccounts(customer),
    listBalances: (customer: CustomerAccess) => of(customer).listBalances(customer),
    listTransactions: (customer: CustomerAccess, days: typeof window) => of(customer).listTransactions(customer, days),
  };
  return { source, customer: access('own'), stranger: access('theirs'), window, close: none };
});

describeAccountSource('UK Open Banking over HTTP', async () => {
  const server = await startStubOpenBanking({ own: sampleAccounts, theirs: strangers });
  const source = createUkOpenBanking({ egress: openEgress(), baseUrl: server.baseUrl });
  const close = async (): Promise<void> => void (await Promise.all([source.close(), server.close()]));
  return { source, customer: access('own'), stranger: access('theirs'), window, close };
});

describe('UK Open Banking over HTTP', () => {
  test('says of an account what the bank in memory says of the same', async () => {
    const server = await startStubOpenBanking({ own: sampleAccounts });
    const bank = createUkOpenBanking({ egress: openEgress(), baseUrl: server.baseUrl });
    const memory = createFakeAccountSource(sampleAccounts);
    for (const list of ['listAccounts', 'listBalances'] as const) {
      const [there, here] = [await bank[list](access('own')), await memory[list](access('own'))];
      expect(there.map((sealed) => openSealed<unknown>(sealed))).toEqual(here.map((sealed) => openSealed<unknown>(sealed)));
    }
    const there = await bank.listTransactions(access('own'), window);
    const here = await memory.listTransactions(access('own'), window);
    expect(there.map((sealed) => openSealed(sealed))).toEqual(here.map((sealed) => openSealed(sealed)));
    await Promise.all([bank.close(), server.close()]);
  });
});

const paid = { minor: 690n, currency: 'EUR' };
const receiptRef = { system: 'sumup', transactionId: 'su-1', merchantCode: 'M1' } as const;
const receipt: ReceiptView = {
  number: 'R-1',
  merchant: 'Café',
  issuedAt: '2026-11-10T08:00:00.000Z',
  lines: [
    { label: 'Café', quantity: 2, total: { minor: 500n, currency: 'EUR' } },
    { label: 'Croissant', quantity: 1, total: { minor: 190n, currency: 'EUR' } },
  ],
  taxes: [{ rateBasisPoints: 1000, amount: { minor: 63n, currency: 'EUR' } }],
  subtotal: { minor: 627n, currency: 'EUR' },
  total: paid,
};

describeReceiptSource('the till in memory', async () => ({
  source: createFakeReceiptSource({ 'su-1': receipt }),
  known: receiptRef,
  paid,
  close: none,
}));

describeReceiptSource('SumUp over HTTP', async () => {
  const products = [
    { name: 'Café', quantity: 2, total_with_vat: '5.00' },
    { name: 'Croissant', quantity: 1, total_with_vat: '1.90' },
  ];
  const transaction_data = { receipt_no: 'R-1', amount: '6.90', currency: 'EUR', timestamp: '2026-11-10T08:00:00Z', products };
  const vat_rates = [{ gross: 6.9, net: 6.27, rate: 10, vat: 0.63 }];
  const merchant_data = { merchant_profile: { business_name: 'Café' } };
  const server = await startStubServer(({ path }) =>
    path === '/v1.1/receipts/su-1'
      ? { json: { transaction_data: { ...transaction_data, vat_rates }, merchant_data } }
      : { status: 404, json: {} },
  );
  const source = createSumUpReceipts({ egress: openEgress(), baseUrl: server.url, accessToken: 'key' });
  return { source, known: receiptRef, paid, close: async () => void (await Promise.all([source.close(), server.close()])) };
});

const known = [
  { system: 'paypal', transactionId: '8AB12' },
  { system: 'la_poste', trackingNumber: '6A12345678901' },
] as const;
const unknown = [
  { system: 'paypal', transactionId: '9ZZ99' },
  { system: 'la_poste', trackingNumber: '6A99999999999' },
] as const;

describeDeliverySource('the carriers in memory', async () => {
  const parcel: Delivery = {
    carrier: 'La Poste',
    trackingNumber: '6A12345678901',
    status: 'in_transit',
    expected: { day: '2026-11-18' },
    events: [],
  };
  return { source: createFakeDeliverySource({ '8AB12': [parcel], '6A12345678901': [parcel] }), known, unknown, close: none };
});

describeDeliverySource('PayPal and La Poste over HTTP', async () => {
  const tracker = { transaction_id: '8AB12', status: 'IN_TRANSIT', carrier: 'FR_COLIS', tracking_number: '6A12345678901' };
  const event = [
    { code: 'PC1', date: '2026-11-15T09:00:00+01:00', label: 'Pris en charge' },
    { code: 'ET1', date: '2026-11-16T09:00:00+01:00', label: 'En cours' },
  ];
  const shipment = { idShip: '6A12345678901', holder: 4, estimDate: '2026-11-18T12:00:00+01:00', event };
  const server = await startStubServer(({ path, query }: StubRequest) => {
    if (path === '/v1/oauth2/token') return { json: { access_token: 't', token_type: 'Bearer', expires_in: 600 } };
    if (query.get('transaction_id') === '8AB12') return { json: { trackers: [tracker] } };
    if (path === '/suivi/v2/idships/6A12345678901') return { json: { returnCode: 200, shipment } };
    return { status: 404, json: { returnCode: 104 } };
  });
  const paypal = createPayPalTrackers({
    egress: openEgress(),
    baseUrl: server.url,
    clientId: 'i',
    clientSecret: 's',
    now: () => new Date(),
  });
  const laPoste = createLaPosteTracking({ egress: openEgress(), baseUrl: `${server.url}/suivi/v2`, apiKey: 'key' });
  const close = async (): Promise<void> => void (await Promise.all([paypal.close(), laPoste.close(), server.close()]));
  return { source: createDeliveries({ paypal, laPoste }), known, unknown, close };
});
