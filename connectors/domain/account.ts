import type { Money } from '../../i18n/money.ts';

export type AccountKind = 'current' | 'savings' | 'card' | 'joint' | 'loan' | 'other';

/** An account as a bank reports it (UK Open Banking `OBAccount6`, Berlin Group `accountDetails`). */
export interface Account {
  /** The bank's own resource id; opaque, never an IBAN or account number. */
  readonly id: string;
  readonly kind: AccountKind;
  /** Nickname, or the product's name where the customer gave none. */
  readonly name: string;
  readonly currency: string;
  /** Last digits of the account or card number, 2 to 4 of them, where the bank gives them. */
  readonly last4?: string;
}

/**
 * Balances of one account, told apart by their ISO 20022 type (`ExternalBalanceType1Code`; UK Open Banking `OBReadBalance1`):
 * `booked` is ITBD, else CLBD; `available` is ITAV, else CLAV, OPAV, FWAV.
 */
export interface AccountBalance {
  readonly accountId: string;
  readonly booked: Money;
  readonly available?: Money;
  /** Agreed overdraft or credit line, positive. */
  readonly creditLimit?: Money;
  /** Whether `available` counts that line as money that can be spent. */
  readonly availableIncludesLimit?: boolean;
  /** When the bank computed it, ISO 8601 instant. */
  readonly asOf: string;
}
