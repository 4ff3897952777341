import { expect, test } from '@jest/globals';
import type { UkBalance } from './schemas.ts';
import { toBalances } from './to-balance.ts';

function balance(Type: string, minor: bigint, included: boolean): UkBalance {
  const Amount = { minor, currency: 'GBP' };
  const line = { Included: included, Type: 'Pre-Agreed', Amount: { minor: 50_000n, currency: 'GBP' } };
  return { AccountId: 'a', Type, CreditDebitIndicator: 'Credit', DateTime: '2026-11-17T09:00:00.000Z', Amount, CreditLine: [line] };
}

test.each([
  [true, true],
  [false, undefined],
])('a bank that counts the overdraft in what is available (%s) is taken at its word', (included, counted) => {
  const [found] = toBalances([balance('ITBD', 10_000n, false), balance('ITAV', 60_000n, included)]);
  expect(found?.creditLimit?.minor).toBe(50_000n);
  expect(found?.availableIncludesLimit).toBe(counted);
});
