import type { AccountLinking } from '../connectors/ports/account-linking.ts';
import type { CustomerBanking } from '../connectors/ports/customer-banking.ts';
import type { CustomerProtection } from '../connectors/ports/customer-protection.ts';
import type { DataErasure } from '../connectors/ports/data-erasure.ts';
import type { DisclosureControl } from '../connectors/ports/disclosure-control.ts';

/** How to reach a person at the bank, from the configuration. */
export interface BankContact {
  readonly bankName: string;
  readonly phone: string;
  /** When the phone is answered, in words, per language. */
  readonly hours: { readonly fr: string; readonly en: string };
  /** Where a card is blocked by telephone day and night; where there is none, `phone` in its hours. */
  readonly cardPhone?: string | undefined;
  /** Page of the bank with its contact addresses, https. */
  readonly url: string;
}

/** What dialogs are handed at each turn, bound to the conversation they run in. */
export interface DialogServices {
  readonly bank: CustomerBanking;
  readonly protection: CustomerProtection;
  readonly linking: AccountLinking;
  readonly disclosure: DisclosureControl;
  readonly erasure: DataErasure;
  readonly contact: BankContact;
}
