import type { HandoverReason } from '../../desk/api/terms.ts';
import type { BankContact } from '../../dialogs/services.ts';
import { urgentCall } from '../../dialogs/urgent-call.ts';
import type { DeskStanding, HandOver } from '../../handoff/hand-over.ts';
import type { HolidayCountry } from '../../handoff/holidays.ts';
import { legalClock } from '../../handoff/legal-clock.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import type { Identity } from '../../handoff/packet.ts';
import { type Language, localeFor } from '../../i18n/language.ts';
import type { Audience } from '../../secrecy/disclose.ts';
import { uniformGrant } from '../../secrecy/grant.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { LinkedCustomer } from '../turns/standing.ts';

type Known = Pick<HandOver, 'standing' | 'identity' | 'clock' | 'contact'>;

/** What a hand-over needs to know besides the conversation. */
export interface HandOverFacts {
  /** Undefined where the desk cannot be reached: then nobody is promised anything, and today's answer with the telephone stands. */
  gather(asked: {
    readonly conversation: ConversationKey;
    readonly reason: HandoverReason;
    readonly language: Language;
  }): Promise<Known | undefined>;
  /** For sentences without any banking fact. */
  plainAudience(language: Language): Audience;
}

export interface HandOverFactsDeps {
  readonly accessFor: (conversation: ConversationKey) => Promise<LinkedCustomer | undefined>;
  /** What the desk can do for such a case now; undefined where it is out of reach. */
  readonly standing: (asked: { readonly reason: HandoverReason; readonly language: Language }) => DeskStanding | undefined;
  readonly contact: BankContact;
  readonly clock: OpeningClock;
  readonly country: HolidayCountry;
  readonly timeZone: string;
  readonly now: () => Date;
}

/** "mardi à 9 h", "Tuesday at 09:00"; `no` where nobody knows. */
function wordsFor(opensAt: string | undefined, language: Language, timeZone: string): string {
  if (opensAt === undefined) return 'no';
  const at = new Date(opensAt);
  const locale = localeFor(language);
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(at);
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(at);
  return language === 'fr'
    ? `${day} à ${time.replace(/^0/, '').replace(':00', '\u00a0h').replace(':', '\u00a0h\u00a0')}`
    : `on ${day} at ${time}`;
}

function identityOf(customer: LinkedCustomer | undefined): Identity {
  if (!customer) return { linked: false, strength: 'unknown', provenAt: null };
  const { signedInAt } = customer.access;
  return { linked: true, strength: signedInAt === undefined ? 'unknown' : 'strong', provenAt: signedInAt ?? null };
}

export function createHandOverFacts(deps: HandOverFactsDeps): HandOverFacts {
  const { contact, clock, country, timeZone, now } = deps;
  return {
    async gather({ conversation, reason, language }) {
      const standing = deps.standing({ reason, language });
      if (!standing) return undefined;
      const call = urgentCall(contact, language);
      return {
        standing,
        identity: identityOf(await deps.accessFor(conversation)),
        clock: legalClock(reason, { now: now(), country, clock }),
        contact: { ...call, opensAt: standing.state === 'closed' ? wordsFor(standing.opensAt, language, timeZone) : 'no' },
      };
    },
    plainAudience: (language) => ({
      sink: 'chat',
      grant: uniformGrant('chat', 'sealed', 'no banking fact'),
      language,
      today: now().toISOString().slice(0, 10),
    }),
  };
}
