import type { Packet } from '../desk/api/packet.ts';
import type { HandoverReason } from '../desk/api/terms.ts';
import type { HolidayCountry } from './holidays.ts';
import type { OpeningClock } from './opening-hours.ts';

interface Deadline {
  readonly businessDays: number;
  readonly source: string;
}

type Kind = NonNullable<Packet['clock']>['kind'];

const deadlines: Readonly<Record<HolidayCountry, Readonly<Record<Kind, Deadline>>>> = {
  FR: {
    dispute: { businessDays: 1, source: 'Code monétaire et financier, art. L133-18' },
    fraud: { businessDays: 1, source: 'Code monétaire et financier, art. L133-18' },
    complaint: { businessDays: 15, source: 'Directive (EU) 2015/2366, art. 101(2)' },
  },
  GB: {
    dispute: { businessDays: 1, source: 'Payment Services Regulations 2017, reg. 76' },
    fraud: { businessDays: 1, source: 'Payment Services Regulations 2017, reg. 76' },
    complaint: { businessDays: 15, source: 'FCA Handbook, DISP 1.6.2A' },
  },
  US: {
    dispute: { businessDays: 10, source: '12 CFR 1005.11(c)(1)' },
    fraud: { businessDays: 10, source: '12 CFR 1005.11(c)(1)' },
    // No federal term for complaints in general: the one of the CFPB portal.
    complaint: { businessDays: 15, source: 'CFPB company portal, 15 days' },
  },
};

const kindOf: Readonly<Partial<Record<HandoverReason, Kind>>> = {
  dispute: 'dispute',
  complaint: 'complaint',
  suspected_fraud: 'fraud',
};

/**
 * The clock that the law starts with what the customer has said; null where it starts none. A dispute of a payment that was not authorised
 * is to be refunded by the end of the next business day (Directive (EU) 2015/2366, art. 73, and the laws that follow it); a complaint to be answered in 15 business days.
 */
export function legalClock(
  reason: HandoverReason,
  { now, country, clock }: { readonly now: Date; readonly country: HolidayCountry; readonly clock: OpeningClock },
): Packet['clock'] {
  const kind = kindOf[reason];
  if (kind === undefined) return null;
  const { businessDays, source } = deadlines[country][kind];
  return { kind, startedAt: now.toISOString(), dueOn: clock.businessDay(now, businessDays), source };
}
