import { addDays } from '../../../i18n/calendar-day.ts';

/** Days from `from` to `to`, both included, as `YYYY-MM-DD`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The day, or undefined where the calendar has none such (31 February). Months from 1. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1990 && year <= 2099;
  return valid ? date.toISOString().slice(0, 10) : undefined;
}

/** Year, month (from 1), day of the month, and day of the week (Monday 1 to Sunday 7). */
export function partsOf(day: string): { readonly year: number; readonly month: number; readonly date: number; readonly weekday: number } {
  const date = new Date(`${day}T00:00:00Z`);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
  };
}

/** From the first to the last day of `count` months, beginning with that one; months may lie outside 1 to 12. */
export function monthsFrom(year: number, month: number, count = 1): Span {
  const iso = (date: Date): string => date.toISOString().slice(0, 10);
  return { from: iso(new Date(Date.UTC(year, month - 1, 1))), to: iso(new Date(Date.UTC(year, month - 1 + count, 0))) };
}

/** Monday to Sunday of the week of `day`. */
export function weekOf(day: string): Span {
  const monday = addDays(day, 1 - partsOf(day).weekday);
  return { from: monday, to: addDays(monday, 6) };
}

/** The same day of the month some months earlier; the last of the month where there is none. */
export function monthsBefore(day: string, count: number): string {
  const { year, month, date } = partsOf(day);
  const { from, to } = monthsFrom(year, month - count);
  const wanted = addDays(from, date - 1);
  return wanted < to ? wanted : to;
}

export const calendarUnits = ['day', 'week', 'month', 'year'] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

/** `day` moved into the past. */
export function before(day: string, count: number, unit: CalendarUnit): string {
  if (unit === 'day') return addDays(day, -count);
  if (unit === 'week') return addDays(day, -7 * count);
  return monthsBefore(day, unit === 'month' ? count : 12 * count);
}

/** The whole day, week, month or year that lies `offset` units from the one of `day`: 0 is the current one, -1 the last. */
export function unitAround(day: string, unit: CalendarUnit, offset: number): Span {
  const { year, month } = partsOf(day);
  if (unit === 'year') return monthsFrom(year + offset, 1, 12);
  if (unit === 'month') return monthsFrom(year, month + offset);
  if (unit === 'week') return weekOf(addDays(day, 7 * offset));
  const moved = addDays(day, offset);
  return { from: moved, to: moved };
}
