import { describe, expect, test } from '@jest/globals';
import { isSealed, openSealed } from '../../secrecy/sealed.ts';
import { createFakeBanking, type FakeBankingData } from '../../test/support/fake-banking.ts';
import type { Account, AccountBalance } from '../domain/account.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Transaction } from '../domain/transaction.ts';
import type { AccountQuery, DeliveryQuery, TransactionQuery, TransactionView } from '../ports/customer-banking.ts';

const accounts: Account[] = [
  { id: 'acc-1', kind: 'current', name: 'Compte courant', currency: 'EUR', last4: '0142' },
  { id: 'acc-2', kind: 'savings', name: 'Livret A', currency: 'EUR', last4: '7788' },
  { id: 'acc-3', kind: 'card', name: 'Carte Visa Premier', currency: 'EUR', last4: '4471' },
  { id: 'acc-4', kind: 'joint', name: 'Compte joint', currency: 'EUR', last4: '9001' },
];

function eur(minor: bigint): { minor: bigint; currency: string } {
  return { minor, currency: 'EUR' };
}

function entry(id: string, minor: bigint, bookedAt: string): Transaction {
  return { id, accountId: 'acc-1', status: 'booked', amount: eur(minor), bookedAt: `${bookedAt}T10:00:00.000Z`, label: id };
}

const carrefour = { name: 'Carrefour City', categoryCode: '5411', city: 'Paris', country: 'FR' };

/** Names what a list of views holds. */
function labels(entries: readonly TransactionView[]): string[] {
  return entries.map((view) => openSealed(view.label));
}

async function found(transactions: readonly Transaction[], query: TransactionQuery, more: FakeBankingData = {}): Promise<string[]> {
  return labels((await createFakeBanking({ accounts, transactions, ...more }).transactions(query)).entries);
}

describe('balances', () => {
  const asOf = '2026-11-17T09:00:00.000Z';
  const balances: AccountBalance[] = [
    { accountId: 'acc-1', booked: eur(120_050n), available: eur(110_050n), asOf },
    { accountId: 'acc-2', booked: eur(500_000n), asOf },
    { accountId: 'acc-3', booked: eur(-5_000n), creditLimit: eur(20_000n), asOf },
    { accountId: 'acc-4', booked: eur(-30_000n), creditLimit: eur(20_000n), asOf: '2026-11-16T23:30:00.000Z' },
  ];
  const bank = createFakeBanking({ accounts, balances });

  test('come for all accounts, in the order of the bank', async () => {
    const views = await bank.balances();
    expect(views.map((view) => [openSealed(view.accountName), openSealed(view.booked).minor, openSealed(view.available).minor])).toEqual([
      ['Compte courant', 120_050n, 110_050n],
      ['Livret A', 500_000n, 500_000n],
      ['Carte Visa Premier', -5_000n, -5_000n],
      ['Compte joint', -30_000n, -30_000n],
    ]);
  });

  test('say how the account stands and what is left of an overdraft', async () => {
    const views = await bank.balances();
    expect(views.map((view) => openSealed(view.standing))).toEqual(['credit', 'credit', 'overdrawn', 'beyond_limit']);
    expect(views.map((view) => openSealed(view.differs))).toEqual(['yes', 'no', 'no', 'no']);
    expect(views.map((view) => openSealed(view.limit).minor)).toEqual([0n, 0n, 20_000n, 20_000n]);
    expect(views.map((view) => view.overdraft && openSealed(view.overdraft.agreed))).toEqual(['no', 'no', 'yes', 'yes']);
    expect(views.map((view) => view.overdraft && openSealed(view.overdraft.left).minor)).toEqual([120_050n, 500_000n, 15_000n, 0n]);
    expect(views.map((view) => view.overdraft && openSealed(view.overdraft.beyond).minor)).toEqual([0n, 0n, 0n, 10_000n]);
  });

  test('say whether any account that was asked for is overdrawn, cards apart', async () => {
    const among = async (query?: AccountQuery) => (await bank.balances(query)).map((view) => openSealed(view.anyOverdrawn));
    expect(await among()).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(await among({ kind: 'savings' })).toEqual(['no']);
    expect(await among({ kind: 'card' })).toEqual(['none']);
  });

  test('are dated where the customer lives', async () => {
    expect((await bank.balances()).map((view) => openSealed(view.asOf).day)).toEqual([...Array(4).keys()].map(() => '2026-11-17'));
  });

  test.each([
    [{ kind: 'savings' }, ['Livret A']],
    [{ kind: 'current' }, ['Compte courant']],
    [{ kind: 'joint' }, ['Compte joint']],
    [{ name: 'livret' }, ['Livret A']],
    [{ name: 'Livert A' }, ['Livret A']],
    [{ name: 'visa' }, ['Carte Visa Premier']],
    [{ last4: '4471' }, ['Carte Visa Premier']],
    [{ last4: '71' }, ['Carte Visa Premier']],
    [{ last4: '1234' }, []],
    [{ name: 'PEL' }, []],
    [{ kind: 'savings', last4: '0142' }, []],
    [{}, ['Compte courant', 'Livret A', 'Carte Visa Premier', 'Compte joint']],
  ] as const)('of %j are of %j', async (query, expected) => {
    expect((await bank.balances(query)).map((view) => openSealed(view.accountName))).toEqual(expected);
  });

  test('a current account is the joint one where there is no other', async () => {
    const only = createFakeBanking({ accounts: accounts.slice(3), balances: balances.slice(3) });
    expect(await only.balances({ kind: 'current' })).toHaveLength(1);
  });

  test('an account whose balance is not told is left out', async () => {
    expect(await createFakeBanking({ accounts, balances: balances.slice(0, 1) }).balances()).toHaveLength(1);
  });
});

describe('transactions', () => {
  const list: Transaction[] = [
    { ...entry('pending', -1_990n, '2026-11-20'), status: 'pending' },
    { ...entry('groceries', -4_560n, '2026-11-16'), merchant: carrefour },
    entry('salary', 250_000n, '2026-11-01'),
    { ...entry('rejected', -99_900n, '2026-10-30'), status: 'rejected' },
    { ...entry('hotel', -18_000n, '2026-10-10'), originalAmount: { minor: -15_500n, currency: 'GBP' }, merchant: { name: 'The Strand' } },
    { ...entry('dollars', -5_000n, '2026-10-09'), amount: { minor: -5_000n, currency: 'USD' } },
    { ...entry('savings', -10_000n, '2026-09-01'), accountId: 'acc-2' },
    { ...entry('old', -700n, '2026-05-01'), merchant: carrefour },
  ];

  test('without a period are those of the last 90 days, pending ones included', async () => {
    const bank = createFakeBanking({ accounts, transactions: list });
    const report = await bank.transactions({});
    expect(labels(report.entries)).toEqual(['pending', 'groceries', 'salary', 'rejected', 'hotel', 'dollars', 'savings']);
    expect(report.period).toEqual({ from: { day: '2026-08-19' }, to: { day: '2026-11-17' } });
    expect(report.found).toBe(7);
  });

  test.each<[string, TransactionQuery, string[]]>([
    ['merchant', { merchant: 'carrefour' }, ['groceries']],
    ['a mistyped merchant', { merchant: 'carefour' }, ['groceries']],
    ['statement line', { merchant: 'salary' }, ['salary']],
    ['unknown merchant', { merchant: 'fnac' }, []],
    ['category', { category: 'groceries' }, ['groceries']],
    ['category of which there is nothing', { category: 'fuel' }, []],
    ['category of long ago', { category: 'groceries', period: { from: '2026-05-01' } }, ['groceries', 'old']],
    ['category, the newest only', { category: 'groceries', count: 1, period: { from: '2026-05-01' } }, ['groceries']],
    ['period', { period: { from: '2026-10-10', to: '2026-11-01' } }, ['salary', 'rejected', 'hotel']],
    ['period with an open end', { period: { from: '2026-11-01' } }, ['pending', 'groceries', 'salary']],
    ['period with an open beginning', { period: { to: '2026-10-09' } }, ['dollars', 'savings']],
    ['period of long ago', { period: { from: '2026-05-01', to: '2026-05-01' } }, ['old']],
    ['period to come', { period: { from: '2027-01-01' } }, []],
    ['period before the bank’s memory', { period: { from: '2020-01-01', to: '2020-02-01' } }, []],
    ['least amount', { amount: { min: '1000' } }, ['salary']],
    ['range, ends included', { amount: { min: '45.60', max: '100' } }, ['groceries', 'dollars', 'savings']],
    ['amount as paid abroad', { amount: { min: '155', max: '155' } }, ['hotel']],
    ['amount in a currency', { amount: { min: '1', currency: 'USD' } }, ['dollars']],
    ['amount in the currency of the place', { amount: { max: '200', currency: 'GBP' } }, ['hotel']],
    ['amount finer than cents', { amount: { min: '45.605', max: '45.605' } }, []],
    ['pending', { status: 'pending' }, ['pending']],
    ['money in', { direction: 'in' }, ['salary']],
    ['money out in October', { direction: 'out', period: { from: '2026-10-01', to: '2026-10-15' } }, ['hotel', 'dollars']],
    ['account', { account: { kind: 'savings' } }, ['savings']],
    ['account by its digits', { account: { last4: '7788' } }, ['savings']],
    ['the newest two', { count: 2 }, ['pending', 'groceries']],
  ])('can be asked for by %s', async (_name, query, expected) => {
    expect(await found(list, query)).toEqual(expected);
  });

  test('a name spelt right leaves out those that only look like it', async () => {
    const shops = [
      { ...entry('boots', -100n, '2026-11-02'), merchant: { name: 'Boots' } },
      { ...entry('books', -100n, '2026-11-01'), merchant: { name: 'Books' } },
    ];
    expect(await found(shops, { merchant: 'boots' })).toEqual(['boots']);
    expect(await found(shops.slice(1), { merchant: 'boots' })).toEqual(['books']);
  });

  test('belong to the day on which they were made where the customer lives', async () => {
    const late = [{ ...entry('late', -100n, '2026-11-01'), bookedAt: '2026-10-31T23:30:00.000Z' }];
    expect(await found(late, { period: { from: '2026-11-01', to: '2026-11-01' } })).toEqual(['late']);
    expect(await found(late, { period: { from: '2026-11-01' } }, { timeZone: 'America/New_York' })).toEqual([]);
    expect(await found(late, { period: { to: '2026-10-31' } }, { timeZone: 'America/New_York' })).toEqual(['late']);
  });

  test('are summed per currency, without what was rejected', async () => {
    const { sums, found: fitted } = await createFakeBanking({ accounts, transactions: list }).transactions({});
    const opened = sums.map((sum) => [openSealed(sum.out), openSealed(sum.in), openSealed(sum.count)]);
    expect(opened).toEqual([
      [eur(34_550n), eur(250_000n), 5],
      [{ minor: 5_000n, currency: 'USD' }, { minor: 0n, currency: 'USD' }, 1],
    ]);
    expect(fitted).toBe(7);
  });

  test('of a category are all counted, though few are shown', async () => {
    const days = ['2026-11-16', '2026-11-15', '2026-09-02'];
    const transactions = days.map((day, index) => ({ ...entry(`g${index}`, -100n, day), merchant: carrefour }));
    const { found: fitted, entries } = await createFakeBanking({ accounts, transactions }).transactions({
      category: 'groceries',
      count: 2,
    });
    expect([labels(entries), fitted]).toEqual([['g0', 'g1'], 3]);
  });

  test('show what a sentence needs, each part sealed', async () => {
    const purchase = { ...entry('CB CARREFOUR CITY', -4_560n, '2026-11-16'), merchant: carrefour, card: { scheme: 'Visa', last4: '4471' } };
    const [view] = (await createFakeBanking({ accounts, transactions: [purchase] }).transactions({})).entries;
    if (!view) throw new Error('the purchase is missing');
    const { ref, mayHaveReceipt, ...sealed } = view;
    expect(ref).toMatch(/^[\w-]{22}$/);
    expect(mayHaveReceipt).toBe(true);
    expect(
      Object.fromEntries(Object.entries(sealed).map(([name, value]) => [name, isSealed(value) && openSealed<unknown>(value)])),
    ).toEqual({
      counterparty: 'Carrefour City',
      role: 'plain',
      amount: eur(-4_560n),
      absolute: eur(4_560n),
      day: { day: '2026-11-16' },
      status: 'booked',
      direction: 'out',
      label: 'CB CARREFOUR CITY',
      category: 'groceries',
      place: 'Paris, France',
      hasPlace: 'yes',
      foreign: 'no',
      originalAmount: eur(-4_560n),
      cardLast4: '4471',
      hasCard: 'yes',
      accountName: 'Compte courant',
    });
    expect(JSON.stringify(view)).not.toMatch(/Carrefour|4560|4471/);
  });
});

describe('handles', () => {
  const purchase = { ...entry('secret-tx-id', -4_560n, '2026-03-02'), merchant: carrefour };

  async function refOfPurchase(data: FakeBankingData): Promise<string> {
    const { entries } = await createFakeBanking(data).transactions({ period: { from: '2026-03-01', to: '2026-03-03' } });
    return entries[0]?.ref ?? '';
  }

  test('are understood by another process, also for an old entry', async () => {
    const data = { accounts, transactions: [purchase] };
    const view = await createFakeBanking(data).transaction(await refOfPurchase(data));
    expect(view && openSealed(view.label)).toBe('secret-tx-id');
  });

  test('of one customer mean nothing to another', async () => {
    const data = { accounts, transactions: [purchase] };
    const ref = await refOfPurchase(data);
    expect(await createFakeBanking({ ...data, customerKey: 'customer-2' }).transaction(ref)).toBeUndefined();
    expect(await createFakeBanking({ accounts, transactions: [] }).transaction(ref)).toBeUndefined();
  });

  test('hold no id of the bank, and nonsense is nobody’s', async () => {
    const ref = await refOfPurchase({ accounts, transactions: [purchase] });
    expect(Buffer.from(ref, 'base64url').toString('latin1')).not.toMatch(/secret|acc-1/);
    for (const nonsense of ['', 'x', '../../etc', ref.slice(1)]) {
      expect(await createFakeBanking({ accounts, transactions: [purchase] }).transaction(nonsense)).toBeUndefined();
    }
  });
});

describe('purchases and receipts', () => {
  const receiptRef = { system: 'sumup', transactionId: 'su-1', merchantCode: 'M1' } as const;
  const receipt = { number: 'R-1', merchant: 'Café', issuedAt: '2026-11-10T08:00:00.000Z', lines: [], taxes: [], total: eur(450n) };
  const many = Array.from({ length: 14 }, (_unused, index) => ({
    ...entry(`shop-${index}`, -100n, `2026-11-${String(16 - index).padStart(2, '0')}`),
    merchant: { name: 'Boulangerie' },
  }));
  const transactions: Transaction[] = [
    { ...entry('cafe', -450n, '2026-11-10'), merchant: { name: 'Café' }, receiptRef },
    { ...entry('refund', 450n, '2026-11-11'), merchant: { name: 'Café' } },
    entry('transfer', -9_000n, '2026-11-12'),
    { ...entry('bounced', -450n, '2026-11-13'), merchant: { name: 'Café' }, status: 'rejected' },
  ];

  test('purchases are money out at a merchant', async () => {
    expect(labels(await createFakeBanking({ accounts, transactions }).findPurchases({}))).toEqual(['cafe']);
  });

  test('at most ten of them, the newest first', async () => {
    const views = await createFakeBanking({ accounts, transactions: many }).findPurchases({ merchant: 'boulangerie' });
    expect(labels(views)).toEqual(many.slice(0, 10).map(({ label }) => label));
  });

  test('can be asked for with a receipt only', async () => {
    const bank = createFakeBanking({ accounts, transactions: [...transactions, ...many] });
    expect(labels(await bank.findPurchases({ withReceipt: true }))).toEqual(['cafe']);
  });

  test('a receipt is found by the purchase, and absent where there is none', async () => {
    const bank = createFakeBanking({ accounts, transactions, receipts: { 'su-1': receipt } });
    const { entries } = await bank.transactions({});
    const refs = new Map(entries.map((view) => [openSealed(view.label), view.ref]));
    const sealed = await bank.receipt(refs.get('cafe') ?? '');
    expect(sealed && openSealed(sealed)).toEqual(receipt);
    expect(await bank.receipt(refs.get('transfer') ?? '')).toBeUndefined();
    expect(await bank.receipt('unknown')).toBeUndefined();
  });

  test('a till that fails says so', async () => {
    const bank = createFakeBanking({ accounts, transactions, receiptsFailWith: 'bank_unavailable' });
    const [purchase] = await bank.findPurchases({});
    await expect(bank.receipt(purchase?.ref ?? '')).rejects.toMatchObject({ code: 'bank_unavailable' });
  });
});

describe('deliveries', () => {
  const parcel = (trackingNumber: string, more: Partial<Delivery> = {}): Delivery => ({
    carrier: 'La Poste',
    trackingNumber,
    status: 'in_transit',
    events: [],
    ...more,
  });
  const bought = (id: string, day: string, name: string): Transaction => ({
    ...entry(id, -4_500n, day),
    merchant: { name },
    deliveryRef: { system: 'paypal', transactionId: id },
  });
  const transactions = [
    bought('late', '2026-11-15', 'Fnac'),
    bought('soon', '2026-11-10', 'Zalando'),
    bought('there', '2026-10-01', 'Fnac'),
  ];
  const deliveries = {
    late: [parcel('L', { expected: { day: '2026-11-22' } }), parcel('N')],
    soon: [parcel('S', { expected: { day: '2026-11-18', from: '09:00', to: '12:00' }, trackingUrl: 'https://carrier.example/S' })],
    there: [parcel('T', { status: 'delivered', expected: { day: '2026-10-04' } })],
    old: [parcel('O')],
  };

  test('are those on their way, soonest first', async () => {
    const views = await createFakeBanking({ accounts, transactions, deliveries }).deliveries({});
    expect(views.map((view) => [openSealed(view.trackingNumber), openSealed(view.expectation), openSealed(view.expectedDay).day])).toEqual([
      ['S', 'window', '2026-11-18'],
      ['L', 'day', '2026-11-22'],
      ['N', 'none', '2026-11-17'],
    ]);
    const [first, second] = views;
    expect(first && [openSealed(first.merchant), openSealed(first.purchasedOn).day, openSealed(first.amount)]).toEqual([
      'Zalando',
      '2026-11-10',
      eur(4_500n),
    ]);
    expect(first?.trackingUrl && openSealed(first.trackingUrl)).toBe('https://carrier.example/S');
    expect(second).not.toHaveProperty('trackingUrl');
  });

  test('are those that have come where asked, newest first, and can be asked for by shop', async () => {
    const more = {
      ...deliveries,
      soon: [parcel('P', { status: 'delivered', updatedAt: '2026-11-14T12:00:00.000Z' }), parcel('Q', { status: 'delivered' })],
    };
    const bank = createFakeBanking({ accounts, transactions, deliveries: more });
    const came = async (query: DeliveryQuery) =>
      (await bank.deliveries({ delivered: true, ...query })).map((view) => [
        openSealed(view.trackingNumber),
        openSealed(view.expectation) === 'none' ? openSealed(view.purchasedOn).day : openSealed(view.expectedDay).day,
      ]);
    expect(await came({})).toEqual([
      ['P', '2026-11-14'],
      ['Q', '2026-11-10'],
      ['T', '2026-10-04'],
    ]);
    expect(await came({ merchant: 'fnac' })).toEqual([['T', '2026-10-04']]);
    expect((await bank.deliveries({ merchant: 'fnac' })).map((view) => openSealed(view.trackingNumber))).toEqual(['L', 'N']);
  });

  test.each<[DeliveryQuery, string[]]>([
    [{ arriving: { from: '2026-11-18', to: '2026-11-18' } }, ['S']],
    [{ arriving: { from: '2026-11-19' } }, ['L']],
    [{ arriving: { to: '2026-10-31' }, delivered: true }, ['T']],
    [{ carrier: 'la poste' }, ['S', 'L', 'N']],
    [{ carrier: 'ups' }, []],
    [{ number: ' s ' }, ['S']],
    [{ number: 'X9' }, []],
  ])('can be asked for by %j', async (query, numbers) => {
    const bank = createFakeBanking({ accounts, transactions, deliveries });
    expect((await bank.deliveries(query)).map((view) => openSealed(view.trackingNumber))).toEqual(numbers);
  });

  test('tell whether any of them is late', async () => {
    const any = async (late: Partial<Delivery>) => {
      const bank = createFakeBanking({ accounts, transactions, deliveries: { ...deliveries, late: [parcel('L', late)] } });
      return (await bank.deliveries({})).map((view) => openSealed(view.anyLate));
    };
    expect(await any({ status: 'delayed' })).toEqual(['yes', 'yes']);
    expect(await any({})).toEqual(['no', 'no']);
  });

  test('of purchases older than 60 days need a period', async () => {
    const bank = createFakeBanking({ accounts, transactions: [bought('old', '2026-09-01', 'Ikea')], deliveries });
    expect(await bank.deliveries({})).toHaveLength(0);
    expect(await bank.deliveries({ period: { from: '2026-09-01' } })).toHaveLength(1);
  });

  test('one source that fails does not hide the others', async () => {
    const bank = createFakeBanking({ accounts, transactions, deliveries: { ...deliveries, late: 'bank_unavailable' } });
    expect((await bank.deliveries({})).map((view) => openSealed(view.trackingNumber))).toEqual(['S']);
  });

  test('when all fail, the failure is told', async () => {
    const failing = { late: 'bank_unavailable', soon: 'rate_limited', there: 'bank_unavailable' } as const;
    const bank = createFakeBanking({ accounts, transactions, deliveries: failing });
    await expect(bank.deliveries({})).rejects.toMatchObject({ code: 'bank_unavailable' });
  });

  test('without such purchases nobody is asked', async () => {
    expect(await createFakeBanking({ accounts, transactions: [entry('x', -1n, '2026-11-01')] }).deliveries({})).toEqual([]);
  });
});

describe('calls', () => {
  test('are made once a turn, for the days needed only', async () => {
    const bank = createFakeBanking({ accounts, transactions: [{ ...entry('x', -100n, '2026-11-10'), merchant: carrefour }] });
    const [purchase] = await bank.findPurchases({});
    await bank.transaction(purchase?.ref ?? '');
    await bank.receipt(purchase?.ref ?? '');
    await bank.transactions({ period: { from: '2026-11-01' } });
    await bank.balances();
    const [recent, before] = ['transactions 2026-10-17/2026-11-24', 'transactions 2026-08-18/2026-10-18'];
    expect(bank.calls).toEqual([recent, 'accounts', before, 'balances']);
  });

  test('a failing bank fails the question', async () => {
    const bank = createFakeBanking({ accounts, failWith: 'consent_expired' });
    await expect(bank.balances()).rejects.toMatchObject({ code: 'consent_expired' });
    await expect(bank.transactions({})).rejects.toMatchObject({ code: 'consent_expired' });
  });
});
