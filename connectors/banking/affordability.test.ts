import { describe, expect, test } from '@jest/globals';
import { openSealed } from '../../secrecy/sealed.ts';
import { createFakeBanking } from '../../test/support/fake-banking.ts';
import type { Account, AccountBalance } from '../domain/account.ts';
import type { AccountQuery } from '../ports/customer-banking.ts';

const asOf = '2026-11-17T09:00:00.000Z';
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const accounts: readonly Account[] = [
  { id: 'a1', kind: 'current', name: 'Compte courant', currency: 'EUR' },
  { id: 'a2', kind: 'joint', name: 'Compte joint', currency: 'EUR' },
  { id: 'a3', kind: 'savings', name: 'Livret A', currency: 'EUR' },
  { id: 'a4', kind: 'loan', name: 'Prêt auto', currency: 'EUR' },
];
const balances: readonly AccountBalance[] = [
  { accountId: 'a1', booked: eur(110_000n), available: eur(100_000n), creditLimit: eur(60_000n), asOf },
  { accountId: 'a2', booked: eur(140_000n), asOf },
  { accountId: 'a3', booked: eur(500_000n), asOf },
  { accountId: 'a4', booked: eur(-900_000n), asOf },
];

async function ask(amount: string, more: { currency?: string; account?: AccountQuery; balances?: readonly AccountBalance[] } = {}) {
  const bank = createFakeBanking({ accounts, balances: more.balances ?? balances });
  const { balances: _balances, ...asked } = more;
  const answer = await bank.affordability({ amount, ...asked });
  return answer && [openSealed(answer.verdict), openSealed(answer.nameInSentence), openSealed(answer.short).minor];
}

describe('whether a price can be paid', () => {
  test.each([
    ['1000', ['yes', 'compte courant', 0n]],
    ['1400', ['yes', 'compte joint', 0n]],
    ['1500', ['overdraft', 'compte courant', 0n]],
    ['3000', ['together', 'compte courant', 140_000n]],
    ['7400', ['together', 'compte courant', 580_000n]],
    ['7401', ['no', 'compte courant', 580_100n]],
  ])('%s', async (amount, answer) => {
    expect(await ask(amount)).toEqual(answer);
  });

  test('from an account that was named is told of that one', async () => {
    expect(await ask('1500', { account: { kind: 'joint' } })).toEqual(['no', 'compte joint', 10_000n]);
    expect(await ask('3000', { account: { kind: 'savings' } })).toEqual(['yes', 'Livret A', 0n]);
  });

  test('in another currency is not compared', async () => {
    expect((await ask('10', { currency: 'USD' }))?.[0]).toBe('other_currency');
  });

  test('counts an overdraft once where the bank adds it to what is available', async () => {
    const added = { ...balances[0], accountId: 'a1', booked: eur(110_000n), available: eur(170_000n), availableIncludesLimit: true, asOf };
    expect((await ask('1500', { balances: [added] }))?.[0]).toBe('overdraft');
    expect((await ask('1800', { balances: [added] }))?.[0]).toBe('no');
  });

  test('is not told where there is no account to pay from', async () => {
    expect(await ask('10', { account: { name: 'PEL' } })).toBeUndefined();
    expect(await createFakeBanking({}).affordability({ amount: '10' })).toBeUndefined();
  });
});

test('what is pending and what is used of an overdraft are told for every account', async () => {
  const overdrawn = { accountId: 'a1', booked: eur(-20_000n), available: eur(-25_000n), creditLimit: eur(60_000n), asOf };
  const [view] = await createFakeBanking({ accounts, balances: [overdrawn] }).balances({ forPayments: true });
  expect(view && [openSealed(view.pending).minor, openSealed(view.overdraft.used).minor, openSealed(view.naming)]).toEqual([
    -5_000n,
    20_000n,
    'common',
  ]);
});
