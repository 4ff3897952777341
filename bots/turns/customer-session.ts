import type { AccountLinking } from '../../connectors/ports/account-linking.ts';
import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { CustomerProtection } from '../../connectors/ports/customer-protection.ts';
import type { DataErasure } from '../../connectors/ports/data-erasure.ts';
import type { DisclosureControl } from '../../connectors/ports/disclosure-control.ts';
import type { BankContact, DialogServices } from '../../dialogs/services.ts';
import { type Language, languages } from '../../i18n/language.ts';
import { type ConsentTopic, decide, mayAskModel } from '../../secrecy/consent/consent.ts';
import type { ConsentBook } from '../../secrecy/consent/consent-book.ts';
import { type EffectiveGrantDeps, effectiveGrant, effectiveLevel } from '../../secrecy/consent/effective-grant.ts';
import type { Grant } from '../../secrecy/grant.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { SecondOpinion } from '../../understanding/second-opinion/create-second-opinion.ts';
import type { ProtectedCustomer, ProtectionFor } from '../effects/customer-protection.ts';
import type { ErasureInTurn, ErasureService } from '../erasure/erasure-service.ts';
import type { OfferPage } from './elsewhere.ts';
import { bankingWithin, protectionWithin } from './sealed-services.ts';
import { asking, type LinkedCustomer, lookUp, type Standing } from './standing.ts';

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
  readonly consents: Pick<ConsentBook, 'read' | 'add'>;
  /** What bank and channel allow at most. */
  readonly disclosure: EffectiveGrantDeps;
  /** The banking of one turn. Without a customer every question fails with `consent_expired`. */
  bankingFor(asker: Asker): CustomerBanking;
  readonly protectionFor: ProtectionFor;
  readonly erasures: Pick<ErasureService, 'eraseInTurn'>;
  /** Where sealed answers wait; without it the customer is only told that they do. */
  readonly offerPage?: OfferPage;
  /** There where the bank has a language model read what is not understood. */
  readonly secondOpinion?: SecondOpinion | undefined;
  readonly contact: BankContact;
  readonly timeZone: string;
  readonly now: () => Date;
}

/** The customer's side of one turn. Linking and unlinking in the middle of it take effect at once: the dialog that waited answers. */
export interface CustomerSession {
  readonly customer: LinkedCustomer | undefined;
  readonly timeZone: string;
  readonly services: DialogServices;
  /** What may be said here, as things stand now. */
  grant(): Grant;
  /** There once the customer was forgotten in this turn. */
  erased(): ErasureInTurn | undefined;
}

/** A session before anybody knows in which language to answer. */
export interface OpenedSession {
  readonly timeZone: string;
  readonly isLinked: boolean;
  /** Whether this customer has allowed that a language model is shown blind sentences. */
  readonly allowsModel: boolean;
  /** The language the bank knows the customer by. */
  readonly language: Language | undefined;
  /** BCP 47, as the bank gives it. */
  readonly locale: string | undefined;
  speak(language: Language): CustomerSession;
}

/** The standing as far as this turn knows. */
interface SessionStanding extends Standing {
  /** The customer was forgotten in this turn. */
  erased?: ErasureInTurn;
}

type Conversing = Omit<ProtectedCustomer, 'customer'>;

/** What may be said, worked out anew only where somebody has been linked, or has decided something, since. */
function grantOf(deps: SessionDeps, standing: Standing): () => Grant {
  let known: (Standing & { readonly grant: Grant }) | undefined;
  return () => {
    const { customer, consents } = standing;
    if (!known || known.customer !== customer || known.consents !== consents)
      known = { customer, consents, grant: effectiveGrant(asking(standing, deps.now()), deps.disclosure) };
    return known.grant;
  };
}

/** What the customer may see here, and may hide. */
function disclosureOf(
  deps: SessionDeps,
  { conversation, language }: { readonly conversation: ConversationKey; readonly language: Language },
  standing: Standing,
): DisclosureControl {
  return {
    page: async () => deps.offerPage?.({ conversation, language, dialog: 'privacy', slots: {} }),
    async levels() {
      const level = (topic: ConsentTopic) => effectiveLevel(topic, asking(standing, deps.now()), deps.disclosure).level;
      return {
        balance: level('balance'),
        transaction: level('transaction'),
        receipt: level('receipt'),
        delivery: level('delivery'),
        card: level('card'),
        alert: level('alert'),
      };
    },
    async seal(topics) {
      const link = standing.customer?.access.key;
      if (link === undefined) return;
      await deps.consents.add(conversation, decide({ link, level: 'sealed', by: 'chat', topics, now: deps.now() }));
      standing.consents = await deps.consents.read(conversation);
    },
    async model() {
      if (!deps.secondOpinion) return 'none';
      return modelAllowed(deps, standing) ? 'allowed' : 'refused';
    },
  };
}

/** Linking that renews the session when it has changed something. */
function linkingOf(own: AccountLinking, renew: () => Promise<void>): AccountLinking {
  const renewing = async <Result>(outcome: Result): Promise<Result> => {
    await renew();
    return outcome;
  };
  return {
    isLinked: () => own.isLinked(),
    begin: () => own.begin(),
    confirm: async (code) => renewing(await own.confirm(code)),
    unlink: async () => renewing(await own.unlink()),
  };
}

/** Erasure that is noted in the session and renews it: nobody is linked after it. */
function erasureOf(
  deps: SessionDeps,
  conversation: ConversationKey,
  { standing, renew }: { readonly standing: SessionStanding; readonly renew: () => Promise<void> },
): DataErasure {
  return {
    async erase() {
      const result = await deps.erasures.eraseInTurn(conversation);
      if (result.outcome === 'held') return result;
      standing.erased = result;
      await renew();
      return { outcome: 'erased', receipt: result.receipt };
    },
  };
}

function modelAllowed({ now }: SessionDeps, { customer, consents }: Standing): boolean {
  return mayAskModel(consents, { link: customer?.access.key, now: now() });
}

/** Begins the session of a turn; `speak` tells in which language once the message has been read. */
export async function openSession(deps: SessionDeps, conversing: Conversing): Promise<OpenedSession> {
  const { conversation } = conversing;
  const standing: SessionStanding = await lookUp(deps, conversation);
  const timeZone = (): string => standing.customer?.timeZone ?? deps.timeZone;
  return {
    timeZone: timeZone(),
    isLinked: standing.customer !== undefined,
    allowsModel: modelAllowed(deps, standing),
    language: languages.find((language) => standing.customer?.locale?.startsWith(language)),
    locale: standing.customer?.locale,
    speak(language) {
      const grant = grantOf(deps, standing);
      const levels = (): Grant['levels'] => grant().levels;
      const access = () => standing.customer?.access;
      const open = (): CustomerBanking => bankingWithin(levels, deps.bankingFor({ customer: access(), timeZone: timeZone(), language }));
      const protect = (): CustomerProtection => protectionWithin(levels, deps.protectionFor({ ...conversing, customer: access() }));
      let bank = open();
      let protection = protect();
      const renew = async (): Promise<void> => {
        Object.assign(standing, await lookUp(deps, conversation));
        bank = open();
        protection = protect();
      };
      const services: DialogServices = {
        get bank() {
          return bank;
        },
        get protection() {
          return protection;
        },
        linking: linkingOf(deps.links.linkingFor(conversation, language), renew),
        disclosure: disclosureOf(deps, { conversation, language }, standing),
        erasure: erasureOf(deps, conversation, { standing, renew }),
        contact: deps.contact,
      };
      return {
        get customer() {
          return standing.customer;
        },
        get timeZone() {
          return timeZone();
        },
        services,
        grant,
        erased: () => standing.erased,
      };
    },
  };
}
