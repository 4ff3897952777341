import type { CalendarDay } from '../i18n/calendar-day.ts';
import { type Money, moneyToDecimal } from '../i18n/money.ts';

/** What an amount is between, in whole units of its currency. */
export interface MoneyBand {
  readonly band: { readonly low: number; readonly high: number };
  readonly currency: string;
}

/** The Monday of the week in which something was, `YYYY-MM-DD`. */
export interface WeekOf {
  readonly week: string;
}

const smallest = 50;

/** Steps of 1, 2 and 5: 50, 100, 200, 500, 1 000 … */
function bandOf(size: number): { readonly low: number; readonly high: number } {
  let low = 0;
  let high = smallest;
  let decade = 100;
  for (const step of [1, 2, 5]) {
    if (size < high) return { low, high };
    low = high;
    high = step * decade;
  }
  for (;;) {
    if (size < high) return { low, high };
    decade *= 10;
    for (const step of [1, 2, 5]) {
      low = high;
      high = step * decade;
      if (size < high) return { low, high };
    }
  }
}

/** A wide band around an amount; what is below zero has a band below zero. */
export function bandOfMoney(money: Money): MoneyBand {
  const amount = Number(moneyToDecimal(money));
  const { low, high } = bandOf(Math.abs(amount));
  const band = amount < 0 ? { low: -high, high: low === 0 ? 0 : -low } : { low, high };
  return { band, currency: money.currency };
}

/** The week of a day, which begins on a Monday. */
export function weekOf({ day }: CalendarDay): WeekOf {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return { week: date.toISOString().slice(0, 10) };
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;
}

function isDay(value: unknown): value is CalendarDay {
  return typeof value === 'object' && value !== null && 'day' in value;
}

/** A value as level 2 lets it out; undefined where it has no coarser form, as a name has none. */
export function coarsen(value: unknown): MoneyBand | WeekOf | undefined {
  if (isMoney(value)) return bandOfMoney(value);
  return isDay(value) ? weekOf(value) : undefined;
}
