import { expect, test } from '@jest/globals';
import Holidays from 'date-holidays';
import { type HolidayCountry, publicHolidays } from './holidays.ts';

/** Where a country's rules are looked up in the library that vouches for ours. */
const theirs: Readonly<Record<HolidayCountry, readonly [country: string, state?: string]>> = { FR: ['FR'], GB: ['GB', 'ENG'], US: ['US'] };

/** The Federal Reserve does not move what falls on a Saturday: the Friday before is a working day of banks. */
const isFridayBefore = (day: string, name: string): boolean => /substitute/.test(name) && new Date(`${day}T00:00:00Z`).getUTCDay() === 5;

test.each(['FR', 'GB', 'US'] as const)('%s: the public holidays of 2024 to 2040 are those that date-holidays knows', (country) => {
  const [name, state] = theirs[country];
  const library = state === undefined ? new Holidays(name) : new Holidays(name, state);
  for (let year = 2024; year <= 2040; year += 1) {
    const known = library
      .getHolidays(year)
      .filter(({ type }) => type === 'public' || type === 'bank')
      .map((holiday) => ({ day: holiday.date.slice(0, 10), name: holiday.name }))
      .filter((holiday) => holiday.day.startsWith(String(year)) && !(country === 'US' && isFridayBefore(holiday.day, holiday.name)))
      .map((holiday) => holiday.day);
    expect({ year, days: [...publicHolidays(country, year)].toSorted() }).toEqual({ year, days: [...new Set(known)].toSorted() });
  }
});
