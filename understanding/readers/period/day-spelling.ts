import { isNear } from '../../plain/spelling.ts';
import type { CalendarNames } from './calendar-names.ts';

/** A text in which the words of days and months are spelt right, and where a position of it lies in what was written. */
export interface RespeltDays {
  readonly text: string;
  original(position: number): number;
}

/** Spells "octobrre", "yesteday" and "lat week" right. Folded text. */
export type DaySpelling = (folded: string) => RespeltDays;

/** Shorter words lie too near to others to be guessed at. */
const shortestGuessed = 6;
const otherKeys =
  'semaine semaines dernier derniere derniers dernieres precedent precedente prochain prochaine yesterday tomorrow weekend weekends trimestre';
/** Ordinary words that are one letter away from a key. */
const ordinary = new Set(
  'denier deniers semence sundry dimanches mercredis vendredis samedis mondays tuesdays fridays saturdays sundays mardis lundis jeudis'.split(
    ' ',
  ),
);
/** Short names, as they are most often mistyped. */
const slips: ReadonlyMap<string, string> = new Map(
  Object.entries({
    lundi: 'lundit lundy lunid luni lindi',
    mardi: 'mardit mardy mrdi madi marid maardi',
    jeudi: 'jeudy jeuid jeudit judi',
    mars: 'marrs',
    avril: 'arvil avrl avrill',
    aout: 'aoutt aou',
    april: 'aprl aprill apirl',
    today: 'todya tody toaday',
    month: 'mounth monht mnth mth montn monthe',
    week: 'weeek wek wekk weel',
    hier: 'hyer iere hierr ier',
    mois: 'mosi moiss',
    semaine: 'semene smene semmene semane',
    yesterday: 'yestday yestrday',
    annee: 'anee annnee',
  }).flatMap(([right, wrong]) => wrong.split(' ').map((spelling) => [spelling, right] as const)),
);
const unit = '(?:week|weak|wk|month|mounth|year|weekend|night|quarter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?';
/** What only its neighbours tell to be a slip: "lat week", "moi dernier". */
const besides: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<![a-z])(?:lat|las|lst|alst|lats|laste|lsat)(?= ${unit}(?![a-z]))`, 'g'), 'last'],
  [/(?<=(?<![a-z])(?:last|this|next|lat|past|previous) )(?:weak|wheek)(?![a-z])/g, 'week'],
  [/(?<![a-z])moi(?= (?:dernier|passe|precedent|prochain)(?![a-z]))/g, 'mois'],
  [/(?<![a-z])av[ae]nt?[ -]?(?:hier|ier|hyer)(?![a-z])/g, 'avant-hier'],
  [/(?<![a-z])(?:au|a|o)j(?:ou|o|u)r? ?d ?'?h?ui(?![a-z])/g, "aujourd'hui"],
  [/(?<=(?<![a-z])day )(?:befor|bfore|b4|befre)(?= yesterday)/g, 'before'],
  // "Todays purchases": the apostrophe is most often left out.
  [/(?<=(?<![a-z])(?:today|yesterday|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|month|week|year))s(?= [a-z])/g, ''],
];

interface Slip {
  readonly start: number;
  readonly end: number;
  readonly right: string;
}

/** Makes the speller of day and month names; everything else is left as it is. */
export function createDaySpelling({ months, weekdays }: CalendarNames): DaySpelling {
  const keys = [...months.keys(), ...weekdays.keys(), ...otherKeys.split(' ')].filter((key) => key.length >= shortestGuessed);
  const known = new Set([...keys, ...ordinary]);
  const rightFor = (word: string): string | undefined => {
    const slip = slips.get(word);
    if (slip !== undefined || known.has(word) || word.length < shortestGuessed - 1) return slip;
    return keys.find((key) => key[0] === word[0] && isNear(word, key, key.length >= 9 ? 2 : 1));
  };
  return (folded) => withRight(folded, [...slipsBeside(folded), ...slipsAlone(folded, rightFor)]);
}

function slipsBeside(folded: string): readonly Slip[] {
  return besides.flatMap(([pattern, right]) =>
    [...folded.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, right })),
  );
}

function slipsAlone(folded: string, rightFor: (word: string) => string | undefined): readonly Slip[] {
  return [...folded.matchAll(/[a-z]{3,}/g)].flatMap(({ 0: word, index }) => {
    const right = rightFor(word);
    return right === undefined ? [] : [{ start: index, end: index + word.length, right }];
  });
}

function withRight(folded: string, found: readonly Slip[]): RespeltDays {
  let text = '';
  let written = 0;
  const places: { readonly at: number; readonly end: number; readonly slip: Slip }[] = [];
  for (const slip of found.toSorted((one, other) => one.start - other.start)) {
    if (slip.start < written) continue;
    text += folded.slice(written, slip.start);
    places.push({ at: text.length, end: text.length + slip.right.length, slip });
    text += slip.right;
    written = slip.end;
  }
  const original = (position: number): number => {
    const before = places.findLast(({ at }) => at < position);
    if (!before) return position;
    return position < before.end ? before.slip.start : before.slip.end + (position - before.end);
  };
  return { text: text + folded.slice(written), original };
}
