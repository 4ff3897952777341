import { describe, expect, test } from '@jest/globals';
import type { Transaction } from '../domain/transaction.ts';
import { payeeNameOf } from './payee-name.ts';

function entry(sign: '+' | '-', label: string, more: Partial<Transaction> = {}): Transaction {
  const amount = { minor: sign === '+' ? 1_000n : -1_000n, currency: 'EUR' };
  return { id: 't', accountId: 'a', status: 'booked', amount, bookedAt: '2026-11-01T10:00:00Z', label, ...more };
}

describe('a statement line', () => {
  test.each([
    ['-', 'VIR PERM LOYER SCI LES TILLEULS', { role: 'rent', name: 'SCI Les Tilleuls' }],
    ['+', 'VIR SEPA RECU MAIRIE DE PARIS SALAIRE', { role: 'salary', name: 'Mairie de Paris' }],
    ['+', 'VIR SEPA ACME SALAIRE NOVEMBRE 2026', { role: 'salary', name: 'Acme' }],
    ['+', 'BANK GIRO CREDIT REF CITY OF LONDON COLLEGE SALARY', { role: 'salary', name: 'City of London College' }],
    ['-', 'STANDING ORDER VIA FASTER PAYMENT TO MR P WHITMORE RENT', { role: 'rent', name: 'Mr P Whitmore' }],
    ['+', 'DIRECT DEP BRIGHTLINE INC PAYROLL', { role: 'salary', name: 'Brightline Inc' }],
    ['-', 'BILL PAY WILLOW STREET LLC RENT', { role: 'rent', name: 'Willow Street LLC' }],
    ['+', 'VIR SEPA RECU CONJOINT MOTIF PART MENAGE', { role: 'transfer_in', name: 'Conjoint' }],
    ['-', 'VIR INST DE MME É. LÉGER /MOTIF CADEAU', { role: 'transfer_out', name: 'Mme É. Léger' }],
    ['+', 'FASTER PAYMENT FROM J SMITH', { role: 'transfer_in', name: 'J Smith' }],
    ['+', 'Virement de M. Dupont', { role: 'transfer_in', name: 'M. Dupont' }],
  ] as const)('%s %s names somebody', (sign, label, named) => {
    expect(payeeNameOf(entry(sign, label))).toEqual(named);
  });

  test.each([
    ['VIR PERM EXCEDENT VERS LIVRET A', 'Virement permanent excédent vers Livret A'],
    ['VIR DEPUIS COMPTE COURANT', 'Virement depuis compte courant'],
    ['COTISATION MENSUELLE CARTE', 'Cotisation mensuelle carte'],
    ['INTERETS CREDITEURS', 'Intérêts créditeurs'],
    ['PRLV LOYER NOVEMBRE', 'Prélèvement loyer novembre'],
    ['STANDING ORDER TO JOINT ACCOUNT', 'Standing order to joint account'],
    ['STOCKS AND SHARES ISA CONTRIBUTION', 'Stocks and shares ISA contribution'],
    ['NON-STERLING TRANSACTION FEE', 'Non-sterling transaction fee'],
    ['Prélèvement de mon Club', 'Prélèvement de mon Club'],
    ['', ''],
  ])('%s names nobody, and is told in lower case', (label, name) => {
    expect(payeeNameOf(entry('-', label))).toEqual({ role: 'plain', name });
  });

  test('of a transfer between own accounts names nobody', () => {
    expect(payeeNameOf(entry('+', 'VIR INST DE CAMILLE MOREAU'), true).role).toBe('plain');
  });
});

test('a merchant bears its own name, as the bank gives it', () => {
  expect(payeeNameOf(entry('-', 'PRLV SEPA EDF', { merchant: { name: 'EDF' } }))).toEqual({ role: 'plain', name: 'EDF' });
});
