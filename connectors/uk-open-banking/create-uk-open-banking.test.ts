import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openSealed } from '../../secrecy/sealed.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { type StubAnswer, type StubRequest, type StubServer, startStubServer } from '../../test/support/stub-server.ts';
import type { AccountSource } from '../ports/account-source.ts';
import type { ConnectorCall } from '../ports/call-observer.ts';
import type { CustomerAccess } from '../ports/customer-access.ts';
import { createUkOpenBanking } from './create-uk-open-banking.ts';

const customer: CustomerAccess = {
  key: 'link-1',
  accessToken: async () => 'canary-token',
  signedInAt: '2026-11-17T08:30:00Z',
  ipAddress: '203.0.113.7',
};
const window = { from: '2026-11-01', to: '2026-11-17' };
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

type Answers = Readonly<Record<string, StubAnswer | ((request: StubRequest) => StubAnswer)>>;

interface Stage {
  readonly bank: AccountSource;
  readonly server: StubServer;
  readonly calls: ConnectorCall[];
}

/** A bank that answers by path; unknown paths are 404. */
async function stage(answers: Answers): Promise<Stage> {
  const server = await startStubServer((request) => {
    const answer = answers[request.path.replace('/open-banking/v4.0/aisp', '')];
    if (!answer) return { status: 404, json: { Errors: [{ ErrorCode: 'U011' }] } };
    return typeof answer === 'function' ? answer(request) : answer;
  });
  const calls: ConnectorCall[] = [];
  const bank = createUkOpenBanking({
    egress: openEgress(),
    baseUrl: `${server.url}/open-banking/v4.0/aisp`,
    retry: { attempts: 2, baseMs: 1 },
    onCall: (call) => calls.push(call),
  });
  opened.push(bank, server);
  return { bank, server, calls };
}

function accounts(...list: readonly object[]): StubAnswer {
  return { json: { Data: { Account: list }, Links: { Self: 'https://bank.example/accounts' }, Meta: {} } };
}

function balances(...list: readonly object[]): StubAnswer {
  return { json: { Data: { Balance: list } } };
}

function balance(Type: string, Amount: string, more: object = {}): object {
  const money = { Amount, Currency: 'EUR' };
  return { AccountId: 'a1', CreditDebitIndicator: 'Credit', Type, DateTime: '2026-11-17T08:00:00+01:00', Amount: money, ...more };
}

function entry(more: object = {}): object {
  return {
    AccountId: 'a1',
    TransactionId: 't1',
    CreditDebitIndicator: 'Debit',
    Status: 'BOOK',
    BookingDateTime: '2026-11-10T12:00:00+01:00',
    Amount: { Amount: '45.6', Currency: 'EUR' },
    TransactionInformation: 'CB CARREFOUR',
    ...more,
  };
}

function transactions(...list: readonly object[]): StubAnswer {
  return { json: { Data: { Transaction: list } } };
}

async function only(more: object): Promise<unknown> {
  const { bank } = await stage({ '/transactions': transactions(entry(more)) });
  const [first] = await bank.listTransactions(customer, window);
  return first && openSealed(first);
}

describe('accounts', () => {
  const base = { AccountId: 'a1', Currency: 'EUR', Status: 'Enabled' };

  test.each([
    [{ AccountTypeCode: 'CACC' }, 'current'],
    [{ AccountTypeCode: 'SVGS' }, 'savings'],
    [{ AccountTypeCode: 'CARD' }, 'card'],
    [{ AccountTypeCode: 'LOAN' }, 'loan'],
    [{ AccountTypeCode: 'WALT' }, 'other'],
    [{ AccountTypeCode: 'CACC', Nickname: 'Compte joint' }, 'joint'],
    [{ AccountTypeCode: 'CACC', Description: 'Joint Account' }, 'joint'],
    [{ AccountTypeCode: 'SVGS', Nickname: 'Joint savings' }, 'savings'],
    [{ AccountSubType: 'CurrentAccount' }, 'current'],
    [{ AccountSubType: 'CreditCard' }, 'card'],
    [{ AccountSubType: 'Savings' }, 'savings'],
    [{ AccountSubType: 'Mortgage' }, 'loan'],
    [{}, 'other'],
    [{ AccountTypeCode: 'constructor' }, 'other'],
  ])('%j is %s', async (codes, kind) => {
    const { bank } = await stage({ '/accounts': accounts({ ...base, ...codes }) });
    expect((await bank.listAccounts(customer)).map((account) => openSealed(account).kind)).toEqual([kind]);
  });

  test('are named as the customer named them, and never hold the whole number', async () => {
    const iban = { SchemeName: 'UK.OBIE.IBAN', Identification: 'FR14 2004 1010 0505 0001 3M02 606' };
    const pan = { SchemeName: 'UK.OBIE.PAN', Identification: '************4471' };
    const { bank } = await stage({
      '/accounts': accounts(
        { ...base, AccountTypeCode: 'CACC', Nickname: ' Vacances ', Description: 'Compte', Account: [iban] },
        { ...base, AccountId: 'a2', AccountTypeCode: 'CARD', Description: 'Visa Premier', Account: [iban, pan] },
        { ...base, AccountId: 'a3', AccountTypeCode: 'SVGS', Account: [iban] },
        { ...base, AccountId: 'a4', AccountTypeCode: 'SVGS' },
      ),
    });
    expect((await bank.listAccounts(customer)).map((account) => openSealed(account))).toEqual([
      { id: 'a1', kind: 'current', name: 'Vacances', currency: 'EUR', last4: '2606' },
      { id: 'a2', kind: 'card', name: 'Visa Premier', currency: 'EUR', last4: '4471' },
      { id: 'a3', kind: 'savings', name: '···· 2606', currency: 'EUR', last4: '2606' },
      { id: 'a4', kind: 'savings', name: 'EUR', currency: 'EUR' },
    ]);
  });

  test('that are closed or switched away are left out', async () => {
    const { bank } = await stage({ '/accounts': accounts({ ...base, Status: 'Deleted' }, { AccountId: 'switched' }) });
    expect(await bank.listAccounts(customer)).toEqual([]);
  });
});

describe('balances', () => {
  async function one(...list: readonly object[]): Promise<unknown> {
    const { bank } = await stage({ '/balances': balances(...list) });
    const [first] = await bank.listBalances(customer);
    return first && openSealed(first);
  }
  const eur = (minor: bigint): object => ({ minor, currency: 'EUR' });

  test('take booked and available from their types, and the sign from the indicator', async () => {
    const list = [balance('OPBD', '1'), balance('ITAV', '950.5'), balance('ITBD', '1000.00'), balance('CLBD', '2')];
    expect(await one(...list)).toEqual({
      accountId: 'a1',
      booked: eur(100_000n),
      available: eur(95_050n),
      asOf: '2026-11-17T07:00:00.000Z',
    });
    expect(await one(balance('ITBD', '12.34', { CreditDebitIndicator: 'Debit' }))).toMatchObject({ booked: eur(-1_234n) });
  });

  test('understand the names of v3.1.11', async () => {
    expect(await one(balance('InterimAvailable', '9'), balance('InterimBooked', '10'))).toMatchObject({
      booked: eur(1000n),
      available: eur(900n),
    });
  });

  test('fall back to what the bank has', async () => {
    expect(await one(balance('CLAV', '7'))).toMatchObject({ booked: eur(700n), available: eur(700n) });
    expect(await one(balance('INFO', '7'))).toBeUndefined();
  });

  test('tell the agreed credit line, not what is left of it', async () => {
    const CreditLine = [
      { Included: false, Type: 'Available', Amount: { Amount: '900', Currency: 'EUR' } },
      { Included: false, Type: 'Pre-Agreed', Amount: { Amount: '500.00000', Currency: 'EUR' } },
    ];
    expect(await one(balance('ITBD', '1', { CreditLine }))).toMatchObject({ creditLimit: eur(50_000n) });
    expect(await one(balance('ITBD', '1', { CreditLine: [{ Included: true }] }))).not.toHaveProperty('creditLimit');
  });

  test('keep the decimals of each currency', async () => {
    const yen = { Amount: { Amount: '1500', Currency: 'JPY' } };
    expect(await one(balance('ITBD', '0', yen))).toMatchObject({ booked: { minor: 1500n, currency: 'JPY' } });
    const dinar = { Amount: { Amount: '1.234', Currency: 'KWD' } };
    expect(await one(balance('ITBD', '0', dinar))).toMatchObject({ booked: { minor: 1234n, currency: 'KWD' } });
  });

  test.each<[string, object]>([
    ['finer than the currency', balance('ITBD', '1.005')],
    ['negative', balance('ITBD', '-1')],
    ['a number', balance('ITBD', '1', { Amount: { Amount: 1, Currency: 'EUR' } })],
    ['without currency', balance('ITBD', '1', { Amount: { Amount: '1' } })],
    ['with an unknown sign', balance('ITBD', '1', { CreditDebitIndicator: 'Sideways' })],
    ['without a date', balance('ITBD', '1', { DateTime: 'yesterday' })],
    ['of a day that does not exist', balance('ITBD', '1', { DateTime: '2026-13-45T00:00:00Z' })],
  ])('that are %s are off the protocol', async (_name, wrong) => {
    const { bank } = await stage({ '/balances': balances(wrong) });
    await expect(bank.listBalances(customer)).rejects.toMatchObject({ code: 'protocol_violation' });
  });
});

describe('transactions', () => {
  test('are asked for by day and come newest first', async () => {
    const older = entry({ TransactionId: 't0', BookingDateTime: '2026-11-02T09:00:00Z' });
    const { bank, server } = await stage({ '/transactions': transactions(older, entry()) });
    expect((await bank.listTransactions(customer, window)).map((one) => openSealed(one).id)).toEqual(['t1', 't0']);
    expect(Object.fromEntries(server.requests[0]?.query ?? [])).toEqual({
      fromBookingDateTime: '2026-11-01T00:00:00Z',
      toBookingDateTime: '2026-11-17T23:59:59Z',
    });
  });

  test('hold what the bank says', async () => {
    expect(
      await only({
        CategoryPurposeCode: 'SUPP',
        AddressLine: 'LISBOA, PT',
        MerchantDetails: { MerchantName: ' Padaria ', MerchantCategoryCode: '5462' },
        CardInstrument: { CardSchemeName: 'VISA', Identification: 'XXXXXXXXXXXX4471', AuthorisationType: 'Contactless' },
        CurrencyExchange: { SourceCurrency: 'USD', ExchangeRate: 1.1, InstructedAmount: { Amount: '50.16', Currency: 'USD' } },
      }),
    ).toEqual({
      id: 't1',
      accountId: 'a1',
      status: 'booked',
      amount: { minor: -4560n, currency: 'EUR' },
      bookedAt: '2026-11-10T11:00:00.000Z',
      label: 'CB CARREFOUR',
      purposeCode: 'SUPP',
      merchant: { name: 'Padaria', categoryCode: '5462', city: 'LISBOA', country: 'PT' },
      originalAmount: { minor: -5016n, currency: 'USD' },
      card: { scheme: 'Visa', last4: '4471' },
    });
  });

  test.each([
    ['BOOK', 'booked'],
    ['PDNG', 'pending'],
    ['RJCT', 'rejected'],
    ['Booked', 'booked'],
    ['Pending', 'pending'],
    ['Rejected', 'rejected'],
  ])('of status %s are %s', async (Status, status) => {
    expect(await only({ Status })).toMatchObject({ status });
  });

  test.each(['FUTR', 'INFO'])('of status %s are no entries', async (Status) => {
    expect(await only({ Status })).toBeUndefined();
  });

  test('of money in are positive', async () => {
    expect(await only({ CreditDebitIndicator: 'Credit' })).toMatchObject({ amount: { minor: 4560n } });
  });

  test('without an id get the same one at each reading, and different ones from each other', async () => {
    const nameless = { TransactionId: undefined };
    const [first, again, other] = [await only(nameless), await only(nameless), await only({ ...nameless, TransactionReference: 'x' })];
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
  });

  test.each<[string, unknown, object]>([
    [
      'a SumUp receipt',
      { ReceiptReference: { System: 'SumUp', TransactionId: 'su-1', MerchantCode: 'M1' } },
      { receiptRef: { system: 'sumup', transactionId: 'su-1', merchantCode: 'M1' } },
    ],
    [
      'a PayPal parcel',
      { DeliveryReference: { System: 'PayPal', TransactionId: '8AB12' } },
      { deliveryRef: { system: 'paypal', transactionId: '8AB12' } },
    ],
    [
      'a La Poste parcel',
      { DeliveryReference: { System: 'LaPoste', TrackingNumber: '6A12345678901' } },
      { deliveryRef: { system: 'la_poste', trackingNumber: '6A12345678901' } },
    ],
  ])('point to %s', async (_name, SupplementaryData, expected) => {
    expect(await only({ SupplementaryData })).toMatchObject(expected);
  });

  test.each<[unknown]>([
    [{}],
    ['text'],
    [null],
    [[]],
    [{ ReceiptReference: 'x', DeliveryReference: 7 }],
    [{ ReceiptReference: { System: 'Other' }, DeliveryReference: { System: 'PayPal', TransactionId: '../../x' } }],
    [{ ReceiptReference: { System: 'SumUp', TransactionId: '', MerchantCode: 'M' } }],
  ])('with odd supplementary data (%j) are still shown, without reference', async (SupplementaryData) => {
    const read = await only({ SupplementaryData });
    expect(read).toMatchObject({ id: 't1' });
    expect(read).not.toHaveProperty('receiptRef');
    expect(read).not.toHaveProperty('deliveryRef');
  });

  test('one reference that is odd does not hide the other', async () => {
    const SupplementaryData = { ReceiptReference: 5, DeliveryReference: { System: 'PayPal', TransactionId: '8AB12' } };
    expect(await only({ SupplementaryData })).toMatchObject({ deliveryRef: { transactionId: '8AB12' } });
  });

  test('of an unknown status are off the protocol', async () => {
    await expect(only({ Status: 'MAYBE' })).rejects.toMatchObject({ code: 'protocol_violation' });
  });
});

describe('pages', () => {
  function page(number: number, next: string | undefined): StubAnswer {
    const Links = { Self: 'https://bank.example/x', ...(next === undefined ? {} : { Next: next }) };
    return { json: { Data: { Transaction: [entry({ TransactionId: `t${number}` })] }, Links, Meta: { TotalPages: 3 } } };
  }

  test('are all read, each with our token', async () => {
    const { bank, server } = await stage({
      '/transactions': ({ query, headers }) => {
        const number = Number(query.get('page') ?? 1);
        return page(number, number < 3 ? `http://${headers.host ?? ''}/open-banking/v4.0/aisp/transactions?page=${number + 1}` : undefined);
      },
    });
    expect(await bank.listTransactions(customer, window)).toHaveLength(3);
    expect(server.requests.map((request) => request.headers.authorization)).toEqual(Array(3).fill('Bearer canary-token'));
  });

  test.each([
    ['to another host', 'http://169.254.169.254/open-banking/v4.0/aisp/transactions'],
    ['above the base address', ':self:/admin'],
  ])('leading %s are refused', async (_name, next) => {
    const { bank, server } = await stage({
      '/transactions': ({ headers }) => page(1, next.replace(':self:', `http://${headers.host ?? ''}`)),
    });
    await expect(bank.listTransactions(customer, window)).rejects.toMatchObject({ code: 'protocol_violation' });
    expect(server.requests).toHaveLength(1);
  });

  test('that go round in circles are refused', async () => {
    const { bank, server } = await stage({
      '/transactions': ({ headers }) => page(1, `http://${headers.host ?? ''}/open-banking/v4.0/aisp/transactions?page=1`),
    });
    await expect(bank.listTransactions(customer, window)).rejects.toMatchObject({ code: 'protocol_violation' });
    expect(server.requests).toHaveLength(2);
  });

  describe('that are numbered', () => {
    const path = '/open-banking/v4.0/aisp/transactions?page=';

    /** Seven pages; `more` changes the answer to one of them. */
    async function seven(more: (number: number, host: string) => StubAnswer | undefined = () => undefined) {
      let open = 0;
      let most = 0;
      const staged = await stage({
        '/transactions': ({ query, headers }) => {
          const number = Number(query.get('page') ?? 1);
          const link = (to: number): string => `http://${headers.host ?? ''}${path}${to}`;
          const Links = { Self: link(number), Last: link(7), ...(number < 7 ? { Next: link(number + 1) } : {}) };
          const json = { Data: { Transaction: [entry({ TransactionId: `t${number}` })] }, Links, Meta: { TotalPages: 7 } };
          open += 1;
          most = Math.max(most, open);
          const raw = (response: ServerResponse): void =>
            void setImmediate(() => {
              open -= 1;
              response.writeHead(200, { 'content-type': 'application/json' });
              response.end(JSON.stringify(json));
            });
          return more(number, headers.host ?? '') ?? { raw };
        },
      });
      const ids = async (): Promise<string[]> => (await staged.bank.listTransactions(customer, window)).map((one) => openSealed(one).id);
      return { ...staged, ids, most: () => most };
    }

    const all = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'];

    test('are read several at a time, each once and in order', async () => {
      const { ids, server, most } = await seven();
      expect(await ids()).toEqual(all);
      expect(server.requests).toHaveLength(7);
      expect(most()).toBeGreaterThan(1);
      expect(most()).toBeLessThanOrEqual(4);
    });

    test('but lead elsewhere are read as the bank’s own links have it', async () => {
      const { ids } = await seven((number, host) => (number === 3 ? page(3, `http://${host}${path}6`) : undefined));
      expect(await ids()).toEqual(['t1', 't2', 't3', 't6', 't7']);
    });

    test('are more than the last one, if that one names a next', async () => {
      const { ids } = await seven((number, host) => {
        if (number === 7) return page(7, `http://${host}${path}8`);
        return number === 8 ? page(8, undefined) : undefined;
      });
      expect(await ids()).toEqual([...all, 't8']);
    });

    test('fail as a whole when one of them fails', async () => {
      const { ids } = await seven((number) => (number === 4 ? { status: 429, json: {} } : undefined));
      await expect(ids()).rejects.toMatchObject({ code: 'rate_limited' });
    });
  });

  test('without end are refused', async () => {
    let number = 0;
    const { bank, server } = await stage({
      '/transactions': ({ headers }) => {
        number += 1;
        return page(number, `http://${headers.host ?? ''}/open-banking/v4.0/aisp/transactions?page=${number}`);
      },
    });
    await expect(bank.listTransactions(customer, window)).rejects.toMatchObject({ code: 'protocol_violation' });
    expect(server.requests.length).toBeLessThan(100);
  });
});

describe('banks without bulk resources', () => {
  const two = accounts({ AccountId: 'a1', Currency: 'EUR' }, { AccountId: 'a2', Currency: 'EUR' });
  const answers: Answers = {
    '/accounts': two,
    '/balances': { status: 405, json: {} },
    '/accounts/a1/balances': balances(balance('ITBD', '1')),
    '/accounts/a2/balances': balances(balance('ITBD', '2', { AccountId: 'a2' })),
    '/accounts/a1/transactions': transactions(entry()),
    '/accounts/a2/transactions': transactions(entry({ AccountId: 'a2', TransactionId: 't2', BookingDateTime: '2026-11-12T00:00:00Z' })),
  };

  test('are asked account by account, with the same window', async () => {
    const { bank, server } = await stage(answers);
    expect(await bank.listBalances(customer)).toHaveLength(2);
    expect((await bank.listTransactions(customer, window)).map((one) => openSealed(one).id)).toEqual(['t2', 't1']);
    const asked = server.requests.find((request) => request.path.endsWith('/a2/transactions'));
    expect(asked?.query.get('fromBookingDateTime')).toBe('2026-11-01T00:00:00Z');
  });

  test('are not asked in bulk again', async () => {
    const { bank, server } = await stage(answers);
    await bank.listBalances(customer);
    await bank.listBalances(customer);
    expect(server.requests.filter((request) => request.path.endsWith('/aisp/balances'))).toHaveLength(1);
  });
});

describe('requests', () => {
  test('say who asks, when the customer signed in and from where', async () => {
    const { bank, server } = await stage({ '/accounts': accounts() });
    await bank.listAccounts(customer);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer canary-token',
      accept: 'application/json',
      'x-fapi-auth-date': 'Tue, 17 Nov 2026 08:30:00 GMT',
      'x-fapi-customer-ip-address': '203.0.113.7',
      'x-fapi-interaction-id': expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
    });
  });

  test('leave out what is not known', async () => {
    const { bank, server } = await stage({ '/accounts': accounts() });
    await bank.listAccounts({ key: 'link-2', accessToken: async () => 't' });
    expect(Object.keys(server.requests[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['x-fapi-auth-date']));
    expect(Object.keys(server.requests[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['x-fapi-customer-ip-address']));
  });
});

describe('errors of the standard', () => {
  const errors = (...codes: string[]): object => ({ Errors: codes.map((ErrorCode) => ({ ErrorCode, Message: 'canary words' })) });

  test.each([
    [401, {}, 'consent_expired'],
    [403, errors('UK.OBIE.Reauthenticate'), 'sca_required'],
    [401, errors('UK.OBIE.Reauthenticate'), 'sca_required'],
    [403, errors('U028'), 'sca_required'],
    [403, errors('UK.OBIE.Resource.InvalidConsentStatus'), 'consent_expired'],
    [400, errors('U009'), 'consent_expired'],
    [403, errors('U001'), 'forbidden_scope'],
    [403, { odd: true }, 'forbidden_scope'],
    [403, errors('constructor'), 'forbidden_scope'],
    [400, errors('U002'), 'bad_request'],
    [400, errors('U002', 'U011'), 'not_found'],
    [429, errors('U000'), 'rate_limited'],
    [500, errors('U000'), 'bank_unavailable'],
  ])('%i %j is %s', async (status, json, code) => {
    const { bank } = await stage({ '/accounts': { status, json } });
    await expect(bank.listAccounts(customer)).rejects.toMatchObject({ code, system: 'uk-open-banking' });
  });

  test('a token that can no longer be renewed fails before any call', async () => {
    const { bank, server } = await stage({});
    const gone = { key: 'link-3', accessToken: () => Promise.reject(new TypeError('gone')) };
    await expect(bank.listAccounts(gone)).rejects.toThrow('gone');
    expect(server.requests).toHaveLength(0);
  });

  test('each reading is one call to the observer', async () => {
    const { bank, calls } = await stage({ '/accounts': accounts(), '/balances': balances(balance('ITBD', '1')) });
    await bank.listAccounts(customer);
    await bank.listBalances(customer);
    expect(calls.map(({ system, operation, outcome }) => [system, operation, outcome])).toEqual([
      ['uk-open-banking', 'accounts', 200],
      ['uk-open-banking', 'balances', 200],
    ]);
  });
});
