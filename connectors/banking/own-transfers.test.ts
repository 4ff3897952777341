import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openSealed } from '../../secrecy/sealed.ts';
import { createFakeBanking } from '../../test/support/fake-banking.ts';
import type { Transaction, TransactionStatus } from '../domain/transaction.ts';
import { entryKey, findOwnTransfers } from './own-transfers.ts';

interface Leg {
  readonly account?: string;
  readonly minor: number;
  readonly at?: string;
  readonly label?: string;
  readonly currency?: string;
  readonly status?: TransactionStatus;
}

function transaction({ account = 'current', minor, at = '2026-11-10T10:00', label = 'VIR PERM COMPTE', ...more }: Leg, index: number) {
  const { currency = 'EUR', status = 'booked' } = more;
  const entry: Transaction = {
    id: `t${index}`,
    accountId: account,
    status,
    amount: { minor: BigInt(minor), currency },
    bookedAt: `${at}:00Z`,
    label,
  };
  return entry;
}

/** The positions of the legs that were found to be own transfers. */
function own(...legs: readonly Leg[]): number[] {
  const transactions = legs.map(transaction);
  const keys = findOwnTransfers(transactions);
  return transactions.flatMap((entry, index) => (keys.has(entryKey(entry)) ? [index] : []));
}

describe('money moved between own accounts', () => {
  const out = { minor: -500 };
  const into = { account: 'joint', minor: 500 };

  test.each<readonly [string, Leg, Leg]>([
    ['the same moment', out, into],
    ['in English', { ...out, label: 'STANDING ORDER TO JOINT ACCOUNT' }, { ...into, label: 'TRANSFER FROM CURRENT ACCOUNT' }],
    ['two days later', out, { ...into, at: '2026-11-12T10:00' }],
    ['seen earlier where it arrives', out, { ...into, at: '2026-11-09T12:00' }],
    ['still pending', { ...out, status: 'pending' }, into],
  ])('is found: %s', (_case, first, second) => {
    expect(own(first, second)).toEqual([0, 1]);
    expect(own(second, first)).toEqual([0, 1]);
  });

  test.each<readonly [string, Leg, Leg]>([
    ['another amount', out, { ...into, minor: 501 }],
    ['another currency', out, { ...into, currency: 'GBP' }],
    ['the same account', out, { ...into, account: 'current' }],
    ['the same direction', out, { ...into, minor: -500 }],
    ['more than two days later', out, { ...into, at: '2026-11-12T10:01' }],
    ['a payment, no transfer', { ...out, label: 'CB FNAC' }, into],
    ['a refund, no transfer', out, { ...into, label: 'REMBOURSEMENT FNAC' }],
    ['rejected by the bank', { ...out, status: 'rejected' }, into],
  ])('is nothing that only resembles it: %s', (_case, first, second) => {
    expect(own(first, second)).toEqual([]);
  });

  test('takes each leg once, the nearest first', () => {
    const later = { ...into, at: '2026-11-11T10:00' };
    expect(own(out, later, into)).toEqual([0, 2]);
    expect(own(out, { ...out, account: 'savings' }, later, into)).toEqual([0, 1, 2, 3]);
  });
});

describe('the sums of a customer', () => {
  const accounts = ['current', 'joint', 'savings'].map((id) => ({ id, kind: 'current', name: id, currency: 'EUR' }) as const);
  const legArbitrary = fc.record({
    account: fc.constantFrom('current', 'joint', 'savings'),
    minor: fc.constantFrom(-500, 500, -200, 200, -1),
    at: fc.constantFrom('2026-11-02T10:00', '2026-11-03T10:00', '2026-11-08T10:00'),
    label: fc.constantFrom('VIR PERM COMPTE', 'CB FNAC'),
    status: fc.constantFrom<TransactionStatus[]>('booked', 'pending', 'rejected'),
  });

  test('and the own transfers make up the list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(legArbitrary, { maxLength: 14 }), fc.constantFrom('in', 'out'), async (legs, direction) => {
        const transactions = legs.map(transaction);
        const period = { from: '2026-11-01', to: '2026-11-15' };
        const report = await createFakeBanking({ accounts, transactions }).transactions({ direction, period });
        const keys = findOwnTransfers(transactions);
        const moved = transactions.filter((entry) => keys.has(entryKey(entry)) && entry.amount.minor < 0n);
        const listed = report.entries.filter((view) => openSealed(view.status) !== 'rejected');
        const total = (amounts: readonly bigint[]) => amounts.reduce((sum, minor) => sum + minor, 0n);
        const summed = total(report.sums.map((sum) => openSealed(sum[direction]).minor));
        expect(summed - total(moved.map((entry) => entry.amount.minor))).toBe(total(listed.map((view) => openSealed(view.absolute).minor)));
        expect(report.sums.reduce((count, sum) => count + openSealed(sum.count), 0)).toBe(listed.length - moved.length);
      }),
    );
  });
});
