import { describe, expect, test } from '@jest/globals';
import type { Merchant, Transaction } from '../domain/transaction.ts';
import { categoryOf } from './category.ts';

function entry(minor: bigint, label: string, merchant?: Merchant): Transaction {
  const amount = { minor, currency: 'EUR' };
  return { id: 't', accountId: 'a', status: 'booked', amount, bookedAt: '2026-11-01T10:00:00Z', label, ...(merchant ? { merchant } : {}) };
}

describe('by merchant category code', () => {
  test.each([
    ['5411', 'groceries'],
    ['5462', 'groceries'],
    ['5812', 'restaurant'],
    ['4111', 'transport'],
    ['4121', 'transport'],
    ['5541', 'fuel'],
    ['3012', 'travel'],
    ['4511', 'travel'],
    ['7011', 'travel'],
    ['5651', 'clothing'],
    ['5732', 'electronics'],
    ['5912', 'health'],
    ['5977', 'beauty'],
    ['7230', 'beauty'],
    ['4900', 'utilities'],
    ['6300', 'insurance'],
    ['4899', 'subscription'],
    ['5815', 'subscription'],
    ['4814', 'subscription'],
    ['6011', 'cash'],
    ['6513', 'rent'],
    ['4829', 'transfer'],
    ['7299', 'other'],
  ])('%s is %s', (categoryCode, category) => {
    expect(categoryOf(entry(-100n, 'CB X', { name: 'X', categoryCode }))).toBe(category);
  });
});

describe('by the statement line', () => {
  test.each([
    [250_000n, 'VIR SEPA ACME SALAIRE NOVEMBRE', 'salary'],
    [250_000n, 'BGC ACME LTD PAYROLL', 'salary'],
    [-95_000n, 'PRLV LOYER NOVEMBRE', 'rent'],
    [-95_000n, 'Rent Flat 4B', 'rent'],
    [-5_000n, 'RETRAIT DAB 12/11 PARIS', 'cash'],
    [-5_000n, 'ATM WITHDRAWAL', 'cash'],
    [-290n, 'COTISATION CARTE VISA', 'fee'],
    [-1_200n, 'Frais tenue de compte', 'fee'],
    [2_000n, 'REMBOURSEMENT SECU', 'refund'],
    [-3_000n, 'VIREMENT A MARIE', 'transfer'],
    [3_000n, 'FASTER PAYMENT FROM J SMITH', 'transfer'],
    [-10_000n, 'SAVE THE CHANGE TO RAINY DAY SAVER', 'transfer'],
    [-10_000n, 'VERS LIVRET A', 'transfer'],
    [600n, 'INTERETS LIVRET A', 'other'],
    [-1_399n, 'PRLV NETFLIX', 'subscription'],
    [-6_133n, 'PRLV SEPA EDF', 'utilities'],
    [-2_190n, 'PRLV SEPA MAIF', 'insurance'],
    [-50_000n, 'VIR ASSURANCE VIE HORIZON', 'transfer'],
    [-2_699n, 'PRLV SEPA ORANGE', 'subscription'],
    [-1_399n, 'DIVERS', 'other'],
    [-1_399n, 'PARENTS ASSOCIATION', 'other'],
    [-1_399n, 'SALARY ADVANCE REPAID', 'other'],
  ])('%s %s is %s', (minor, label, category) => {
    expect(categoryOf(entry(minor, label))).toBe(category);
  });

  test('the bank’s own purpose code comes first', () => {
    expect(categoryOf({ ...entry(250_000n, 'VIR ACME', { name: 'Acme' }), purposeCode: 'SALA' })).toBe('salary');
    expect(categoryOf({ ...entry(250_000n, 'VIR ACME'), purposeCode: 'XXXX' })).toBe('transfer');
  });

  test('money back from a shop is a refund, whatever the shop sells', () => {
    expect(categoryOf(entry(4_000n, 'CARTE AVOIR', { name: 'Zara', categoryCode: '5651' }))).toBe('refund');
  });
});
