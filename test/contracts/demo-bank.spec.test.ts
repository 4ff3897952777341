import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OpenAPIBackend, SetMatchType } from 'openapi-backend';
import { parse } from 'yaml';
import { createRandom } from '../../demo/data/random.ts';
import { type DemoBank, startDemoBank } from '../../demo/start-demo-bank.ts';
import { getJson, type JsonAnswer, payPalToken, reader } from '../demo/bank-client.ts';

const folder = resolve(process.env['GUICHET_SPECS'] ?? join(import.meta.dirname, '../../../shared/specs'));
const files = {
  openBanking: join(folder, 'uk-open-banking/v4.0.0/account-info-openapi.yaml'),
  sumup: join(folder, 'sumup/openapi.json'),
  payPal: join(folder, 'paypal/shipping_shipment_tracking_v1.json'),
};
const isThere = Object.values(files).every((file) => existsSync(file));

const random = createRandom([2026]);
/** The asked instants: all hours, over two years. */
let nowMs = Date.parse('2026-11-23T10:00:00Z');
const moveClock = (): void => {
  nowMs = Date.parse('2026-01-01T00:00:00Z') + random.int(0, 730 * 86_400) * 1000;
};

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const isInstant = (text: string): boolean => rfc3339.test(text) && !Number.isNaN(Date.parse(text));

/** Formats of texts, which have to be told to the validator. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': isInstant,
  uri: (text) => URL.canParse(text),
  double: (text) => /^-?\d+(?:\.\d+)?$/.test(text),
  ppaas_date_time_v3: isInstant,
  ppaas_date_notime_v2: (text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)),
};
const numberFormats = ['float', 'decimal', 'int32', 'int64'];

interface Contract {
  /** What the published description finds wrong with an answer. */
  violations(answer: JsonAnswer, operationId: string): readonly string[];
}

async function loadContract(file: string): Promise<Contract> {
  const text = readFileSync(file, 'utf8');
  const api = new OpenAPIBackend({
    definition: file.endsWith('.yaml') ? parse(text) : JSON.parse(text),
    quick: true,
    // The descriptions use keywords and patterns that strict mode and the Unicode flag refuse.
    ajvOpts: { strict: false, unicodeRegExp: false },
    customizeAjv: (ajv) => {
      for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate });
      for (const name of numberFormats) ajv.addFormat(name, true);
      return ajv;
    },
  });
  await api.init();
  return {
    violations: ({ status, body, headers }, operationId) => {
      const shape = api.validateResponse(body, operationId, status);
      const sent = api.validateResponseHeaders(Object.fromEntries(headers), operationId, {
        statusCode: status,
        setMatchType: SetMatchType.Superset,
      });
      return [...(shape.errors ?? []), ...(sent.errors ?? [])].map(
        (error) => `${operationId} ${status}: ${error.instancePath} ${error.message ?? ''}`,
      );
    },
  };
}

const describeContract = isThere ? describe : describe.skip;

describeContract(isThere ? 'answers of the demo bank' : `answers of the demo bank: skipped, no published API files in ${folder}`, () => {
  let bank: DemoBank;
  let openBanking: Contract;
  let sumup: Contract;
  let payPal: Contract;
  let bearer: { readonly authorization: string };

  beforeAll(async () => {
    bank = await startDemoBank({ now: () => new Date(nowMs), redirectUris: ['http://127.0.0.1:39782/callback'] });
    [openBanking, sumup, payPal] = await Promise.all([
      loadContract(files.openBanking),
      loadContract(files.sumup),
      loadContract(files.payPal),
    ]);
    bearer = { authorization: `Bearer ${await payPalToken(bank)}` };
  });
  afterAll(() => bank.stop());

  const randomCustomer = (): string =>
    random.pick([
      'demo-fr',
      'demo-gb',
      'demo-us',
      'demo-overdrawn',
      ...Array.from({ length: 12 }, () => `customer-${random.int(0, 999_999)}`),
    ]);

  test('about accounts, balances and transactions fit UK Open Banking 4.0.0', async () => {
    const found: string[] = [];
    let answers = 0;
    const check = (answer: JsonAnswer, operationId: string): JsonAnswer => {
      answers += 1;
      found.push(...openBanking.violations(answer, operationId));
      return answer;
    };
    for (let round = 0; round < 30; round += 1) {
      moveClock();
      const read = reader(bank, (await bank.signInDirectly(randomCustomer())).tokens.accessToken);
      const accounts = check(await read('/accounts'), 'GetAccounts');
      const { AccountId } = random.pick<{ AccountId: string }>(accounts.body.Data.Account);
      check(await read(`/accounts/${AccountId}`), 'GetAccountsAccountId');
      check(await read(`/accounts/${AccountId}/balances`), 'GetAccountsAccountIdBalances');
      check(await read('/balances'), 'GetBalances');
      const first = check(await read('/transactions'), 'GetTransactions');
      check(await read(first.body.Links.Next), 'GetTransactions');
      check(await read(first.body.Links.Last), 'GetTransactions');
      check(await read(`/accounts/${AccountId}/transactions`), 'GetAccountsAccountIdTransactions');
      check(await read('/transactions?fromBookingDateTime=never'), 'GetTransactions');
      check(await read('/accounts/unknown'), 'GetAccountsAccountId');
      check(await getJson(`${bank.openBankingUrl}/accounts`), 'GetAccounts');
    }
    expect(found).toEqual([]);
    expect(answers).toBe(330);
  });

  test('about consents fit UK Open Banking 4.0.0', async () => {
    const basic = Buffer.from(`${bank.clientId}:${bank.clientSecret}`).toString('base64');
    const token = await fetch(`${bank.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'accounts' }),
    });
    const headers = { authorization: `Bearer ${JSON.parse(await token.text()).access_token}`, 'content-type': 'application/json' };
    const url = `${bank.openBankingUrl}/account-access-consents`;
    const post = async (body: string): Promise<JsonAnswer> => {
      const response = await fetch(url, { method: 'POST', headers, body });
      return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
    };
    const wish = { Data: { Permissions: ['ReadBalances'], ExpirationDateTime: '2027-01-01T00:00:00+00:00' }, Risk: {} };
    const created = await post(JSON.stringify(wish));
    const found = [
      ...openBanking.violations(created, 'CreateAccountAccessConsents'),
      ...openBanking.violations(await post('{}'), 'CreateAccountAccessConsents'),
      ...openBanking.violations(await getJson(`${url}/${created.body.Data.ConsentId}`, headers), 'GetAccountAccessConsentsConsentId'),
    ];
    expect(found).toEqual([]);
  });

  test('with errors fit UK Open Banking 4.0.0', async () => {
    const { accessToken } = (await bank.signInDirectly('demo-fr')).tokens;
    const found: string[] = [];
    for (const status of [401, 403, 429, 500] as const) {
      bank.faults.set({ status, retryAfterS: 3 });
      const answer = await reader(bank, accessToken)('/balances');
      expect(answer.status).toBe(status);
      found.push(...openBanking.violations(answer, 'GetBalances'));
    }
    bank.faults.clear();
    expect(found).toEqual([]);
  });

  test('about receipts fit SumUp, about parcels PayPal', async () => {
    const found: string[] = [];
    let answers = 0;
    const authorization = `Bearer ${bank.sumup.apiKey}`;
    for (let round = 0; round < 12; round += 1) {
      moveClock();
      bearer = { authorization: `Bearer ${await payPalToken(bank)}` };
      const read = reader(bank, (await bank.signInDirectly(randomCustomer())).tokens.accessToken);
      for (const { SupplementaryData: shop } of (await read('/transactions')).body.Data.Transaction) {
        if (shop?.ReceiptReference) {
          const { TransactionId, MerchantCode } = shop.ReceiptReference;
          const receipt = await getJson(`${bank.sumup.url}/v1.1/receipts/${TransactionId}?mid=${MerchantCode}`, { authorization });
          expect(receipt.status).toBe(200);
          found.push(...sumup.violations(receipt, 'GetReceipt'));
          answers += 1;
        }
        if (shop?.DeliveryReference?.System === 'PayPal') {
          const trackers = `${bank.paypal.url}/v1/shipping/trackers`;
          const listed = await getJson(`${trackers}?transaction_id=${shop.DeliveryReference.TransactionId}`, bearer);
          expect(listed.status).toBe(200);
          found.push(...payPal.violations(listed, 'trackers-batch.get'));
          const single = await getJson(`${trackers}/${listed.body.transaction_id}-${listed.body.tracking_number}`, bearer);
          expect(single.status).toBe(200);
          found.push(...payPal.violations(single, 'trackers.get'));
          answers += 2;
        }
      }
    }
    const wrongShop = await getJson(`${bank.sumup.url}/v1.1/receipts/unknown?mid=M1`, { authorization });
    const noShop = await getJson(`${bank.sumup.url}/v1.1/receipts/unknown`, { authorization });
    const noKey = await getJson(`${bank.sumup.url}/v1.1/receipts/unknown?mid=M1`);
    found.push(...[wrongShop, noShop, noKey].flatMap((answer) => sumup.violations(answer, 'GetReceipt')));
    found.push(
      ...payPal.violations(await getJson(`${bank.paypal.url}/v1/shipping/trackers?transaction_id=X`, bearer), 'trackers-batch.get'),
    );
    expect(found).toEqual([]);
    expect(answers).toBeGreaterThan(200);
  });

  test('would be caught if they did not fit', () => {
    const headers = new Headers({ 'x-fapi-interaction-id': 'a' });
    const wrong = { Data: { Balance: [{ AccountId: 'a', Amount: 12.5 }] } };
    expect(openBanking.violations({ status: 200, headers, body: wrong }, 'GetBalances').length).toBeGreaterThan(0);
    expect(sumup.violations({ status: 200, headers, body: { transaction_data: { amount: 1 } } }, 'GetReceipt').length).toBeGreaterThan(0);
    expect(payPal.violations({ status: 200, headers, body: { status: 'LOST' } }, 'trackers.get').length).toBeGreaterThan(0);
  });
});
