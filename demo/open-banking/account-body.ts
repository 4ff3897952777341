import type { Country } from '../data/country.ts';
import { type AccountSlot, accountSlots, type Customer } from '../data/customer.ts';
import { hashNumbers } from '../data/random.ts';
import type { ReferenceCodec } from '../data/reference-codec.ts';

interface Product {
  readonly nickname: string;
  readonly description: string;
}

const products: Readonly<Record<Country, Readonly<Record<AccountSlot, Product>>>> = {
  FR: {
    current: { nickname: 'Compte courant', description: 'Compte de dépôt' },
    savings: { nickname: 'Livret A', description: 'Livret d’épargne réglementée' },
    joint: { nickname: 'Compte joint', description: 'Compte joint' },
  },
  GB: {
    current: { nickname: 'Current account', description: 'Personal current account' },
    savings: { nickname: 'Easy saver', description: 'Instant access savings' },
    joint: { nickname: 'Joint account', description: 'Joint current account' },
  },
  US: {
    current: { nickname: 'Everyday Checking', description: 'Checking account' },
    savings: { nickname: 'High-Yield Savings', description: 'Savings account' },
    joint: { nickname: 'Joint Checking', description: 'Joint checking account' },
  },
};

/** Only the last four digits of a number leave the bank; the standard allows masking. */
function maskedNumber(customer: Customer, last4: string): { SchemeName: string; Identification: string } {
  if (customer.country === 'FR') return { SchemeName: 'UK.OBIE.IBAN', Identification: `FR76${'*'.repeat(19)}${last4}` };
  if (customer.country === 'GB') return { SchemeName: 'UK.OBIE.SortCodeAccountNumber', Identification: `${'*'.repeat(10)}${last4}` };
  return { SchemeName: 'UK.OBIE.BBAN', Identification: `${'*'.repeat(6)}${last4}` };
}

interface AccountBodyOptions {
  readonly seed: number;
  readonly codec: ReferenceCodec;
  /** Whether the consent shows numbers and names (`ReadAccountsDetail`). */
  readonly withDetail: boolean;
}

/** The reference of an account. */
export function accountId(codec: ReferenceCodec, customer: Customer, slot: AccountSlot): string {
  return codec.encode('account', { customerNumber: customer.number, slot, day: 0, index: 0 });
}

/** `OBAccount6`. The joint account says so in its description, the standard has no code for it. */
export function accountBody(customer: Customer, slot: AccountSlot, { seed, codec, withDetail }: AccountBodyOptions) {
  const { nickname, description } = products[customer.country][slot];
  const last4 = String(1000 + (hashNumbers([seed, customer.number, 40 + accountSlots.indexOf(slot)]) % 9000));
  const detail = { Account: [{ ...maskedNumber(customer, last4), Name: `${customer.givenName} ${customer.familyName}` }] };
  return {
    AccountId: accountId(codec, customer, slot),
    Status: 'Enabled',
    Currency: customer.currency,
    AccountCategory: 'Personal',
    AccountTypeCode: slot === 'savings' ? 'SVGS' : 'CACC',
    Description: description,
    Nickname: nickname,
    ...(withDetail ? detail : {}),
  };
}
