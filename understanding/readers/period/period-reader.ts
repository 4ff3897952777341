import { addDays } from '../../../i18n/calendar-day.ts';
import type { Found } from '../found.ts';
import { dayOf, partsOf, type Span } from './calendar.ts';
import { createCalendarNames } from './calendar-names.ts';
import { createDaySpelling } from './day-spelling.ts';
import { explicitRules } from './explicit-rules.ts';
import type { Outlook, Point } from './point.ts';
import { relativeRules } from './relative-rules.ts';

/** A day or a period, both ends included; one of them may be open. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

export interface PeriodReader {
  /** The first period named in a folded text. */
  read(folded: string, outlook: Outlook): Found<Period> | undefined;
  /** The same where a day was asked for: "12" and "12.11" are days then. */
  readAnswer(folded: string, outlook: Outlook): Found<Period> | undefined;
}

const article = /(?:le |la |les |l'|the |on |this |de )?/y;
const bareDay = /(1er|\d{1,2})(?:er|st|nd|rd|th)?(?![a-z0-9/.,€$£])/y;
const between = /(?:entre|between) /y;
const fromTo = /(?:du|de|des|from|depuis|d'|since) /y;
const and = / (?:et|and|to|&) /y;
const also = / ?(?:,|et|and|&|ou|or) ?(?:(?:en|in|le|the|on|du|de|d'|of) ?(?=[a-z0-9]))?/y;
const to = / ?(?:jusqu'au|jusqu'a|jusqu'en|jusque|au|a|until|till|through|thru|to|-) ?/y;
const since = /(?:depuis|since|a partir (?:du|de)|as of|starting(?: from)?|des) /y;
const sinceStart =
  /(?:depuis|since) (?:le debut|the (?:beginning|start)) (?:du|de|de l'|de la|of|of the|of this) ?(mois|annee|semaine|month|year|week)(?![a-z])/y;
const until = /(?:jusqu'au|jusqu'a|jusqu'en|until|till|up to) /y;
const earlier = /(?:avant|before|prior to) /y;
const later = /(?:apres|after) /y;

/** Makes the reader of days and periods, French and English in one grammar: the language of a message need not be known. */
export function createPeriodReader(): PeriodReader {
  const names = createCalendarNames();
  const spellDays = createDaySpelling(names);
  const rules = [...explicitRules(names), ...relativeRules(names)];
  const pointAt = (text: string, position: number, outlook: Outlook): Point | undefined => {
    const start = endOf(article, text, position) ?? position;
    for (const at of start === position ? [position] : [position, start]) {
      for (const { pattern, read } of rules) {
        pattern.lastIndex = at;
        const match = pattern.exec(text);
        const value = match ? read(match, outlook) : undefined;
        if (match && value) return { ...value, end: at + match[0].length };
      }
    }
    return undefined;
  };
  const readRight = (text: string, outlook: Outlook): Found<Period> | undefined =>
    scan(text, { ...outlook, pointAt: (position) => pointAt(text, position, outlook), text });
  const read: PeriodReader['read'] = (folded, outlook) => {
    const { text, original } = spellDays(folded);
    const found = readRight(text, outlook);
    return found && { ...found, start: original(found.start), end: original(found.end) };
  };
  return { read, readAnswer: (folded, outlook) => read(folded, outlook) ?? readBareAnswer(folded, outlook, read) };
}

const dayAlone = /^[^\d]{0,20}?(\d{1,2})(?:er|st|nd|rd|th)?\D{0,8}$/;
const dayDotMonth = /(?<![\d.])(\d{1,2})[. -](\d{1,2})(?![\d.])/;

function readBareAnswer(folded: string, outlook: Outlook, read: PeriodReader['read']): Found<Period> | undefined {
  const [written, day, month] = dayDotMonth.exec(folded) ?? [];
  if (written) return read(folded.replace(written, `${day}/${month}`), outlook);
  const alone = dayAlone.exec(folded);
  const point = alone ? resolveBare({ bareDay: Number(alone[1]), end: folded.length }, outlook.today) : undefined;
  return point?.from && point.to ? { value: { from: point.from, to: point.to }, start: 0, end: folded.length } : undefined;
}

interface Scan extends Outlook {
  readonly text: string;
  pointAt(position: number): Point | undefined;
}

function scan(folded: string, context: Scan): Found<Period> | undefined {
  const wordStart = /(?<![a-z0-9])[a-z0-9]/g;
  for (let match = wordStart.exec(folded); match; match = wordStart.exec(folded)) {
    const found = rangeAt(match.index, context) ?? openAt(match.index, context) ?? pointOrRangeAt(match.index, context);
    if (found) return { ...found, start: match.index };
  }
  return undefined;
}

type Read = Omit<Found<Period>, 'start'>;

function rangeAt(position: number, context: Scan): Read | undefined {
  const { text } = context;
  for (const [opener, middle] of [
    [between, and],
    [fromTo, to],
  ] as const) {
    const first = endOf(opener, text, position);
    const range = first === undefined ? undefined : joinedFrom({ first: anyPoint(first, context), middle }, context);
    if (range) return range;
  }
  return undefined;
}

/** "since", "until", "before" and "after" leave one end open. */
function openAt(position: number, context: Scan): Read | undefined {
  const { text, today } = context;
  sinceStart.lastIndex = position;
  const start = sinceStart.exec(text);
  if (start) return { value: { from: startOfUnit(start[1] ?? '', today) }, end: position + start[0].length };
  const after = (opener: RegExp): Point | undefined => {
    const end = endOf(opener, text, position);
    const point = end === undefined ? undefined : anyPoint(end, context);
    return point && resolveBare(point, today);
  };
  const sincePoint = after(since);
  if (sincePoint?.from) return { value: { from: sincePoint.from }, end: sincePoint.end };
  const untilPoint = after(until);
  if (untilPoint?.to) return { value: { to: untilPoint.to }, end: untilPoint.end };
  const earlierPoint = after(earlier);
  if (earlierPoint?.from) return { value: { to: addDays(earlierPoint.from, -1) }, end: earlierPoint.end };
  const laterPoint = after(later);
  return laterPoint?.to ? { value: { from: addDays(laterPoint.to, 1) }, end: laterPoint.end } : undefined;
}

function pointOrRangeAt(position: number, context: Scan): Read | undefined {
  const point = context.pointAt(position);
  const range = joinedFrom({ first: point ?? bareDayAt(position, context), middle: to }, context);
  if (range) return range;
  const both = point && joinedAlso(point, context);
  if (both) return both;
  const { from, to: until, end } = point ? resolveBare(point, context.today, context.ahead ? 'ahead' : 'past') : { end: 0 };
  return from && until ? { value: { from, to: until }, end } : undefined;
}

/** "Hier et aujourd'hui", "October and November": from the first to the second, which the answer says. */
function joinedAlso(point: Point, context: Scan): Read | undefined {
  const first = resolveBare(point, context.today);
  const next = endOf(also, context.text, point.end);
  const second = first.from === undefined || next === undefined ? undefined : context.pointAt(next);
  const last = second && resolveBare(second, context.today);
  if (!first.from || !last?.from || !last.to) return undefined;
  const inWeek = point.weekGuessed === true && second?.weekGuessed === true;
  const from = last.from < first.from && inWeek ? addDays(first.from, -7) : first.from;
  return last.from > from ? { value: { from, to: last.to }, end: last.end } : undefined;
}

interface Joint {
  readonly first: Point | undefined;
  readonly middle: RegExp;
}

function joinedFrom({ first, middle }: Joint, context: Scan): Read | undefined {
  const joint = first === undefined ? undefined : endOf(middle, context.text, first.end);
  const second = joint === undefined ? undefined : anyPoint(joint, context);
  if (!first || !second || (first.bareDay !== undefined && second.bareDay !== undefined && !saidAsDays(context.text, first)))
    return undefined;
  const span = join(first, second, context.today);
  return span && { value: span, end: second.end };
}

/** Two bare numbers are days only when an article says so: "du 3 au 10", "between the 3rd and the 10th", never "3-10". */
function saidAsDays(text: string, first: Point): boolean {
  return /(?:du|des|le|the|from|depuis) (?:le |the )?(?:1er|\d{1,2})(?:er|st|nd|rd|th)?$/.test(
    text.slice(Math.max(0, first.end - 24), first.end),
  );
}

/** Joins two points; a bare day takes the month of the other end, and a guessed year gives way so that the range runs forwards. */
function join(first: Point, second: Point, today: string): Span | undefined {
  const last = resolveBare(second, first.from ?? today, first.from ? 'same month' : 'past');
  if (!last.to) return undefined;
  const begin = resolveBare(first, last.to);
  if (!begin.from) return undefined;
  if (begin.from <= last.to) return { from: begin.from, to: last.to };
  if (begin.weekGuessed && last.weekGuessed) return { from: addDays(begin.from, -7), to: last.to };
  if (!last.yearGuessed) return undefined;
  const { year, month, date } = partsOf(last.to);
  const moved = dayOf(year + 1, month, date);
  return moved && begin.from <= moved ? { from: begin.from, to: moved } : undefined;
}

/** Where the month of a bare day lies, in months back from that of the anchor. */
const monthsTried = { past: [0, 1, 2], ahead: [0, -1, -2], 'same month': [0] } as const;

/** Puts a bare day of the month into the month of `anchor`, or into an earlier one when it would lie after it; into a later one where days to come are meant. */
function resolveBare(point: Point, anchor: string, mode: keyof typeof monthsTried = 'past'): Point {
  if (point.bareDay === undefined) return point;
  const { year, month } = partsOf(anchor);
  const fits = { past: (day: string) => day <= anchor, ahead: (day: string) => day >= anchor, 'same month': () => true }[mode];
  const days = monthsTried[mode].flatMap((back) => {
    const at = partsOf(`${shifted(year, month, back)}-01`);
    return dayOf(at.year, at.month, point.bareDay ?? 0) ?? [];
  });
  const day = days.find(fits);
  return day === undefined ? { end: point.end } : { from: day, to: day, end: point.end };
}

function shifted(year: number, month: number, back: number): string {
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
}

function anyPoint(position: number, context: Scan): Point | undefined {
  return context.pointAt(position) ?? bareDayAt(endOf(article, context.text, position) ?? position, context);
}

function bareDayAt(position: number, { text }: Scan): Point | undefined {
  bareDay.lastIndex = position;
  const match = bareDay.exec(text);
  const day = match?.[1] === '1er' ? 1 : Number(match?.[1]);
  return match && day >= 1 && day <= 31 ? { bareDay: day, end: position + match[0].length } : undefined;
}

function startOfUnit(word: string, today: string): string {
  const { year, month, weekday } = partsOf(today);
  if (/^s|^w/.test(word)) return addDays(today, 1 - weekday);
  return word.startsWith('m') ? `${shifted(year, month, 0)}-01` : `${year}-01-01`;
}

function endOf(pattern: RegExp, text: string, position: number): number | undefined {
  pattern.lastIndex = position;
  const match = pattern.exec(text);
  return match ? position + match[0].length : undefined;
}
