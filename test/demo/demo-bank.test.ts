import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DemoBank, startDemoBank } from '../../demo/start-demo-bank.ts';
import { getJson, payPalToken, postForm, reader } from './bank-client.ts';

const redirectUris = ['http://127.0.0.1:39781/callback'];
let clock = new Date('2026-11-23T10:00:00Z');
const now = () => clock;
let bank: DemoBank;

beforeAll(async () => {
  bank = await startDemoBank({ now, redirectUris });
});
afterAll(() => bank.stop());

interface Entry {
  readonly TransactionId: string;
  readonly Status: string;
  readonly BookingDateTime: string;
  readonly CreditDebitIndicator: string;
  readonly Amount: { readonly Amount: string };
  readonly MerchantDetails?: { readonly MerchantName: string };
  readonly SupplementaryData?: {
    readonly ReceiptReference?: { readonly TransactionId: string; readonly MerchantCode: string };
    readonly DeliveryReference?: { readonly System: string; readonly TransactionId?: string; readonly TrackingNumber?: string };
  };
}

async function allPages(read: ReturnType<typeof reader>, path: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { status, body } = await read(next);
    expect(status).toBe(200);
    expect(body.Data.Transaction.length).toBeLessThanOrEqual(100);
    entries.push(...body.Data.Transaction);
    next = body.Links.Next;
  }
  return entries;
}

async function signedIn(customer: string) {
  const { tokens } = await bank.signInDirectly(customer);
  return { ...tokens, read: reader(bank, tokens.accessToken) };
}

async function clientToken(): Promise<string> {
  const answer = await postForm(`${bank.issuer}/token`, {
    form: { grant_type: 'client_credentials', scope: 'accounts' },
    basic: [bank.clientId, bank.clientSecret],
  });
  return String(answer.body.access_token);
}

describe('account information', () => {
  test('gives two banks of the same seed the same bytes', async () => {
    const twin = await startDemoBank({ now, redirectUris });
    const { tokens } = await twin.signInDirectly('demo-fr');
    const other = await reader(twin, tokens.accessToken)('/transactions');
    const { read } = await signedIn('demo-fr');
    expect(JSON.stringify(other.body.Data)).toBe(JSON.stringify((await read('/transactions')).body.Data));
    await twin.stop();
  });

  test('pages through a year without a gap or a repetition, newest first', async () => {
    const { read } = await signedIn('demo-gb');
    const entries = await allPages(read, '/transactions');
    expect(entries.length).toBeGreaterThan(800);
    expect(new Set(entries.map((entry) => entry.TransactionId)).size).toBe(entries.length);
    const times = entries.map((entry) => entry.BookingDateTime);
    expect(times).toEqual(times.toSorted().toReversed());
    const { body } = await read('/transactions');
    expect(body.Meta.TotalPages).toBe(Math.ceil(entries.length / 100));
  });

  test('answers for a window of days and for one account', async () => {
    const { read } = await signedIn('demo-fr');
    const { body } = await read('/accounts');
    const [account] = body.Data.Account;
    const path = `/accounts/${account.AccountId}/transactions?fromBookingDateTime=2026-11-01T00:00:00Z&toBookingDateTime=2026-11-08T23:59:59Z`;
    const entries = await allPages(read, path);
    expect(entries.length).toBeGreaterThan(5);
    for (const entry of entries) {
      expect(entry.BookingDateTime >= '2026-11-01').toBe(true);
      expect(entry.BookingDateTime < '2026-11-09').toBe(true);
    }
    expect((await read('/transactions?fromBookingDateTime=yesterday')).status).toBe(400);
    for (const odd of ['page=abc', 'page=0', 'list=abc', 'list=W10']) expect((await read(`/transactions?${odd}`)).status).toBe(400);
  });

  test('shows only the last digits of account and card numbers', async () => {
    for (const customer of ['demo-fr', 'demo-gb', 'demo-us']) {
      const { read } = await signedIn(customer);
      const text = JSON.stringify([(await read('/accounts')).body, (await read('/transactions')).body.Data]);
      expect(text).not.toMatch(/"Identification":"(?!(?:FR76)?\*+\d{4}")/);
    }
  });

  test('keeps customers apart', async () => {
    const french = await signedIn('demo-fr');
    const british = await signedIn('demo-gb');
    const { body } = await french.read('/accounts');
    const [{ AccountId }] = body.Data.Account;
    for (const path of [`/accounts/${AccountId}`, `/accounts/${AccountId}/balances`, `/accounts/${AccountId}/transactions`]) {
      expect((await french.read(path)).status).toBe(200);
      const refused = await british.read(path);
      expect(refused.status).toBe(400);
      expect(refused.body.Errors[0].ErrorCode).toBe('U011');
    }
  });

  test('books what was pending under the same id', async () => {
    const { read } = await signedIn('demo-us');
    const pending = (await read('/transactions')).body.Data.Transaction.filter((entry: Entry) => entry.Status === 'PDNG');
    expect(pending.length).toBeGreaterThan(0);
    const before = clock;
    clock = new Date(before.getTime() + 3 * 86_400_000);
    const later = (await allPages(read, '/transactions?fromBookingDateTime=2026-11-15T00:00:00Z')).filter((entry) =>
      pending.some((one: Entry) => one.TransactionId === entry.TransactionId),
    );
    clock = before;
    expect(later.map(({ Status, Amount }) => [Status, Amount])).toEqual(pending.map(({ Amount }: Entry) => ['BOOK', Amount]));
  });

  test('echoes the interaction id', async () => {
    const { read } = await signedIn('demo-fr');
    const answer = await read('/balances', { 'x-fapi-interaction-id': '93bac548-d2de-4546-b106-880a5018460d' });
    expect(answer.headers.get('x-fapi-interaction-id')).toBe('93bac548-d2de-4546-b106-880a5018460d');
    expect((await getJson(`${bank.openBankingUrl}/balances`)).headers.get('x-fapi-interaction-id')).toMatch(/^[\w-]{36}$/);
  });

  test('refuses without a token, with a client’s token and beyond the permissions', async () => {
    expect((await getJson(`${bank.openBankingUrl}/accounts`)).status).toBe(401);
    expect((await reader(bank, await clientToken())('/accounts')).status).toBe(401);
    const { accessToken } = await signedIn('demo-fr');
    expect((await reader(bank, accessToken)('/account-access-consents/aac-1')).status).toBe(403);
    expect((await reader(bank, accessToken)('/direct-debits')).status).toBe(404);
    const deleted = await fetch(`${bank.openBankingUrl}/accounts`, { method: 'DELETE' });
    expect(deleted.status).toBe(405);
  });

  test.each([
    ['{', 'Data'],
    ['{"Data":{"Permissions":[]},"Risk":{}}', 'Data.Permissions'],
    ['{"Data":{"Permissions":["ReadEverything"]},"Risk":{}}', 'Data.Permissions.0'],
    ['{"Data":{"Permissions":["ReadBalances"]}}', 'Risk'],
  ])('refuses the consent %s', async (body, path) => {
    const headers = { authorization: `Bearer ${await clientToken()}`, 'content-type': 'application/json' };
    const response = await fetch(`${bank.openBankingUrl}/account-access-consents`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text()).Errors[0].Path).toBe(path);
  });
});

describe('receipts and parcels', () => {
  test('give every receipt the total of its card payment, and none to the wrong shop, key or future', async () => {
    for (const customer of ['demo-fr', 'demo-gb', 'demo-us']) {
      const { read } = await signedIn(customer);
      const entries = (await read('/transactions')).body.Data.Transaction.filter(
        (entry: Entry) => entry.SupplementaryData?.ReceiptReference,
      );
      expect(entries.length).toBeGreaterThan(8);
      for (const entry of entries) {
        const { TransactionId, MerchantCode } = entry.SupplementaryData.ReceiptReference;
        const url = `${bank.sumup.url}/v1.1/receipts/${TransactionId}?mid=`;
        const authorization = `Bearer ${bank.sumup.apiKey}`;
        const { status, body } = await getJson(url + MerchantCode, { authorization });
        expect(status).toBe(200);
        expect(body.transaction_data.amount).toBe(entry.Amount.Amount);
        const gross = body.transaction_data.vat_rates.reduce((sum: number, rate: { gross: number }) => sum + rate.gross, 0);
        expect(gross.toFixed(2)).toBe(entry.Amount.Amount);
        expect(body.merchant_data.merchant_profile.business_name).toBe(entry.MerchantDetails.MerchantName);
        expect((await getJson(`${url}M0000000`, { authorization })).status).toBe(404);
        expect((await getJson(url + MerchantCode)).status).toBe(401);
      }
    }
  });

  test('follow every order at the system that its reference names', async () => {
    const token = await payPalToken(bank);
    const seen = new Set<string>();
    for (const customer of ['demo-fr', 'demo-gb', 'demo-us', 'customer-5']) {
      const { read } = await signedIn(customer);
      const entries = (await read('/transactions')).body.Data.Transaction;
      for (const { SupplementaryData } of entries) {
        const reference = SupplementaryData?.DeliveryReference;
        if (!reference) continue;
        seen.add(reference.System);
        const answer =
          reference.System === 'PayPal'
            ? await getJson(`${bank.paypal.url}/v1/shipping/trackers?transaction_id=${reference.TransactionId}`, {
                authorization: `Bearer ${token}`,
              })
            : await getJson(`${bank.laPoste.url}/idships/${reference.TrackingNumber}?lang=en_GB`, { 'x-okapi-key': bank.laPoste.apiKey });
        expect(answer.status).toBe(200);
        expect(answer.body.shipment?.timeline.length ?? 5).toBe(5);
      }
    }
    expect([...seen].toSorted()).toEqual(['LaPoste', 'PayPal']);
  });

  test('answer one parcel number with an object, several with a list, unknown ones with 104', async () => {
    const { read } = await signedIn('demo-fr');
    const references = (await read('/transactions')).body.Data.Transaction.map(
      (entry: Entry) => entry.SupplementaryData?.DeliveryReference,
    );
    const known = references.find((reference: { System: string } | undefined) => reference?.System === 'LaPoste').TrackingNumber;
    const ask = (ids: string, key = bank.laPoste.apiKey) =>
      getJson(`${bank.laPoste.url}/idships/${ids}?lang=fr_FR`, { 'x-okapi-key': key });
    expect((await ask(known)).body).toMatchObject({ returnCode: 200, lang: 'fr_FR', idShip: known });
    const several = await ask(`${known},6A00000000000`);
    expect(several.body.map((one: { returnCode: number }) => one.returnCode)).toEqual([200, 104]);
    expect((await ask('6A00000000000')).status).toBe(404);
    expect((await ask(Array.from({ length: 11 }, () => known).join(','))).status).toBe(400);
    expect((await ask(known, 'wrong')).status).toBe(401);
  });

  test('refuse PayPal tokens that nobody gave out, and unknown transactions', async () => {
    const url = `${bank.paypal.url}/v1/shipping/trackers?transaction_id=ABC`;
    expect((await getJson(url, { authorization: 'Bearer A21AA-9999999999-x' })).status).toBe(401);
    expect((await getJson(url, { authorization: `Bearer ${await payPalToken(bank)}` })).status).toBe(404);
    const wrong = await postForm(`${bank.paypal.url}/v1/oauth2/token`, { form: { grant_type: 'client_credentials' }, basic: ['x', 'y'] });
    expect(wrong.status).toBe(401);
  });
});

describe('faults', () => {
  test.each([429, 503, 500, 401, 403] as const)('answer %d in the shape of the asked system, for so many calls', async (status) => {
    const { read } = await signedIn('demo-fr');
    bank.faults.set({ status, retryAfterS: 7, calls: 2, path: '/open-banking' });
    const failed = await read('/accounts');
    expect(failed.status).toBe(status);
    expect(failed.headers.get('retry-after')).toBe('7');
    expect(failed.body.Errors).toHaveLength(1);
    const other = await getJson(`${bank.laPoste.url}/idships/6A00000000000`, { 'x-okapi-key': bank.laPoste.apiKey });
    expect(other.status).toBe(404);
    expect((await read('/balances')).status).toBe(status);
    expect((await read('/balances')).status).toBe(200);
    bank.faults.clear();
  });

  test('answer well-formed JSON of another shape', async () => {
    const { read } = await signedIn('demo-fr');
    bank.faults.set({ offSchema: true });
    expect((await read('/accounts')).body.Data).toBeUndefined();
    bank.faults.clear();
    expect((await read('/accounts')).body.Data).toBeDefined();
  });

  test('expire the consent of one customer, and end the renewal of its tokens', async () => {
    const french = await signedIn('demo-fr');
    const british = await signedIn('demo-gb');
    bank.faults.set({ consentExpired: 'demo-fr' });
    const refused = await french.read('/accounts');
    expect(refused.status).toBe(403);
    expect(refused.body.Errors[0].ErrorCode).toBe('U009');
    const refresh = () =>
      postForm(`${bank.issuer}/token`, {
        form: { grant_type: 'refresh_token', refresh_token: french.refreshToken },
        basic: [bank.clientId, bank.clientSecret],
      });
    expect((await refresh()).body.error).toBe('invalid_grant');
    expect((await british.read('/accounts')).status).toBe(200);
    bank.faults.clear();
    expect((await refresh()).status).toBe(200);
  });

  test('delay answers', async () => {
    const { read } = await signedIn('demo-fr');
    bank.faults.set({ latencyMs: 60, calls: 1 });
    const before = performance.now();
    await read('/accounts');
    expect(performance.now() - before).toBeGreaterThan(55);
    bank.faults.clear();
  });
});

describe('life of the bank', () => {
  test('ends a consent when its time is over', async () => {
    const { read } = await signedIn('demo-fr');
    const before = clock;
    clock = new Date(before.getTime() + 181 * 86_400_000);
    expect((await read('/accounts')).body.Errors[0].ErrorCode).toBe('U009');
    clock = before;
    expect((await read('/accounts')).status).toBe(200);
  });

  test('keeps address, keys and links over a restart, and moves when its port is taken', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'demo-bank-'));
    const first = await startDemoBank({ dataDir, now, redirectUris });
    const { accessToken, refreshToken } = (await first.signInDirectly('customer-7')).tokens;
    await first.stop();
    const second = await startDemoBank({ dataDir, now, redirectUris });
    expect([second.url, second.clientSecret, second.sumup.apiKey]).toEqual([first.url, first.clientSecret, first.sumup.apiKey]);
    expect((await reader(second, accessToken)('/accounts')).status).toBe(200);
    const renewed = await postForm(`${second.issuer}/token`, {
      form: { grant_type: 'refresh_token', refresh_token: refreshToken },
      basic: [second.clientId, second.clientSecret],
    });
    expect(renewed.status).toBe(200);
    await second.stop();
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    const third = await startDemoBank({ dataDir, now, redirectUris });
    expect(third.url).not.toBe(first.url);
    expect((await reader(third, accessToken)('/accounts')).status).toBe(200);
    await third.stop();
    squatter.close();
    rmSync(dataDir, { recursive: true });
  });

  test('does not know customers it does not have', async () => {
    await expect(bank.signInDirectly('customer-1000000')).rejects.toThrow(RangeError);
  });
});
