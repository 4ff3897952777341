const msPerDay = 86_400_000;

/** A calendar day of the bank's books: days since 1 January 1970, without a time zone. */
export interface DayParts {
  /** Months since January of year 0, so that neighbouring months differ by one. */
  readonly month: number;
  readonly dayOfMonth: number;
  /** 0 = Sunday. */
  readonly weekday: number;
}

/** The day it is at an instant (ms) where the clocks are `utcOffsetHours` ahead of UTC. */
export function epochDayAt(atMs: number, utcOffsetHours: number): number {
  return Math.floor((atMs + utcOffsetHours * 3_600_000) / msPerDay);
}

/** The instant (ms) of a time of day, in minutes since midnight, where the clocks are `utcOffsetHours` ahead of UTC. */
export function instantOf(day: number, minutes: number, utcOffsetHours: number): number {
  return day * msPerDay + minutes * 60_000 - utcOffsetHours * 3_600_000;
}

export function dayParts(day: number): DayParts {
  const date = new Date(day * msPerDay);
  return { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), dayOfMonth: date.getUTCDate(), weekday: date.getUTCDay() };
}

/** The first day of a month (months since January of year 0). */
export function firstDayOf(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / msPerDay;
}

/** `YYYY-MM-DD`. */
export function isoDay(day: number): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}
