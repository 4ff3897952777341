import { afterEach, describe, expect, test } from '@jest/globals';
import type { ReceiptView } from '../../secrecy/receipt-view.ts';
import { openSealed } from '../../secrecy/sealed.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { type StubAnswer, type StubServer, startStubServer } from '../../test/support/stub-server.ts';
import type { ReceiptSource } from '../ports/receipt-source.ts';
import { createSumUpReceipts } from './create-sum-up-receipts.ts';

const reference = { system: 'sumup', transactionId: 'TX/1', merchantCode: 'MH4H92C7' } as const;
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

async function stage(answer: StubAnswer): Promise<{ readonly receipts: ReceiptSource; readonly server: StubServer }> {
  const server = await startStubServer(() => answer);
  const receipts = createSumUpReceipts({
    egress: openEgress(),
    baseUrl: server.url,
    accessToken: 'canary-key',
    retry: { attempts: 2, baseMs: 1 },
  });
  opened.push(receipts, server);
  return { receipts, server };
}

const products = [
  { name: 'Café', quantity: 2, price: '2.27', price_with_vat: '2.50', total_price: '4.55', total_with_vat: '5.00' },
  { name: 'Croissant', quantity: 1, price_with_vat: '1.40' },
];
const data = {
  transaction_code: 'TEENSK4W2K',
  receipt_no: '2026-118',
  amount: '6.90',
  tip_amount: '0.50',
  currency: 'EUR',
  timestamp: '2026-11-10T09:15:00.000+01:00',
  status: 'SUCCESSFUL',
  card: { last_4_digits: '4471', type: 'VISA' },
  products,
  vat_rates: [{ gross: 6.4, net: 5.82, rate: 10, vat: 0.58 }],
};
const merchant_data = { merchant_profile: { merchant_code: 'MH4H92C7', business_name: 'Café des Arts' } };

async function view(transaction: object, merchant: object | undefined = merchant_data): Promise<ReceiptView | undefined> {
  const { receipts } = await stage({ json: { transaction_data: { ...data, ...transaction }, merchant_data: merchant } });
  const sealed = await receipts.findReceipt(reference);
  return sealed && openSealed(sealed);
}

const eur = (minor: bigint): object => ({ minor, currency: 'EUR' });

test('a receipt is asked for by transaction and merchant, with our key', async () => {
  const { receipts, server } = await stage({ json: { transaction_data: data, merchant_data } });
  await receipts.findReceipt(reference);
  expect(server.requests[0]?.url).toBe('/v1.1/receipts/TX%2F1?mid=MH4H92C7');
  expect(server.requests[0]?.headers.authorization).toBe('Bearer canary-key');
});

test('a receipt is told in full', async () => {
  expect(await view({})).toEqual({
    number: '2026-118',
    merchant: 'Café des Arts',
    issuedAt: '2026-11-10T08:15:00.000Z',
    paymentMethod: 'Visa ···· 4471',
    lines: [
      { label: 'Café', quantity: 2, total: eur(500n) },
      { label: 'Croissant', quantity: 1, total: eur(140n) },
    ],
    taxes: [{ rateBasisPoints: 1000, amount: eur(58n) }],
    pricesIncludeTax: true,
    subtotal: eur(582n),
    tip: eur(50n),
    total: eur(690n),
  });
});

test('its figures add up', async () => {
  const receipt = await view({});
  const sum = [receipt?.subtotal, receipt?.tip, ...(receipt?.taxes.map((tax) => tax.amount) ?? [])];
  expect(sum.reduce((total, money) => total + (money?.minor ?? 0n), 0n)).toBe(receipt?.total.minor);
});

describe('prices', () => {
  test.each([
    [{}, true],
    [{ amount: '7.48' }, false],
    [{ amount: '8.00' }, undefined],
    [{ vat_rates: [] }, undefined],
  ])('of %j include the tax: %s', async (transaction, included) => {
    expect((await view(transaction))?.pricesIncludeTax).toBe(included);
  });

  test('are told with the rate of their line, where it is one of the receipt’s', async () => {
    const rated = products.map((product, index) => ({ ...product, vat_rate: index === 0 ? '10' : '7' }));
    expect((await view({ products: rated }))?.lines.map((line) => line.taxRateBasisPoints)).toEqual([1000, undefined]);
    const odd = products.map((product) => ({ ...product, vat_rate: 'ten' }));
    expect((await view({ products: odd }))?.lines).toHaveLength(2);
  });
});

describe('rates', () => {
  test.each([
    [{ rate: 20, net: 100, vat: 20 }, 2000],
    [{ rate: 0.2, net: 100, vat: 20 }, 2000],
    [{ rate: 5.5, net: 100, vat: 5.5 }, 550],
    [{ rate: 0.055, net: 100, vat: 5.5 }, 550],
    [{ rate: 1, net: 100, vat: 1 }, 100],
    [{ rate: 0, net: 100, vat: 0 }, 0],
    [{ rate: 0.1, vat: 5 }, 1000],
    [{ rate: 10, vat: 5 }, 1000],
    [{ rate: 0.20000000298023224, net: 8.329999923706055, vat: 1.6699999570846558 }, 2000],
  ])('%j is %i basis points', async (rate, basisPoints) => {
    expect((await view({ vat_rates: [rate] }))?.taxes.map((tax) => tax.rateBasisPoints)).toEqual([basisPoints]);
  });

  test('single-precision amounts are rounded to the cent', async () => {
    expect((await view({ vat_rates: [{ rate: 20, net: 8.33, vat: 1.6699999570846558 }] }))?.taxes[0]?.amount).toEqual(eur(167n));
  });
});

describe('lines', () => {
  test.each([
    [{ name: 'x', quantity: 3, price: '1.10' }, 330n],
    [{ name: 'x', quantity: 0.35, price_with_vat: '19.90' }, 697n],
    [{ name: 'x', price: 4.5 }, 450n],
    [{ name: 'x', quantity: 1, total_with_vat: '1.005' }, 100n],
    [{ name: 'x' }, 0n],
  ])('%j costs %s cents', async (product, minor) => {
    expect((await view({ products: [product] }))?.lines[0]?.total).toEqual(eur(minor));
  });
});

test('what is not given is left out', async () => {
  const bare = {
    transaction_code: undefined,
    receipt_no: undefined,
    tip_amount: '0',
    card: undefined,
    products: undefined,
    vat_rates: undefined,
  };
  expect(await view(bare, {})).toEqual({
    number: 'TX/1',
    merchant: '',
    issuedAt: '2026-11-10T08:15:00.000Z',
    lines: [],
    taxes: [],
    total: eur(690n),
  });
});

test.each([
  [{ last_4_digits: '4970101234564471', type: 'VISA' }, 'Visa ···· 4471'],
  [{ last_4_digits: '12', type: '4970101234564471' }, undefined],
  [{ type: 'MASTERCARD' }, 'Mastercard'],
])('a card is never told whole: %j', async (card, method) => {
  expect((await view({ card }))?.paymentMethod).toBe(method);
});

test.each(['FAILED', 'CANCELLED', 'PENDING'])('a payment that is %s has no receipt', async (status) => {
  expect(await view({ status })).toBeUndefined();
});

test('an unknown receipt is none', async () => {
  const { receipts } = await stage({ status: 404, json: { error_code: 'NOT_FOUND' } });
  expect(await receipts.findReceipt(reference)).toBeUndefined();
});

test.each<[StubAnswer, string]>([
  [{ status: 401, json: {} }, 'bad_request'],
  [{ status: 403, json: {} }, 'bad_request'],
  [{ status: 400, json: {} }, 'bad_request'],
  [{ status: 500, json: {} }, 'bank_unavailable'],
  [{ json: { transaction_data: { ...data, amount: 'much' } } }, 'protocol_violation'],
  [{ json: { transaction_data: { ...data, currency: 'euro' } } }, 'protocol_violation'],
  [{ json: { transaction_data: { ...data, timestamp: 'then' } } }, 'protocol_violation'],
  [{ json: {} }, 'protocol_violation'],
])('%j fails as %s', async (answer, code) => {
  const { receipts } = await stage(answer);
  await expect(receipts.findReceipt(reference)).rejects.toMatchObject({ code, system: 'sumup' });
});
