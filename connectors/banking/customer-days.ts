import { createDayClock } from '../../i18n/day-clock.ts';

/** The calendar of the place where the customer lives. */
export interface CustomerDays {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The day it was at an ISO 8601 instant. */
  dayOf(instant: string): string;
}

/** Keeps the one formatter that hundreds of entries of a turn need: making one costs more than using it. */
export function createCustomerDays(timeZone: string, now: Date): CustomerDays {
  const dayIn = createDayClock();
  return { today: dayIn(timeZone, now), dayOf: (instant) => dayIn(timeZone, new Date(instant)) };
}
