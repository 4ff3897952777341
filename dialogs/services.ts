import type { AccountLinking } from '../connectors/ports/account-linking.ts';
import type { CustomerBanking } from '../connectors/ports/customer-banking.ts';

/** How to reach a person at the bank, from the configuration. */
export interface BankContact {
  readonly bankName: string;
  readonly phone: string;
  /** When the phone is answered, in words, per language. */
  readonly hours: { readonly fr: string; readonly en: string };
  /** Page of the bank with its contact addresses, https. */
  readonly url: string;
}

/** What dialogs are handed at each turn, bound to the conversation they run in. */
export interface DialogServices {
  readonly bank: CustomerBanking;
  readonly linking: AccountLinking;
  readonly contact: BankContact;
}
