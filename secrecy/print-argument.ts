import type { ReplyArguments, ReplyValue } from '../engine/reply.ts';
import type { CalendarDay } from '../i18n/calendar-day.ts';
import type { ClockTime } from '../i18n/clock-time.ts';
import type { Formatter } from '../i18n/format.ts';
import type { MoneyBand, WeekOf } from './coarsen.ts';
import type { Grant, Sink } from './grant.ts';
import type { Opened } from './origin.ts';
import { type Released, release, releaseBand, releaseHint } from './release.ts';
import { safeText } from './safe-text.ts';
import { type DataClass, isSealed, type Sealed } from './sealed.ts';
import { argumentOf, nicknames, type SentenceAt } from './sentence-at.ts';

/** For whom and how a reply is being written. */
export interface PrintContext {
  readonly sink: Sink;
  readonly grant: Grant;
  readonly formatter: Formatter;
  /** The customer's day, `YYYY-MM-DD`: dates of this year are written without it. */
  readonly today: string;
}

/** A fact may not go where it was going. Caught inside `secrecy/`; the customer gets a neutral sentence. */
export class WithheldError extends Error {
  readonly code = 'withheld';

  constructor(reason: string) {
    super(reason);
    this.name = 'WithheldError';
  }
}

function isDay(value: ReplyValue): value is CalendarDay {
  return typeof value === 'object' && 'day' in value;
}

function isTime(value: ReplyValue): value is ClockTime {
  return typeof value === 'object' && 'time' in value;
}

/**
 * Opens what is sealed, for the place and under the grant of the context, and notes it.
 * @throws WithheldError when it may not be disclosed.
 */
export function openFor<Value>(
  sealed: Sealed<DataClass, Value>,
  { sink, grant }: Pick<PrintContext, 'sink' | 'grant'>,
  note: (opened: Omit<Opened, 'field'>) => void,
): Value {
  const released = release(sealed, sink, grant);
  if (!released.released) throw new WithheldError(released.reason);
  note({ dataClass: sealed.dataClass, level: released.level });
  return released.value;
}

/** How a sentence says an amount that is told in bands, from `secrecy/messages.*.json`. */
export type SayBand = (args: { readonly low: string; readonly high: string }) => string;

interface Printing extends PrintContext {
  readonly sentence: SentenceAt;
  readonly sayBand: SayBand;
  note(opened: Opened): void;
}

function printExact(name: string, value: ReplyValue, { formatter, today }: Pick<PrintContext, 'formatter' | 'today'>): Printed {
  if (typeof value !== 'object') return { [name]: value };
  if (isTime(value)) return { [name]: formatter.time(value) };
  if (!isDay(value)) return { [name]: formatter.money(value) };
  return { [name]: formatter.day(value, today), [`${name}Short`]: formatter.shortDay(value) };
}

function printBand(name: string, value: MoneyBand | WeekOf, { sentence, formatter, sayBand }: Printing): Printed {
  if ('week' in value) {
    // A sentence that was not written for weeks would say the Monday as if it were the day.
    if (!sentence.isOwn) throw new WithheldError(`${sentence.key} has no week to say`);
    const day = formatter.longDay({ day: value.week });
    return { [name]: day, [`${name}Short`]: formatter.shortDay({ day: value.week }) };
  }
  const { low, high } = value.band;
  return { [name]: sayBand({ low: formatter.units(low, value.currency), high: formatter.units(high, value.currency) }) };
}

/** Unwraps what was released, and notes it. */
function taken<Value>(released: Released<Value>, noted: Omit<Opened, 'level'>, { note }: Printing): Value {
  if (!released.released) throw new WithheldError(released.reason);
  note({ ...noted, level: released.level });
  return released.value;
}

/** One sealed argument in the form that its level lets out for the use that the sentence makes of it. */
function printSealed(name: string, argument: Sealed<DataClass, ReplyValue>, printing: Printing): Printed {
  const { sink, grant, sentence } = printing;
  const noted = { dataClass: argument.dataClass, field: name };
  if (sentence.level === 'shown') {
    const value = taken(release(argument, sink, grant), noted, printing);
    return printExact(name, typeof value === 'string' ? safeText(value) : value, printing);
  }
  if (sentence.uses.selected.has(name) || nicknames.has(name))
    return { [name]: safeText(taken(releaseHint(argument, sink, grant), noted, printing)) };
  return printBand(name, taken(releaseBand(argument, sink, grant), noted, printing), printing);
}

/** A plain number tells how many there are, and level 1 has no figure: the customer's own words and days may be repeated. */
function printPlain(name: string, argument: ReplyValue, { sentence, ...context }: Printing): Printed {
  if (sentence.level === 'hinted' && typeof argument === 'number' && sentence.uses.printed.has(name))
    throw new WithheldError(`${sentence.key} would print a number`);
  return printExact(name, argument, context);
}

type Printed = Record<string, string | number>;

/** The arguments of one sentence as they are printed, and what was opened for them. */
export interface PrintedArguments {
  readonly printed: Printed;
  readonly opened: readonly Opened[];
}

/**
 * Writes the arguments that one sentence uses, and opens no others. A day `paidOn` can also be printed as `paidOnShort`, for the titles
 * of buttons.
 * @throws WithheldError when one of them may not be disclosed.
 */
export function printArguments(
  args: ReplyArguments,
  context: PrintContext,
  said: { readonly sentence: SentenceAt; readonly sayBand: SayBand },
): PrintedArguments {
  const opened: Opened[] = [];
  const printing: Printing = { ...context, ...said, note: (value) => void opened.push(value) };
  const { uses } = said.sentence;
  const used = new Set([...uses.printed, ...uses.selected].map(argumentOf));
  const printed: Printed = {};
  for (const [name, argument] of Object.entries(args)) {
    if (!used.has(name)) continue;
    Object.assign(printed, isSealed(argument) ? printSealed(name, argument, printing) : printPlain(name, argument, printing));
  }
  return { printed, opened };
}
