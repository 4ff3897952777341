import type { CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { createDayClock } from '../../i18n/day-clock.ts';
import { createFormatters } from '../../i18n/format.ts';
import { locales } from '../../i18n/language.ts';
import { type Grant, uniformGrant } from '../../secrecy/grant.ts';
import { createPagePrinter, type PagePrinter } from '../../secrecy/page-printer.ts';
import type { LinkedCustomer } from '../linking/active-links.ts';
import type { LinkService } from '../linking/link-service.ts';
import { html } from '../pages/html.ts';
import type { Asker } from '../turns/customer-session.ts';
import type { BoothVisit } from './booth-page.ts';
import type { BoothSession } from './booth-records.ts';
import type { BoothService } from './booth-service.ts';
import { formTokenOf } from './booth-sessions.ts';

export interface BoothVisitDeps {
  readonly sessions: BoothService['sessions'];
  readonly links: Pick<LinkService, 'accessFor'>;
  bankingFor(asker: Asker): CustomerBanking;
  readonly catalogue: Catalogue;
  /** The bank's own, where it does not tell the customer's. */
  readonly timeZone: string;
  readonly now: () => Date;
}

/** A customer inside the booth. */
export interface Inside {
  readonly session: BoothSession;
  readonly givenName: string | undefined;
  /** Everything a page needs, printed by a printer of its own. */
  visit(query: URLSearchParams, ref: string): { readonly visit: BoothVisit; readonly printer: PagePrinter };
}

export type Entered = Inside | 'closed' | 'unlinked';

/** Who has just signed in strongly at the bank is shown everything that is theirs: the page is the bank's own. */
const pageGrant: Grant = uniformGrant('page', 'shown', 'booth: strong sign-in');

/** Makes what lets a browser in, by the secret of its session. */
export function createBoothVisits(deps: BoothVisitDeps): (secret: string | undefined) => Promise<Entered> {
  const { sessions, links, now } = deps;
  const dayIn = createDayClock();
  const printing = { catalogue: deps.catalogue, formatterFor: createFormatters() };

  function inside(secret: string, session: BoothSession, customer: LinkedCustomer): Inside {
    const { conversation, language, signedInAt } = session;
    const timeZone = customer.timeZone ?? deps.timeZone;
    const locale = locales.find((known) => known === customer.locale);
    const access = { ...customer.access, signedInAt };
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    return {
      session,
      givenName: customer.givenName,
      visit(query, ref) {
        const printer = createPagePrinter(printing, { grant: pageGrant, language, locale, today: dayIn(timeZone, now()) });
        const visit: BoothVisit = {
          conversation,
          language,
          customer,
          signedInAt,
          bank: deps.bankingFor({ customer: access, timeZone, language }),
          say: (key, args) => printer.text(`booth.${key}`, args),
          printer,
          clockOf: (instant) => ({ day: dayIn(timeZone, new Date(instant)), time: clock.format(new Date(instant)) }),
          query,
          ref,
          formField: html`<input type="hidden" name="form" value="${formTokenOf(secret)}">`,
        };
        return { visit, printer };
      },
    };
  }

  return async (secret) => {
    const session = secret === undefined ? undefined : await sessions.touch(secret);
    if (secret === undefined || session === undefined) return 'closed';
    const customer = await links.accessFor(session.conversation);
    // Another link may be another customer's, and a consent that has ended ends what rests on it.
    if (customer?.subject === session.subject && customer.access.key === session.accessKey) return inside(secret, session, customer);
    await sessions.close(secret);
    return 'unlinked';
  };
}
