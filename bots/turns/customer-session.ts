import type { AccountLinking } from '../../connectors/ports/account-linking.ts';
import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { CustomerProtection } from '../../connectors/ports/customer-protection.ts';
import type { BankContact, DialogServices } from '../../dialogs/services.ts';
import { type Language, languages } from '../../i18n/language.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { ProtectedCustomer, ProtectionFor } from '../effects/customer-protection.ts';

/** Who is linked to a conversation, as far as a turn needs it. */
export interface LinkedCustomer {
  readonly access: CustomerAccess;
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** For whom the bank is asked. */
export interface Asker {
  readonly customer: CustomerAccess | undefined;
  readonly timeZone: string;
  readonly language: Language;
}

export interface SessionDeps {
  readonly links: {
    linkingFor(conversation: ConversationKey, language?: Language): AccountLinking;
    accessFor(conversation: ConversationKey): Promise<LinkedCustomer | undefined>;
  };
  /** The banking of one turn. Without a customer every question fails with `consent_expired`. */
  bankingFor(asker: Asker): CustomerBanking;
  readonly protectionFor: ProtectionFor;
  readonly contact: BankContact;
  readonly timeZone: string;
}

/** The customer's side of one turn. Linking and unlinking in the middle of it take effect at once: the dialog that waited answers. */
export interface CustomerSession {
  readonly customer: LinkedCustomer | undefined;
  readonly timeZone: string;
  readonly services: DialogServices;
}

/** A session before anybody knows in which language to answer. */
export interface OpenedSession {
  readonly timeZone: string;
  /** The language the bank knows the customer by. */
  readonly language: Language | undefined;
  /** BCP 47, as the bank gives it. */
  readonly locale: string | undefined;
  speak(language: Language): CustomerSession;
}

/** Begins the session of a turn; `speak` tells in which language once the message has been read. */
export async function openSession(deps: SessionDeps, asking: Omit<ProtectedCustomer, 'customer'>): Promise<OpenedSession> {
  const { conversation } = asking;
  let customer = await deps.links.accessFor(conversation);
  const timeZone = (): string => customer?.timeZone ?? deps.timeZone;
  return {
    timeZone: timeZone(),
    language: languages.find((language) => customer?.locale?.startsWith(language)),
    locale: customer?.locale,
    speak(language) {
      const own = deps.links.linkingFor(conversation, language);
      const open = (): CustomerBanking => deps.bankingFor({ customer: customer?.access, timeZone: timeZone(), language });
      let bank = open();
      const protect = (): CustomerProtection => deps.protectionFor({ ...asking, customer: customer?.access });
      let protection = protect();
      const renew = async <Result>(outcome: Result): Promise<Result> => {
        customer = await deps.links.accessFor(conversation);
        bank = open();
        protection = protect();
        return outcome;
      };
      const linking: AccountLinking = {
        isLinked: () => own.isLinked(),
        begin: () => own.begin(),
        confirm: async (code) => renew(await own.confirm(code)),
        unlink: async () => renew(await own.unlink()),
      };
      return {
        get customer() {
          return customer;
        },
        get timeZone() {
          return timeZone();
        },
        services: {
          get bank() {
            return bank;
          },
          get protection() {
            return protection;
          },
          linking,
          contact: deps.contact,
        },
      };
    },
  };
}
