import { describe, expect, test } from '@jest/globals';
import { type DisclosureLevel, uniformGrant } from '../../secrecy/grant.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { bankingWithin, protectionWithin } from './sealed-services.ts';

function within(level: DisclosureLevel) {
  const called: string[] = [];
  const { bank, protection } = scriptedServices({ onCall: (operation) => void called.push(operation) });
  const levels = () => uniformGrant('chat', level, 'test').levels;
  return { called, bank: bankingWithin(levels, bank), protection: protectionWithin(levels, protection) };
}

describe('banking of which everything is sealed', () => {
  const { bank, called } = within('sealed');
  test.each([
    ['balances', () => bank.balances()],
    ['affordability', () => bank.affordability({ amount: '10' })],
    ['transactions', () => bank.transactions({})],
    ['transaction', () => bank.transaction('r')],
    ['paymentId', () => bank.paymentId('r')],
    ['findPurchases', () => bank.findPurchases({})],
    ['receipt', () => bank.receipt('r')],
    ['deliveries', () => bank.deliveries({})],
  ])('asks the bank for no %s', async (_operation, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: 'ConnectorError' });
    expect(called).toEqual([]);
  });
});

test('banking of which something may be said is asked', async () => {
  const { bank, called } = within('hinted');
  await bank.balances();
  await bank.deliveries({});
  expect(called).toEqual(['balances', 'deliveries']);
});

test('cards are named where everything is shown only, and can be blocked all the same', async () => {
  for (const level of ['sealed', 'hinted', 'banded'] as const) expect(await within(level).protection.cards()).toBe('sealed');
  expect(await within('shown').protection.cards()).toEqual([]);
  const { protection } = within('sealed');
  expect(await protection.freeze({ which: 'all' }, { frame: 'f', dialog: 'freeze_card' })).toEqual({ outcome: 'done' });
});
