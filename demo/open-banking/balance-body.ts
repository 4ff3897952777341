import type { AccountSlot, Customer } from '../data/customer.ts';
import type { History } from '../data/history.ts';
import type { ReferenceCodec } from '../data/reference-codec.ts';
import { accountId } from './account-body.ts';
import { amountBody } from './amount-body.ts';

interface BalanceDeps {
  readonly history: History;
  readonly codec: ReferenceCodec;
  readonly now: Date;
}

/** Booked (`ITBD`) and available (`ITAV`) balance of an account; an agreed overdraft is a credit line that neither includes. */
export function balanceBodies(customer: Customer, slot: AccountSlot, { history, codec, now }: BalanceDeps) {
  const { booked, available } = history.balance(customer, slot, now.getTime());
  const overdraft = slot === 'current' ? BigInt(customer.overdraft) : 0n;
  const line = { Included: false, Type: 'Pre-Agreed', Amount: amountBody(overdraft, customer.currency).Amount };
  const balance = (type: 'ITBD' | 'ITAV', minor: bigint) => ({
    AccountId: accountId(codec, customer, slot),
    Type: type,
    DateTime: now.toISOString(),
    ...amountBody(minor, customer.currency),
    ...(overdraft > 0n ? { CreditLine: [line] } : {}),
  });
  return [balance('ITBD', booked), balance('ITAV', available)];
}
