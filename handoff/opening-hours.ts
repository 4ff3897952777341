import { type HolidayCountry, publicHolidays } from './holidays.ts';

/** A stretch of a day, in minutes after midnight, by the clocks of the desk. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** When the desk is staffed. */
export interface OpeningHours {
  /** IANA name. */
  readonly timeZone: string;
  /** Sunday first; a break is the gap between two stretches. */
  readonly week: readonly (readonly Stretch[])[];
  /** Closed on the public holidays of these countries. */
  readonly holidays: readonly HolidayCountry[];
  /** Closed besides on these days, ISO dates. */
  readonly closedOn: readonly string[];
}

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const minute = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

function daysOf(range: string): readonly number[] {
  const [first = '', last = first] = range.split('-').map((name) => name.trim().toLowerCase());
  const [from, to] = [days.findIndex((day) => day === first), days.findIndex((day) => day === last)];
  if (from < 0 || to < 0) throw new RangeError('is not made of days such as Mon or Mon-Fri');
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
}

function stretchOf(text: string): Stretch {
  if (!/^(?:[01]\d|2[0-4]):[0-5]\d-(?:[01]\d|2[0-4]):[0-5]\d$/.test(text))
    throw new RangeError('has times that do not look like 09:00-12:30');
  const stretch = { from: minute(text.slice(0, 5)), to: minute(text.slice(6)) };
  if (stretch.from >= stretch.to || stretch.to > 24 * 60) throw new RangeError('has a time that ends before it begins');
  return stretch;
}

/**
 * Reads `Mon-Fri 09:00-12:30 13:30-18:00; Sat 09:00-12:00`: what is named later replaces what was named before.
 * @throws RangeError in words that follow the name of a setting.
 */
export function readWeek(text: string): OpeningHours['week'] {
  const week: (readonly Stretch[])[] = days.map(() => []);
  for (const part of text
    .split(';')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')) {
    const [range = '', ...times] = part.split(/\s+/);
    const stretches = times.map(stretchOf).toSorted((first, second) => first.from - second.from);
    if (stretches.some(({ from }, index) => from < (stretches[index - 1]?.to ?? 0))) throw new RangeError('has times that overlap');
    for (const day of daysOf(range)) week[day] = stretches;
  }
  return week;
}

/** Opening hours as moments: when it is open, and how long from one moment to another while it is. */
export interface OpeningClock {
  isOpen(at: Date): boolean;
  /** The next moment at which it opens; `at` itself where it is open. Undefined where it does not within 60 days. */
  opensAt(at: Date): Date | undefined;
  /** The moment that is `ms` of opening time later; undefined where there is none within 60 days. */
  after(at: Date, ms: number): Date | undefined;
  /** How much of the time between two moments was opening time, in milliseconds. */
  between(from: Date, to: Date): number;
  /** Midnight of the day it is, by the clocks of the desk. */
  dayBegins(at: Date): Date;
  /** The ISO date that is `count` days later on which it opens at all: business days of the desk. */
  businessDay(at: Date, count: number): string;
}

const dayMs = 86_400_000;
const mostDays = 60;
/** How much of what was worked out is kept. */
const mostKnown = 50_000;

/** What the clocks of a zone show, as if it were UTC. */
function createZone(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minutes, second);
  };
}

const isoDay = (localMs: number): string => new Date(localMs).toISOString().slice(0, 10);

interface Moments {
  readonly from: number;
  readonly to: number;
}

/** The stretches of the calendar as moments. Where clocks are put forward or back in one, its ends are where those clocks show them. */
function createStretches({ timeZone, week, holidays, closedOn }: OpeningHours) {
  const zone = createZone(timeZone);
  const closed = new Map<number, ReadonlySet<string>>();

  function closedIn(year: number): ReadonlySet<string> {
    const known = closed.get(year) ?? new Set([...closedOn, ...holidays.flatMap((country) => [...publicHolidays(country, year)])]);
    closed.set(year, known);
    return known;
  }

  /** The moment at which the clocks of the zone show `local`. */
  function momentOf(local: number): number {
    const first = local - (zone(local) - local);
    return local - (zone(first) - first);
  }

  /** Midnight of the day it is, as the clocks of the zone show it. */
  const today = (at: number): number => Math.floor(zone(at) / dayMs) * dayMs;

  function compute(localDay: number): readonly Moments[] {
    const date = new Date(localDay);
    if (closedIn(date.getUTCFullYear()).has(isoDay(localDay))) return [];
    return (week[date.getUTCDay()] ?? []).map(({ from, to }) => ({
      from: momentOf(localDay + from * 60_000),
      to: momentOf(localDay + to * 60_000),
    }));
  }

  const byDay = new Map<number, readonly Moments[]>();
  /** Thousands of conversations ask for the same few days. */
  function on(localDay: number): readonly Moments[] {
    const known = byDay.get(localDay) ?? compute(localDay);
    if (byDay.size > mostKnown) byDay.clear();
    byDay.set(localDay, known);
    return known;
  }

  /** Those that end after a moment, in their order. */
  function* from(at: number): Generator<Moments, undefined> {
    const first = today(at);
    for (let day = 0; day <= mostDays; day += 1) for (const stretch of on(first + day * dayMs)) if (stretch.to > at) yield stretch;
    return undefined;
  }

  /** The moment that is so much opening time later. */
  function after(at: number, ms: number): number | undefined {
    let left = ms;
    for (const stretch of from(at)) {
      const begins = Math.max(stretch.from, at);
      if (begins + left <= stretch.to) return begins + left;
      left -= stretch.to - begins;
    }
    return undefined;
  }

  const dayBegins = (at: number): number => momentOf(today(at));

  return { today, dayBegins, on, from, after };
}

/** Makes the clock of some opening hours. */
export function createOpeningClock(hours: OpeningHours): OpeningClock {
  const stretches = createStretches(hours);
  const ends = new Map<string, number | undefined>();
  return {
    isOpen(at) {
      const next = stretches.from(at.getTime()).next();
      return !next.done && next.value.from <= at.getTime();
    },
    opensAt(at) {
      const next = stretches.from(at.getTime()).next();
      return next.done ? undefined : new Date(Math.max(at.getTime(), next.value.from));
    },
    after(at, ms) {
      const name = `${at.getTime()} ${ms}`;
      const known = ends.has(name) ? ends.get(name) : stretches.after(at.getTime(), ms);
      if (ends.size > mostKnown) ends.clear();
      ends.set(name, known);
      return known === undefined ? undefined : new Date(known);
    },
    between(from, to) {
      let open = 0;
      for (const stretch of stretches.from(from.getTime())) {
        if (stretch.from >= to.getTime()) break;
        open += Math.min(stretch.to, to.getTime()) - Math.max(stretch.from, from.getTime());
      }
      return open;
    },
    dayBegins: (at) => new Date(stretches.dayBegins(at.getTime())),
    businessDay(at, count) {
      let local = stretches.today(at.getTime());
      for (let left = count, guard = 0; left > 0 && guard < 400; guard += 1) {
        local += dayMs;
        if (stretches.on(local).length > 0) left -= 1;
      }
      return isoDay(local);
    },
  };
}
