import { describe, expect, test } from '@jest/globals';
import { openSealed } from '../../secrecy/sealed.ts';
import { createFakeBanking, type FakeBankingData } from '../../test/support/fake-banking.ts';
import type { Account } from '../domain/account.ts';
import type { Transaction } from '../domain/transaction.ts';
import type { TransactionQuery, TransactionReport } from '../ports/customer-banking.ts';

const accounts: readonly Account[] = [
  { id: 'acc-1', kind: 'current', name: 'Compte courant', currency: 'EUR', last4: '0142' },
  { id: 'acc-2', kind: 'joint', name: 'Compte joint', currency: 'EUR', last4: '9001' },
];
const visa: Account = { id: 'acc-3', kind: 'card', name: 'Visa Premier', currency: 'EUR', last4: '4471' };

function entry(id: string, minor: bigint, more: Partial<Transaction> = {}): Transaction {
  const amount = { minor, currency: 'EUR' };
  return { id, accountId: 'acc-1', status: 'booked', amount, bookedAt: '2026-11-10T10:00:00.000Z', label: id, ...more };
}

const shop = (name: string): Partial<Transaction> => ({ merchant: { name }, card: { scheme: 'Visa', last4: '4860' } });
const transactions: readonly Transaction[] = [
  entry('city', -2_000n, shop('Carrefour City')),
  entry('market', -6_000n, shop('Carrefour Market')),
  entry('fnac', -3_000n, { ...shop('Fnac'), accountId: 'acc-2', status: 'pending' }),
  entry('VIR PERM COMPTE JOINT', -36_000n),
  entry('VIR DEPUIS COMPTE COURANT', 36_000n, { accountId: 'acc-2' }),
  entry('PRLV DIVERS', -1_000n, { status: 'rejected' }),
];

async function ask(query: TransactionQuery, data: FakeBankingData = {}): Promise<TransactionReport> {
  return createFakeBanking({ accounts, transactions, ...data }).transactions(query);
}

describe('what a question was narrowed to', () => {
  const merchantOf = async (merchant: string): Promise<string> => openSealed((await ask({ merchant })).filter.merchant);
  test.each([
    ['fnca', 'Fnac'],
    ['carrfour', 'Carrefour'],
    ['carrefour market', 'Carrefour Market'],
    ['zara', 'zara'],
    ['compte joint', 'compte joint'],
  ])('a shop typed %s is told as %s', async (typed, told) => {
    expect(await merchantOf(typed)).toBe(told);
  });

  test.each<[TransactionQuery['account'], string, string]>([
    [undefined, 'any', ''],
    [{}, 'any', ''],
    [{ kind: 'joint' }, 'account', 'Compte joint'],
    [{ last4: '0142' }, 'account', 'Compte courant'],
    [{ kind: 'savings' }, 'unknown', ''],
    [{ kind: 'card' }, 'cards', ''],
  ])('the account %j is told as %s %s', async (account, scope, name) => {
    const { filter } = await ask({ account });
    expect([openSealed(filter.scope), openSealed(filter.account)]).toEqual([scope, name]);
  });

  test.each<[TransactionQuery['amount'], readonly [string, bigint, bigint]]>([
    [undefined, ['any', 0n, 0n]],
    [{ min: '50' }, ['least', 5_000n, 0n]],
    [{ max: '20.5' }, ['most', 0n, 2_050n]],
    [{ min: '12.50', max: '12.5' }, ['exact', 1_250n, 1_250n]],
    [{ min: '20', max: '30' }, ['between', 2_000n, 3_000n]],
    [{ min: '0.001' }, ['least', 0n, 0n]],
  ])('the amount %j is told by its ends', async (amount, ends) => {
    const { filter } = await ask({ amount });
    expect([openSealed(filter.amount), openSealed(filter.least).minor, openSealed(filter.most).minor]).toEqual(ends);
    expect(openSealed(filter.least).currency).toBe('EUR');
  });

  test('an amount in another currency is told in that one', async () => {
    expect(openSealed((await ask({ amount: { min: '50', currency: 'USD' } })).filter.least).currency).toBe('USD');
  });
});

describe('“on my card”', () => {
  const found = async (data: FakeBankingData, last4?: string): Promise<string[]> =>
    (await ask({ account: { kind: 'card', last4 } }, data)).entries.map((view) => openSealed(view.label));

  test('is what was paid by card where no account is a card', async () => {
    expect(await found({})).toEqual(['city', 'market', 'fnac']);
    expect(await found({}, '4860')).toEqual(['city', 'market', 'fnac']);
    expect(await found({}, '1111')).toEqual([]);
  });

  test('is the card’s own account where there is one', async () => {
    const onCard = entry('on the card', -500n, { accountId: 'acc-3' });
    expect(await found({ accounts: [...accounts, visa], transactions: [...transactions, onCard] })).toEqual(['on the card']);
  });
});

describe('a sum', () => {
  const leftOut = async (query: TransactionQuery) => (await ask(query)).sums.map((sum) => openSealed(sum.leftOut));

  test('tells what of the list it does not count', async () => {
    expect(await leftOut({ direction: 'out' })).toEqual(['both']);
    expect(await leftOut({ direction: 'out', status: 'booked' })).toEqual(['own']);
    expect(await leftOut({ merchant: 'carrefour' })).toEqual(['none']);
  });
});

describe('a page', () => {
  const many = Array.from({ length: 30 }, (_unused, index) =>
    entry(`e${String(index).padStart(2, '0')}`, -100n, {
      bookedAt: `2026-11-${String(16 - Math.floor(index / 4)).padStart(2, '0')}T10:00:00.000Z`,
    }),
  );
  test('begins after what was skipped, and all that fits is counted', async () => {
    const { entries, found } = await ask({ count: 10, skip: 10 }, { transactions: many });
    expect([entries.map((view) => openSealed(view.label))[0], entries.length, found]).toEqual(['e10', 10, 30]);
  });

  test('of the newest tells whether others follow', async () => {
    expect((await ask({ count: 5 }, { transactions: many })).found).toBeGreaterThan(5);
    expect((await ask({ count: 5 }, { transactions: many.slice(0, 5) })).found).toBe(5);
  });
});

describe('the days', () => {
  test.each<[TransactionQuery['period'], TransactionReport['reach']]>([
    [undefined, 'searched'],
    [{ from: '2026-11-01' }, 'searched'],
    [{ from: '2015-01-01' }, 'searched'],
    [{ from: '2019-03-03', to: '2019-03-03' }, 'too_old'],
    [{ to: '2020-01-01' }, 'too_old'],
    [{ from: '2026-11-18' }, 'to_come'],
  ])('%j are %s', async (period, reach) => {
    const report = await ask({ period });
    expect([report.reach, report.oldest]).toEqual([reach, { day: '2025-10-17' }]);
  });
});

test('a receipt can be for what was bought by card, and for nothing else', async () => {
  const more = [
    entry('cash', -2_000n, { merchant: { name: 'DAB', categoryCode: '6011' }, card: { last4: '4860' } }),
    entry('debit', -2_000n, { merchant: { name: 'EDF' } }),
    entry('refund', 2_000n, shop('Zara')),
    entry('fee', -210n),
    entry('declined', -2_000n, { ...shop('Zara'), status: 'rejected' }),
    entry('by its reference', -2_000n, {
      merchant: { name: 'Zara' },
      receiptRef: { system: 'sumup', transactionId: 't', merchantCode: 'm' },
    }),
  ];
  const { entries } = await ask({}, { transactions: [...transactions.slice(0, 1), ...more] });
  expect(entries.filter((view) => view.mayHaveReceipt).map((view) => openSealed(view.label))).toEqual(['city', 'by its reference']);
});
