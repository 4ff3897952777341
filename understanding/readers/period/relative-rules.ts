import { addDays } from '../../../i18n/calendar-day.ts';
import { numberWord, readInteger } from '../number-words.ts';
import { before, type CalendarUnit, monthsFrom, partsOf, unitAround, weekOf } from './calendar.ts';
import { alternatives, type CalendarNames } from './calendar-names.ts';
import { thirdOf } from './explicit-rules.ts';
import { type Outlook, type PointRule, type PointValue, rulePattern } from './point.ts';

const unitWord = 'jours?|days?|semaines?|sem|weeks?|wks?|mois|months?|ans?|annees?|years?|yrs?';
const howMany = `\\d{1,3}|(?:${numberWord})(?:[ -](?:${numberWord}))?|(?:a )?couple(?: of)?|quelques|(?:a )?few|une? dizaine de|une? quinzaine de`;
const lastWord = 'derniere?s?|passee?s?|precedente?s?|ecoulee?s?';

/** Rules for days named by their distance from today: hier, lundi dernier, last week, il y a 3 jours, the last 2 weeks. */
export function relativeRules(names: CalendarNames): readonly PointRule[] {
  const weekday = alternatives(names.weekdays.keys());
  const weekdayNumber = (name: string | undefined): number => names.weekdays.get(name ?? '') ?? 0;
  return [
    ...nearDays(),
    ...stretches(),
    ...currentAndLast(),
    {
      pattern: rulePattern(`(?:(last|next|this|past) )(${weekday})`),
      read: ([, which, name], outlook) => weekdayNear({ weekday: weekdayNumber(name), which }, outlook),
    },
    {
      pattern: rulePattern(`(${weekday}) (?:de (?:la )?semaine (?:${lastWord})|last week|of last week)`),
      read: ([, name], { today }) => oneDay(addDays(weekOf(addDays(today, -7)).from, weekdayNumber(name) - 1)),
    },
    {
      pattern: rulePattern(
        `(${weekday})(?: (dernier|passe|prochain|last|next))?(?: (?:soir|matin|midi|apres[ -]midi|night|morning|evening|afternoon))?`,
      ),
      read: ([, name, which], outlook) => weekdayNear({ weekday: weekdayNumber(name), which }, outlook),
    },
  ];
}

function nearDays(): readonly PointRule[] {
  const offset = (source: string, days: number): PointRule => ({
    pattern: rulePattern(source),
    read: (_, { today }) => oneDay(addDays(today, days)),
  });
  return [
    { pattern: rulePattern('cette nuit|overnight'), read: (_, { today }) => ({ from: addDays(today, -1), to: today }) },
    {
      pattern: rulePattern('(?:les |the )?(?:last |past |dernieres )?(24|48|72) ?(?:h|heures?|hours?|hrs?)(?: dernieres)?'),
      read: ([, hours], { today }) => ({ from: addDays(today, -Number(hours) / 24), to: today }),
    },
    offset('avant[ -]?hier|(?:the )?day before yesterday|antier', -2),
    offset('hier(?: (?:soir|matin|apres-midi|midi))?|yesterday|yday|ystd|last night|la nuit derniere', -1),
    offset('apres[ -]demain|(?:the )?day after tomorrow', 2),
    offset('demain|tomorrow|tmrw|tmr', 1),
    offset(
      "aujourd'?hui|auj|ajd|today|2day|tonight|tout a l'heure|il y a (?:une|\\d+|quelques|deux|trois) heures?|(?:an|\\d+|two|three|a few) hours? ago|this (?:morning|afternoon|evening)|ce (?:matin|soir|midi)|cet(?:te)? apres[ -]midi",
      0,
    ),
  ];
}

function stretches(): readonly PointRule[] {
  const ago: PointRule['read'] = ([, count, unit], { today }) => unitsAgo(count, unit, today);
  const last: PointRule['read'] = ([, count, unit], { today }) => lastUnits(count, unit, today);
  return [
    { pattern: rulePattern(`(?:il )?y a(?: environ)? (${howMany}) (${unitWord})`), read: ago },
    { pattern: rulePattern(`ya (${howMany}) (${unitWord})`), read: ago },
    { pattern: rulePattern(`(${howMany}) (${unitWord}) ago`), read: ago },
    {
      pattern: rulePattern(`ces derniers jours|(?:the |these )?(?:last|past) few days|recent days|these days`),
      read: (_, { today }) => lastUnits('7', 'days', today),
    },
    { pattern: rulePattern(`(?:(?:les|ces|des|mes) )?(${howMany}) (?:${lastWord}) (${unitWord})`), read: last },
    { pattern: rulePattern(`(?:(?:les|ces|des|mes) )?(${howMany}) (${unitWord}) (?:${lastWord})`), read: last },
    { pattern: rulePattern(`(?:the )?(?:last|past|previous) (${howMany}) (${unitWord})`), read: last },
    { pattern: rulePattern('(?:the )?past ()(day|week|month|year)'), read: ([, , unit], { today }) => lastUnits('1', unit, today) },
    { pattern: rulePattern(`(?<=(?:sur|over|depuis|for|since|during|pendant|within) )(?:the )?(${howMany}) (${unitWord})`), read: last },
  ];
}

function currentAndLast(): readonly PointRule[] {
  const around = (source: string, unit: CalendarUnit, offset: number): PointRule => ({
    pattern: rulePattern(source),
    read: (_, { today }) => unitAround(today, unit, offset),
  });
  return [
    around('cette semaine|this week|(?:la )?semaine en cours|the current week|(?:la |the )(?:semaine|week)(?= *$| *[?!.,])', 'week', 0),
    around(
      `(?:la )?(?:semaine|sem) (?:${lastWord})|last (?:week|wk)|(?:the )?previous week|(?:la )?semaine d'(?:avant|av)|(?:the )?week before`,
      'week',
      -1,
    ),
    around('(?:la )?semaine prochaine|next week', 'week', 1),
    around(
      'ce mois(?:[ -]ci)?|du mois(?= *$| *[?!.,])|this month|(?:le |du )?mois en cours|(?:the )?current month|month to date',
      'month',
      0,
    ),
    around(
      `(?:le |du )?mois (?:${lastWord})|last month|(?:the )?previous month|(?:le )?mois d'(?:avant|av)|(?:the )?month before`,
      'month',
      -1,
    ),
    around('(?:le )?mois prochain|next month', 'month', 1),
    around("cette annee|this year|(?:l')?annee en cours|(?:the )?current year|year to date|ytd", 'year', 0),
    around(
      `(?:l')?(?:annee|an) (?:${lastWord})|last year|(?:the )?previous year|(?:l')?annee d'(?:avant|av)|(?:the )?year before`,
      'year',
      -1,
    ),
    {
      pattern: rulePattern('(debut|fin|mi|(?:the )?(?:beginning|start|middle|end))[ -](?:du|de|of(?: the| this)?) ?(?:mois|month)'),
      read: ([, part], { today }) => thirdOf(part ?? '', unitAround(today, 'month', 0)),
    },
    ...weekends(),
    ...quarters(),
    ...seasons(),
  ];
}

function weekends(): readonly PointRule[] {
  const name = '(?:week[ -]?end|we|wknd)';
  return [
    {
      pattern: rulePattern(`(?:le |du |ce )?${name} (?:dernier|passe|precedent)|last ${name}|(?:the )?previous ${name}`),
      read: (_, { today }) => weekendOf(addDays(today, -7)),
    },
    {
      pattern: rulePattern(`(?:le )?${name} prochain|next ${name}`),
      read: (_, { today }) => weekendOf(partsOf(today).weekday > 5 ? addDays(today, 7) : today),
    },
    {
      pattern: rulePattern('(?:le |du |ce |this |the )(?:week[ -]?end|we(?= *$| *[,.!?])|wknd)|(?:week-?end)'),
      read: (_, { today }) => weekendOf(partsOf(today).weekday > 5 ? today : addDays(today, -7)),
    },
  ];
}

/** Saturday and Sunday at the end of the week of `day`. */
function weekendOf(day: string): PointValue {
  const sunday = weekOf(day).to;
  return { from: addDays(sunday, -1), to: sunday };
}

function quarters(): readonly PointRule[] {
  const quarter = (today: string, offset: number): PointValue => {
    const { year, month } = partsOf(today);
    return monthsFrom(year, Math.floor((month - 1) / 3) * 3 + 1 + 3 * offset, 3);
  };
  return [
    { pattern: rulePattern('ce trimestre|this quarter|(?:the )?current quarter'), read: (_, { today }) => quarter(today, 0) },
    {
      pattern: rulePattern(`(?:le )?trimestre (?:${lastWord})|last quarter|(?:the )?previous quarter`),
      read: (_, { today }) => quarter(today, -1),
    },
    {
      pattern: rulePattern('[qt]([1-4]) (20\\d\\d)'),
      read: ([, number, year]) => monthsFrom(Number(year), Number(number) * 3 - 2, 3),
    },
  ];
}

/** First months of the seasons, as weather services count them. */
const seasonStarts = [
  [/printemps|spring/, 3],
  [/ete|summer/, 6],
  [/automne|autumn|fall/, 9],
  [/hiver|winter/, 12],
] as const;

function seasons(): readonly PointRule[] {
  const name = 'printemps|ete|automne|hiver|spring|summer|autumn|fall|winter';
  return [
    {
      pattern: rulePattern(`(?:cet? |this |last |l')(${name})(?: (?:dernier|passe))?|(${name}) (?:dernier|passe)`),
      read: ([, one, other], { today }) => lastSeason(one ?? other ?? '', today),
    },
  ];
}

/** The newest such season that has begun. */
function lastSeason(name: string, today: string): PointValue {
  const start = seasonStarts.find(([pattern]) => pattern.test(name))?.[1] ?? 1;
  const { year } = partsOf(today);
  const thisYear = monthsFrom(year, start, 3);
  return thisYear.from <= today ? thisYear : monthsFrom(year - 1, start, 3);
}

function oneDay(day: string): PointValue {
  return { from: day, to: day };
}

interface NearWeekday {
  readonly weekday: number;
  readonly which: string | undefined;
}

/** A bare day of the week is the last one, today included (the next one where days to come are meant); "dernier" leaves today out; "prochain" is the one to come. */
function weekdayNear({ weekday, which }: NearWeekday, { today, ahead }: Outlook): PointValue {
  const back = (partsOf(today).weekday - weekday + 7) % 7;
  if (which === undefined) return { ...oneDay(addDays(today, ahead ? (7 - back) % 7 : -back)), weekGuessed: true };
  if (which === 'prochain' || which === 'next') return oneDay(addDays(today, back === 0 ? 7 : 7 - back));
  const strictlyPast = which === 'dernier' || which === 'passe' || which === 'last' || which === 'past';
  return oneDay(addDays(today, strictlyPast && back === 0 ? -7 : -back));
}

/** "2 weeks ago" is that week, "2 months ago" that month: as fine as it was said. */
function unitsAgo(count: string | undefined, word: string | undefined, today: string): PointValue | undefined {
  const number = countOf(count);
  const unit = unitOf(word);
  return number === undefined ? undefined : unitAround(before(today, number, unit), unit, 0);
}

/** From that many units before today until today. */
function lastUnits(count: string | undefined, word: string | undefined, today: string): PointValue | undefined {
  const number = countOf(count);
  return number === undefined ? undefined : { from: before(today, number, unitOf(word)), to: today };
}

const mostUnits = 400;

function countOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/couple/.test(text)) return 2;
  if (/few|quelques/.test(text)) return 3;
  if (/dizaine/.test(text)) return 10;
  if (/quinzaine/.test(text)) return 15;
  const number = readInteger(text);
  return number !== undefined && number >= 1 && number <= mostUnits ? number : undefined;
}

function unitOf(word: string | undefined): CalendarUnit {
  if (/^(?:j|d)/.test(word ?? '')) return 'day';
  if (/^(?:s|w)/.test(word ?? '')) return 'week';
  return word?.startsWith('m') ? 'month' : 'year';
}
