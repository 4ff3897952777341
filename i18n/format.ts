import type { CalendarDay } from './calendar-day.ts';
import { type ClockTime, writeClockTime } from './clock-time.ts';
import type { Locale } from './language.ts';
import { type Money, moneyToDecimal } from './money.ts';

/** Writes figures and days as one locale prints them. */
export interface Formatter {
  money(money: Money): string;
  /** `2 000 €`: whole units of a currency. */
  units(units: number, currency: string): string;
  /** `mardi 17 novembre`; with the year when it is not the year of `today`. */
  day(day: CalendarDay, today: string): string;
  /** `17 novembre`. */
  longDay(day: CalendarDay): string;
  /** `17 nov.`, for buttons. */
  shortDay(day: CalendarDay): string;
  /** `13 h`, `1 pm`. */
  time(clock: ClockTime): string;
}

/** `Intl.NumberFormat` reads decimal strings exactly, but its declared type asks for a template literal. */
function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** Pounds have one symbol everywhere; French would write `£GB`, which no bank prints. Dollars and others keep what tells them apart. */
function displayOf(currency: string): 'symbol' | 'narrowSymbol' {
  return currency === 'GBP' ? 'narrowSymbol' : 'symbol';
}

/** French counts the first day of a month: `1er novembre`. */
function countFirst(text: string, locale: Locale): string {
  return locale === 'fr-FR' ? text.replace(/(?<!\d)1(?= \p{L})/u, '1er') : text;
}

function createFormatter(locale: Locale): Formatter {
  const currencies = new Map<string, Intl.NumberFormat>();
  const withoutYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });
  const withYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  const long = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' });
  const short = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const currencyFormat = (currency: string): Intl.NumberFormat => {
    const known =
      currencies.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: displayOf(currency) });
    currencies.set(currency, known);
    return known;
  };
  const wholes = new Map<string, Intl.NumberFormat>();
  const wholeFormat = (currency: string): Intl.NumberFormat => {
    const known =
      wholes.get(currency) ??
      new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: displayOf(currency), maximumFractionDigits: 0 });
    wholes.set(currency, known);
    return known;
  };
  return {
    money(money) {
      const decimal = moneyToDecimal(money);
      return isDecimal(decimal) ? currencyFormat(money.currency).format(decimal) : decimal;
    },
    units: (units, currency) => wholeFormat(currency).format(units),
    day({ day }, today) {
      const format = day.slice(0, 4) === today.slice(0, 4) ? withoutYear : withYear;
      return countFirst(format.format(new Date(`${day}T00:00:00Z`)), locale);
    },
    time: (clock) => writeClockTime(clock, locale),
    longDay: ({ day }) => countFirst(long.format(new Date(`${day}T00:00:00Z`)), locale),
    shortDay: ({ day }) => countFirst(short.format(new Date(`${day}T00:00:00Z`)), locale),
  };
}

/** Keeps one formatter per locale: making one costs more than a turn. */
export function createFormatters(): (locale: Locale) => Formatter {
  const formatters = new Map<Locale, Formatter>();
  return (locale) => {
    const formatter = formatters.get(locale) ?? createFormatter(locale);
    formatters.set(locale, formatter);
    return formatter;
  };
}
