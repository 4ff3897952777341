import type { Language, Locale } from '../../i18n/language.ts';

/** Somebody as whom a visitor of the simulator may talk to the bot. */
export interface SimulatorCustomer {
  /** What programs call them: `demo-fr`. */
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly locale: Locale;
  /** The page-scoped id under which the bot knows them. */
  readonly psid: string;
  /** Whether the account is linked from the start; otherwise the visitor goes through the linking. */
  readonly linked: boolean;
  /** One line on who they are, for the person who chooses. */
  readonly description: { readonly fr: string; readonly en: string };
}
