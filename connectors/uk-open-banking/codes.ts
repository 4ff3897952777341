import type { AccountKind } from '../domain/account.ts';
import type { TransactionStatus } from '../domain/transaction.ts';
import { lookUp } from '../look-up.ts';

/** The codes of v4.0 (ISO 20022) and the names that v3.1.11 has for them; banks serve either. */
const accountKinds: Readonly<Record<string, AccountKind>> = {
  CACC: 'current',
  TRAN: 'current',
  SLRY: 'current',
  CurrentAccount: 'current',
  SVGS: 'savings',
  LLSV: 'savings',
  ONDP: 'savings',
  MOMA: 'savings',
  Savings: 'savings',
  CARD: 'card',
  CHAR: 'card',
  CPAC: 'card',
  CreditCard: 'card',
  ChargeCard: 'card',
  PrePaidCard: 'card',
  LOAN: 'loan',
  MORT: 'loan',
  Loan: 'loan',
  Mortgage: 'loan',
};

/** The standard has no code for a joint account; banks say it in the product's or the customer's own name for it. */
const jointName = /\b(?:joint|commun)e?\b/i;

/** @param names the account's nickname and description. */
export function accountKind(code: string | undefined, names: readonly (string | undefined)[]): AccountKind {
  const kind = lookUp(accountKinds, code) ?? 'other';
  return kind === 'current' && names.some((name) => jointName.test(name ?? '')) ? 'joint' : kind;
}

const statuses: Readonly<Record<string, TransactionStatus | 'not_an_entry'>> = {
  BOOK: 'booked',
  Booked: 'booked',
  PDNG: 'pending',
  Pending: 'pending',
  RJCT: 'rejected',
  Rejected: 'rejected',
  // Announced for a later day, or told for information: neither has touched the account.
  FUTR: 'not_an_entry',
  INFO: 'not_an_entry',
};

/** Undefined for a code that neither version knows. */
export function transactionStatus(code: string): TransactionStatus | 'not_an_entry' | undefined {
  return lookUp(statuses, code);
}

/** Balance types from the best to the least good answer to "what is booked?". */
export const bookedTypes = [
  'ITBD',
  'InterimBooked',
  'CLBD',
  'ClosingBooked',
  'InterimCleared',
  'ClosingCleared',
  'OPBD',
  'OpeningBooked',
  'OpeningCleared',
  'PRCD',
  'PreviouslyClosedBooked',
  'XPCD',
  'Expected',
] as const;

/** Balance types from the best to the least good answer to "what can be spent?". */
export const availableTypes = [
  'ITAV',
  'InterimAvailable',
  'CLAV',
  'ClosingAvailable',
  'OPAV',
  'OpeningAvailable',
  'FWAV',
  'ForwardAvailable',
] as const;

/** Credit lines that were agreed with the customer, as opposed to what is left of them or granted for once. */
export const agreedCreditLines: ReadonlySet<string> = new Set(['Pre-Agreed', 'Credit']);
