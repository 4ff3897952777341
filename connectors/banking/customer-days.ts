import type { DayClock } from '../../i18n/day-clock.ts';

/** The calendar of the place where the customer lives. */
export interface CustomerDays {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The day it was at an ISO 8601 instant. */
  dayOf(instant: string): string;
}

export function createCustomerDays(timeZone: string, now: Date, dayIn: DayClock): CustomerDays {
  return { today: dayIn(timeZone, now), dayOf: (instant) => dayIn(timeZone, new Date(instant)) };
}
