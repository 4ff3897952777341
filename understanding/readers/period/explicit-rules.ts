import { addDays } from '../../../i18n/calendar-day.ts';
import { dayOf, monthsFrom, partsOf, weekOf } from './calendar.ts';
import { alternatives, type CalendarNames } from './calendar-names.ts';
import { dayInWords, dayWord } from './day-words.ts';
import { type Outlook, type PointRule, type PointValue, rulePattern } from './point.ts';
import { weekdayWithNumber } from './weekday-with-number.ts';

/** Rules for days and months that are named: 12/11, 3 mars 2025, March 3rd, octobre, early May, le 12, 2025. */
export function explicitRules(names: CalendarNames): readonly PointRule[] {
  const parts = {
    month: alternatives(names.months.keys()),
    weekday: alternatives(names.weekdays.keys()),
    sure: alternatives([...names.months.keys()].filter((name) => !names.doubtfulMonths.has(name))),
    doubtful: alternatives(names.doubtfulMonths),
    monthNumber: (name: string | undefined): number => names.months.get(name ?? '') ?? 0,
  };
  return [...figureRules(), ...dayAndMonthRules(parts), ...monthRules(parts), weekdayWithNumber(names), ...bareRules()];
}

function figureRules(): readonly PointRule[] {
  const read: PointRule['read'] = ([, first, second, year], outlook) => numeric({ first, second, year }, outlook);
  return [
    {
      pattern: rulePattern('(\\d{4})-(\\d{2})-(\\d{2})'),
      read: ([, year, number, day]) => single(dayOf(Number(year), Number(number), Number(day))),
    },
    { pattern: rulePattern('(\\d{1,2})\\/(\\d{1,2})(?:\\/(\\d{4}|\\d{2}))?'), read },
    { pattern: rulePattern('(\\d{1,2})[.-](\\d{1,2})[.-](\\d{4}|\\d{2})'), read },
  ];
}

function dayAndMonthRules({ month, weekday, monthNumber }: MonthRuleParts): readonly PointRule[] {
  const dayFirst = (match: RegExpExecArray, outlook: Outlook): PointValue | undefined =>
    dated({ day: dayNumber(match[1]), month: monthNumber(match[2]), year: match[3] }, outlook);
  const monthFirst = (match: RegExpExecArray, outlook: Outlook): PointValue | undefined =>
    dated({ day: dayNumber(match[2]), month: monthNumber(match[1]), year: match[3] }, outlook);
  return [
    {
      pattern: rulePattern(
        `(?:(?:${weekday}),? )?(?:le |the )?(1er|${dayWord}|\\d{1,2})(?:st|nd|rd|th|e|eme)?(?: of)? ?(${month})\\.?(?:,? (20\\d\\d))?`,
      ),
      read: dayFirst,
    },
    { pattern: rulePattern(`(${month})\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d\\d))?`), read: monthFirst },
    {
      pattern: rulePattern(`(?:la )?semaine du (1er|\\d{1,2}) (${month})(?: (20\\d\\d))?`),
      read: (match, outlook) => weekWith(dayFirst(match, outlook)),
    },
    {
      pattern: rulePattern(`(?:the )?week of (${month}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d\\d))?`),
      read: (match, outlook) => weekWith(monthFirst(match, outlook)),
    },
    {
      pattern: rulePattern(
        `(premiere|1ere|first|deuxieme|2eme|seconde?|troisieme|3eme|third|quatrieme|4eme|fourth|derniere|last) (?:semaine|week) (?:de |d'|of |in )(${month})(?: (20\\d\\d))?`,
      ),
      read: ([, which, name, year], outlook) => weekOfMonth(which ?? '', wholeMonth({ month: monthNumber(name), year }, outlook)),
    },
    {
      pattern: rulePattern(
        `(debut|mi|fin|early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -](?:de |d'|of )?(${month})(?: (20\\d\\d))?`,
      ),
      read: ([, part, name, year], outlook) => thirdOf(part ?? '', wholeMonth({ month: monthNumber(name), year }, outlook)),
    },
  ];
}

/** "le 12" and "in 2025": figures that only a small word beside them makes a date. */
function bareRules(): readonly PointRule[] {
  const follows = '(?= *$| *[,;.!?)]| (?:a|at|in|from|for|chez|au|dans|de|pour|svp|stp|please|and|et|to|of|s)\\b)';
  const leads = 'en|in|annee|year|for|pour|depuis|since|de|of|from|before|avant|after|apres|entre|between|and|et|to|a';
  return [
    {
      pattern: rulePattern(`(?<=(?:le|the|du|au|on the|the|of the|from the) )(1er|\\d{1,2})(?:er|st|nd|rd|th)?${follows}`),
      read: ([, day]) => bare(dayNumber(day)),
    },
    { pattern: rulePattern(`(?<=(?:${leads}) )(20\\d\\d)`), read: ([, year]) => monthsFrom(Number(year), 1, 12) },
  ];
}

interface MonthRuleParts {
  readonly month: string;
  readonly weekday: string;
  readonly sure: string;
  readonly doubtful: string;
  monthNumber(name: string | undefined): number;
}

function monthRules({ sure, doubtful, monthNumber }: MonthRuleParts): readonly PointRule[] {
  const read: PointRule['read'] = ([, name, year], outlook) => wholeMonth({ month: monthNumber(name), year }, outlook);
  const cue =
    "(?:in|en|since|depuis|last|for|during|of|from|until|till|de|mois de|this|through|and|to|before|after|avant|apres|between|entre|pour|par|et|what about|how about|d')";
  return [
    {
      pattern: rulePattern(
        `(?<!\\d(?:st|nd|rd|th|er)?(?: of)? ?)(?:last |the month of |mois de |mois d')?(${sure})(?: (?:de )?(20\\d\\d)| dernier| passe| last year)?(?! (?:the )?\\d{1,2}(?!\\d))`,
      ),
      read,
    },
    { pattern: rulePattern(`(?<=\\b${cue} ?)(${doubtful})\\.?(?: (20\\d\\d))?`), read },
    { pattern: rulePattern(`(${doubtful})\\.? (20\\d\\d)`), read },
  ];
}

function dayNumber(text: string | undefined): number {
  return text === '1er' ? 1 : (dayInWords(text ?? '') ?? Number(text));
}

function single(day: string | undefined): PointValue | undefined {
  return day === undefined ? undefined : { from: day, to: day };
}

function weekWith(day: PointValue | undefined): PointValue | undefined {
  return day?.from ? weekOf(day.from) : undefined;
}

/** The bare day of the month, left to whoever joins points; 1 to 31. */
function bare(day: number): PointValue | undefined {
  return day >= 1 && day <= 31 ? { bareDay: day } : undefined;
}

interface NumericDate {
  readonly first: string | undefined;
  readonly second: string | undefined;
  readonly year: string | undefined;
}

/** Day first, as both French and British people write it, unless the month is to come first; the other way round where that is impossible. */
function numeric({ first, second, year }: NumericDate, outlook: Outlook): PointValue | undefined {
  const numbers = [Number(first), Number(second)] as const;
  const full = year?.length === 2 ? `20${year}` : year;
  const [day, month] = outlook.monthFirst ? [numbers[1], numbers[0]] : numbers;
  return dated(month > 12 && day <= 12 ? { day: month, month: day, year: full } : { day, month, year: full }, outlook);
}

interface DatedDay {
  readonly day: number;
  readonly month: number;
  readonly year: string | undefined;
}

/** Without a year it is the last such day that is not in the future (questions are about what was paid), or the next where days to come are meant. */
function dated({ day, month, year }: DatedDay, { today, ahead }: Outlook): PointValue | undefined {
  if (year !== undefined) return single(dayOf(Number(year), month, day));
  const thisYear = partsOf(today).year;
  // 29 February may need to go back several years.
  const candidates = [0, 1, 2, 3, 4].map((distance) => dayOf(ahead ? thisYear + distance : thisYear - distance, month, day));
  const fits = (candidate: string | undefined): boolean => candidate !== undefined && (ahead ? candidate >= today : candidate <= today);
  const found = single(candidates.find(fits));
  return found && { ...found, yearGuessed: true };
}

interface NamedMonth {
  readonly month: number;
  readonly year: string | undefined;
}

function wholeMonth({ month, year }: NamedMonth, { today, ahead }: Outlook): PointValue | undefined {
  if (month === 0) return undefined;
  if (year !== undefined) return monthsFrom(Number(year), month);
  const now = partsOf(today);
  const elsewhere = ahead ? month < now.month : month > now.month;
  return { ...monthsFrom(elsewhere ? now.year + (ahead ? 1 : -1) : now.year, month), yearGuessed: true };
}

const weeksOfMonth = [
  /^(?:premiere|1ere|first)$/,
  /^(?:deuxieme|2eme|seconde?)$/,
  /^(?:troisieme|3eme|third)$/,
  /^(?:quatrieme|4eme|fourth)$/,
];

/** Days 1 to 7 are the first week of a month; the last week is its last seven days. */
function weekOfMonth(which: string, month: PointValue | undefined): PointValue | undefined {
  if (!month?.from || !month.to) return undefined;
  const week = weeksOfMonth.findIndex((pattern) => pattern.test(which));
  const from = week < 0 ? addDays(month.to, -6) : addDays(month.from, 7 * week);
  return { ...month, from, to: addDays(from, 6) };
}

/** Days 1 to 10, 11 to 20, or 21 to the end of a month. */
export function thirdOf(part: string, month: PointValue | undefined): PointValue | undefined {
  if (!month?.from || !month.to) return undefined;
  const stem = month.from.slice(0, 8);
  if (/debut|early|beginning|start/.test(part)) return { ...month, to: `${stem}10` };
  if (/mi|middle/.test(part)) return { ...month, from: `${stem}11`, to: `${stem}20` };
  return { ...month, from: `${stem}21` };
}
