import { ConnectorError } from '../../connectors/connector-error.ts';
import type { CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { DeskCustomer } from '../../desk/api/conversation.ts';
import type { RevealAnswer } from '../../desk/api/writes.ts';
import { labelOf } from '../../desk/view-conversation.ts';
import type { Language } from '../../i18n/language.ts';
import { consentTopics } from '../../secrecy/consent/consent.ts';
import { type EffectiveGrantDeps, effectiveLevel } from '../../secrecy/consent/effective-grant.ts';
import type { DeskPrinter } from '../../secrecy/desk-printer.ts';
import type { DataClass } from '../../secrecy/sealed.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { Asker } from '../turns/customer-session.ts';
import { asking, lookUp, type StandingDeps } from '../turns/standing.ts';

type Field = DeskCustomer['fields'][number]['field'];
type Line = Extract<RevealAnswer, { readonly outcome: 'revealed' }>['lines'][number];

export interface CustomerFactsDeps extends StandingDeps {
  readonly disclosure: EffectiveGrantDeps;
  bankingFor(asker: Asker): CustomerBanking;
  readonly printerFor: (language: Language) => DeskPrinter;
  readonly timeZone: string;
  readonly now: () => Date;
}

/** What the desk may know of a customer: masked, and one field at a time where somebody says why. */
export interface CustomerFacts {
  describe(conversation: ConversationKey): Promise<DeskCustomer>;
  /** Tell the ledger before: this opens facts of the bank. */
  reveal(conversation: ConversationKey, field: Field, language: Language): Promise<readonly Line[] | 'not_linked' | 'bank' | 'consent'>;
}

/** Which class of facts a field is of. */
export const classOfField: Readonly<Record<Field, DataClass>> = { balances: 'balance', recent_payments: 'transaction', cards: 'card' };

const mask = '••••••';
const mostPayments = 10;
const endsLink: ReadonlySet<string> = new Set(['consent_expired', 'sca_required', 'forbidden_scope']);

async function linesOf(bank: CustomerBanking, field: Field, printer: DeskPrinter): Promise<readonly Line[]> {
  if (field === 'balances') return (await bank.balances({})).map((view) => printer.balance(view));
  const { entries } = await bank.transactions({ count: mostPayments });
  if (field === 'recent_payments') return entries.map((view) => printer.payment(view));
  const cards = entries.map((view) => printer.card(view)).filter((line) => line.value !== '');
  return cards.filter(({ value }, index) => cards.findIndex((line) => line.value === value) === index);
}

export function createCustomerFacts(deps: CustomerFactsDeps): CustomerFacts {
  const { disclosure, bankingFor, printerFor, timeZone, now } = deps;
  return {
    async describe(conversation) {
      const standing = await lookUp(deps, conversation);
      const { customer } = standing;
      const asked = asking(standing, now());
      const signedInAt = customer?.access.signedInAt;
      return {
        label: labelOf(conversation),
        linked: customer !== undefined,
        identity: customer ? { strength: signedInAt === undefined ? 'unknown' : 'strong', provenAt: signedInAt ?? null } : null,
        locale: customer?.locale ?? null,
        levels: Object.fromEntries(consentTopics.map((topic) => [topic, effectiveLevel(topic, asked, disclosure).level])),
        fields: (['balances', 'recent_payments', 'cards'] as const).map((field) => ({
          field,
          masked: mask,
          revealable: customer !== undefined,
        })),
      };
    },

    async reveal(conversation, field, language) {
      const { customer } = await lookUp(deps, conversation);
      if (!customer) return 'not_linked';
      try {
        return await linesOf(
          bankingFor({ customer: customer.access, timeZone: customer.timeZone ?? timeZone, language }),
          field,
          printerFor(language),
        );
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        return endsLink.has(error.code) ? 'consent' : 'bank';
      }
    },
  };
}
