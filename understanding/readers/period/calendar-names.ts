import { fold } from '../../text/readable-text.ts';

/** Folded names of months (1 to 12) and days of the week (Monday 1 to Sunday 7), French and English. */
export interface CalendarNames {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
  /** Month names that are also other words ("may", "march", "sept"): they need a preposition or a number beside them. */
  readonly doubtfulMonths: ReadonlySet<string>;
}

const monthExtras: readonly (readonly [string, number])[] = [
  ['sept', 9],
  ['sep', 9],
  ['fev', 2],
  ['juil', 7],
];
const weekdayExtras: readonly (readonly [string, number])[] = [
  ['tues', 2],
  ['weds', 3],
  ['thur', 4],
  ['thurs', 4],
];
const doubtful = new Set([
  'may',
  'march',
  'mar',
  'sept',
  'sep',
  'dec',
  'jan',
  'oct',
  'nov',
  'aug',
  'jun',
  'jul',
  'feb',
  'apr',
  'fev',
  'juil',
  'janv',
  'avr',
]);

/** Takes the names from Intl, so that they are spelt as the platform knows them. */
export function createCalendarNames(): CalendarNames {
  const months = new Map<string, number>(monthExtras);
  const weekdays = new Map<string, number>(weekdayExtras);
  for (const locale of ['fr-FR', 'en-GB']) {
    for (const width of ['long', 'short'] as const) {
      const monthName = new Intl.DateTimeFormat(locale, { month: width, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) months.set(nameOf(monthName, Date.UTC(2025, month - 1, 1)), month);
    }
    const weekdayName = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
    // 6 January 2025 was a Monday.
    for (let weekday = 1; weekday <= 7; weekday += 1) weekdays.set(nameOf(weekdayName, Date.UTC(2025, 0, 5 + weekday)), weekday);
  }
  return { months, weekdays, doubtfulMonths: doubtful };
}

function nameOf(format: Intl.DateTimeFormat, instant: number): string {
  return fold(format.format(new Date(instant))).replace('.', '');
}

/** The names as alternatives of a regular expression, the longest first. */
export function alternatives(names: Iterable<string>): string {
  return [...names].sort((first, second) => second.length - first.length).join('|');
}
