import { createDayClock } from './day-clock.ts';

/** A day of the calendar without a time zone, as `YYYY-MM-DD`. */
export interface CalendarDay {
  readonly day: string;
}

/** The day it is at `instant` in `timeZone` (IANA name), for once; where it is asked again and again, keep a `createDayClock`. */
export function dayIn(timeZone: string, instant: Date): string {
  return createDayClock()(timeZone, instant);
}

/** `day` moved by a number of days, as `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
