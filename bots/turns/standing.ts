import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { Consent } from '../../secrecy/consent/consent.ts';
import type { ConsentBook } from '../../secrecy/consent/consent-book.ts';
import type { effectiveGrant } from '../../secrecy/consent/effective-grant.ts';
import type { ConversationKey } from '../../store/port.ts';

/** Who is linked to a conversation, as far as a turn needs it. */
export interface LinkedCustomer {
  readonly access: CustomerAccess;
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** Who is linked to a conversation, and what they have decided. */
export interface Standing {
  customer: LinkedCustomer | undefined;
  consents: readonly Consent[];
}

export interface StandingDeps {
  readonly links: { accessFor(conversation: ConversationKey): Promise<LinkedCustomer | undefined> };
  readonly consents: Pick<ConsentBook, 'read'>;
}

export async function lookUp({ links, consents }: StandingDeps, conversation: ConversationKey): Promise<Standing> {
  const [customer, decided] = await Promise.all([links.accessFor(conversation), consents.read(conversation)]);
  return { customer, consents: decided };
}

/** What the effective grant is asked with. */
export function asking({ customer, consents }: Standing, now: Date): Parameters<typeof effectiveGrant>[0] {
  const access = customer?.access;
  return { link: access && { key: access.key, signedInAt: access.signedInAt }, consents, now };
}
