import type { ReplyArgument, ReplyArguments, ReplyValue } from '../engine/reply.ts';
import type { CalendarDay } from '../i18n/calendar-day.ts';
import type { ClockTime } from '../i18n/clock-time.ts';
import type { Formatter } from '../i18n/format.ts';
import type { Grant, Sink } from './grant.ts';
import type { Opened } from './origin.ts';
import { release } from './release.ts';
import { safeText } from './safe-text.ts';
import { type DataClass, isSealed, type Sealed } from './sealed.ts';

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

type Note = (opened: Opened) => void;

function open([field, argument]: readonly [string, ReplyArgument], context: PrintContext, note: Note): ReplyValue {
  if (!isSealed(argument)) return argument;
  const value = openFor(argument, context, (opened) => note({ ...opened, field }));
  return typeof value === 'string' ? safeText(value) : value;
}

function printValue(name: string, value: ReplyValue, { formatter, today }: PrintContext): [string, string | number][] {
  if (typeof value !== 'object') return [[name, value]];
  if (isTime(value)) return [[name, formatter.time(value)]];
  if (!isDay(value)) return [[name, formatter.money(value)]];
  return [
    [name, formatter.day(value, today)],
    [`${name}Short`, formatter.shortDay(value)],
  ];
}

/** The arguments of one sentence as they are printed, and what was opened for them. */
export interface PrintedArguments {
  readonly printed: Record<string, string | number>;
  readonly opened: readonly Opened[];
}

/**
 * Writes the arguments of one sentence. A day `paidOn` can also be printed as `paidOnShort`, for the titles of buttons.
 * @throws WithheldError when one of them may not be disclosed.
 */
export function printArguments(args: ReplyArguments, context: PrintContext): PrintedArguments {
  const opened: Opened[] = [];
  const printed = Object.fromEntries(
    Object.entries(args).flatMap((entry) =>
      printValue(
        entry[0],
        open(entry, context, (value) => opened.push(value)),
        context,
      ),
    ),
  );
  return { printed, opened };
}
