/** Countries whose public holidays are known. `GB` is England and Wales; `US` the holidays of the Federal Reserve. */
export const holidayCountries = ['FR', 'GB', 'US'] as const;
export type HolidayCountry = (typeof holidayCountries)[number];

type Month = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

const dayMs = 86_400_000;
const dateOf = (year: number, month: Month, day: number): number => Date.UTC(year, month - 1, day);
const weekday = (at: number): number => new Date(at).getUTCDay();
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const [sunday, monday, thursday, saturday] = [0, 1, 4, 6] as const;

/** Easter Sunday of the Gregorian calendar (anonymous algorithm, also known as Meeus/Jones/Butcher). */
function easter(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const rest = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(rest / 31) - 1, (rest % 31) + 1);
}

function nth(year: number, month: Month, { day, which }: { readonly day: number; readonly which: number }): number {
  const first = dateOf(year, month, 1);
  return first + (((day - weekday(first) + 7) % 7) + 7 * (which - 1)) * dayMs;
}

function lastMonday(year: number, month: Month): number {
  const last = Date.UTC(year, month, 0);
  return last - ((weekday(last) - monday + 7) % 7) * dayMs;
}

/** Code du travail, art. L3133-1. */
function french(year: number): number[] {
  const sunday = easter(year);
  const fixed = [
    [1, 1],
    [5, 1],
    [5, 8],
    [7, 14],
    [8, 15],
    [11, 1],
    [11, 11],
    [12, 25],
  ] as const;
  return [...fixed.map(([month, day]) => dateOf(year, month, day)), sunday + dayMs, sunday + 39 * dayMs, sunday + 50 * dayMs];
}

/** Banking and Financial Dealings Act 1971: a holiday at a weekend is kept on the next day that is neither. */
function british(year: number): number[] {
  const newYear = dateOf(year, 1, 1);
  const [christmas, boxing] = [dateOf(year, 12, 25), dateOf(year, 12, 26)];
  const afterWeekend = (at: number): number[] => (weekday(at) === saturday ? [at + 2 * dayMs] : weekday(at) === sunday ? [at + dayMs] : []);
  const substitutes =
    weekday(christmas) === saturday || weekday(christmas) === sunday
      ? [dateOf(year, 12, 27), ...(weekday(christmas) === saturday ? [dateOf(year, 12, 28)] : [])]
      : afterWeekend(boxing);
  return [
    newYear,
    ...afterWeekend(newYear),
    easter(year) - 2 * dayMs,
    easter(year) + dayMs,
    nth(year, 5, { day: monday, which: 1 }),
    lastMonday(year, 5),
    lastMonday(year, 8),
    christmas,
    boxing,
    ...substitutes,
  ];
}

/** 5 U.S.C. 6103, as banks keep it: what falls on a Sunday is kept on the Monday; on a Saturday banks are open the Friday before. */
function american(year: number): number[] {
  const fixed = (
    [
      [1, 1],
      [6, 19],
      [7, 4],
      [11, 11],
      [12, 25],
    ] as const
  ).flatMap(([month, day]) => {
    const at = dateOf(year, month, day);
    return weekday(at) === sunday ? [at, at + dayMs] : [at];
  });
  return [
    ...fixed,
    nth(year, 1, { day: monday, which: 3 }),
    nth(year, 2, { day: monday, which: 3 }),
    lastMonday(year, 5),
    nth(year, 9, { day: monday, which: 1 }),
    nth(year, 10, { day: monday, which: 2 }),
    nth(year, 11, { day: thursday, which: 4 }),
  ];
}

const rules: Readonly<Record<HolidayCountry, (year: number) => number[]>> = { FR: french, GB: british, US: american };

/** The public holidays of a year, as ISO dates. */
export function publicHolidays(country: HolidayCountry, year: number): ReadonlySet<string> {
  return new Set(rules[country](year).map(isoDay));
}
