import type { Account, AccountBalance } from '../../connectors/domain/account.ts';
import type { Transaction } from '../../connectors/domain/transaction.ts';
import type { FakeAccounts } from './fake-account-source.ts';

const eur = (minor: bigint) => ({ minor, currency: 'EUR' });

const accounts: readonly Account[] = [
  { id: 'acc-1', kind: 'current', name: 'Compte courant', currency: 'EUR', last4: '0142' },
  { id: 'acc-2', kind: 'savings', name: 'Livret A', currency: 'EUR' },
  { id: 'acc-3', kind: 'card', name: 'Visa Premier', currency: 'EUR', last4: '4471' },
];

const asOf = '2026-11-17T08:00:00.000Z';
const balances: readonly AccountBalance[] = [
  { accountId: 'acc-1', booked: eur(-12_345n), available: eur(37_655n), creditLimit: eur(50_000n), asOf },
  { accountId: 'acc-2', booked: eur(1_250_000n), asOf },
  { accountId: 'acc-3', booked: eur(-45_990n), available: eur(-47_980n), asOf },
];

function daily(index: number): Transaction {
  return {
    id: `tx-${index}`,
    accountId: index % 4 === 0 ? 'acc-3' : 'acc-1',
    status: index === 0 ? 'pending' : 'booked',
    amount: eur(BigInt(-(index + 1) * 325)),
    bookedAt: `2026-11-${String(17 - index).padStart(2, '0')}T10:30:00.000Z`,
    label: `CB MAGASIN ${index}`,
    merchant: { name: `Magasin ${index}`, categoryCode: '5411', city: 'Paris', country: 'FR' },
    card: { scheme: 'Visa', last4: '4471' },
  };
}

const special: readonly Transaction[] = [
  {
    ...daily(14),
    id: 'tx-lisbon',
    originalAmount: { minor: -2_100n, currency: 'USD' },
    receiptRef: { system: 'sumup', transactionId: 'su-1', merchantCode: 'M1' },
    deliveryRef: { system: 'paypal', transactionId: '8AB12' },
  },
  {
    id: 'tx-salary',
    accountId: 'acc-1',
    status: 'booked',
    amount: eur(251_000n),
    bookedAt: '2026-11-02T06:00:00.000Z',
    label: 'VIR ACME',
    purposeCode: 'SALA',
  },
  { id: 'tx-bounced', accountId: 'acc-1', status: 'rejected', amount: eur(-9_900n), bookedAt: '2026-11-01T06:00:00.000Z', label: 'PRLV' },
];

/** A customer's accounts, balances and some two weeks of entries up to 2026-11-17, every kind of field used. */
export const sampleAccounts: FakeAccounts = {
  accounts,
  balances,
  transactions: [...Array.from({ length: 14 }, (_unused, index) => daily(index)), ...special],
};
