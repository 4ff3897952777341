import { dayOf, partsOf } from './calendar.ts';
import { alternatives, type CalendarNames } from './calendar-names.ts';
import { type Outlook, type PointRule, type PointValue, rulePattern } from './point.ts';

/** Short names that are nothing else beside a number; "mar" is March as well. */
const shortNames: readonly (readonly [string, number])[] = [
  ['lun', 1],
  ['mer', 3],
  ['jeu', 4],
  ['ven', 5],
  ['sam', 6],
  ['dim', 7],
  ['mon', 1],
  ['tue', 2],
  ['wed', 3],
  ['thu', 4],
  ['fri', 5],
  ['sat', 6],
  ['sun', 7],
];
/** What is counted by a number that follows a day of the week by chance. */
const counted =
  'fois|times?|h|heures?|am|pm|x|%|achats?|paiements?|operations?|transactions?|retraits?|payments?|purchases?|transfers?|virements?|colis|parcels?|personnes?|people|euros?|eur|pounds?|quid|dollars?';

/** "Mardi 24", "Tuesday the 24th", "sat 7th": the day nearest to today on which both agree, else the day of the month alone. */
export function weekdayWithNumber({ weekdays }: CalendarNames): PointRule {
  const numbers = new Map([...weekdays, ...shortNames]);
  return {
    pattern: rulePattern(
      `(${alternatives(numbers.keys())})\\.?,? (?:le |the )?(1er|\\d{1,2})(?:er|st|nd|rd|th|eme|e)?(?![.,:/]\\d)(?! ?(?:${counted})(?![a-z]))`,
    ),
    read: ([, name, day], outlook) => nearest({ weekday: numbers.get(name ?? '') ?? 0, date: Number.parseInt(day ?? '', 10) }, outlook),
  };
}

interface SaidDay {
  readonly weekday: number;
  readonly date: number;
}

function nearest({ weekday, date }: SaidDay, { today, ahead }: Outlook): PointValue | undefined {
  if (date < 1 || date > 31) return undefined;
  const { year, month } = partsOf(today);
  const days = (ahead ? [0, 1] : [-2, -1, 0, 1]).flatMap((distance) => {
    const first = partsOf(new Date(Date.UTC(year, month - 1 + distance, 1)).toISOString().slice(0, 10));
    return dayOf(first.year, first.month, date) ?? [];
  });
  const away = (day: string): number => Math.abs(Date.parse(day) - Date.parse(today));
  const [best] = days.filter((day) => partsOf(day).weekday === weekday).sort((one, other) => away(one) - away(other));
  return best === undefined ? { bareDay: date } : { from: best, to: best };
}
