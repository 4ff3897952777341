import type { ReplyArgument, ReplyArguments, ReplyValue } from '../engine/reply.ts';
import type { CalendarDay } from '../i18n/calendar-day.ts';
import type { ClockTime } from '../i18n/clock-time.ts';
import type { Formatter } from '../i18n/format.ts';
import type { Grant, Sink } from './grant.ts';
import { release } from './release.ts';
import { safeText } from './safe-text.ts';
import { isSealed } from './sealed.ts';

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

function opened(argument: ReplyArgument, context: PrintContext): ReplyValue {
  if (!isSealed(argument)) return argument;
  const released = release(argument, context.sink, context.grant);
  if (!released.released) throw new WithheldError(released.reason);
  return typeof released.value === 'string' ? safeText(released.value) : released.value;
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

/**
 * Writes the arguments of one sentence. A day `paidOn` can also be printed as `paidOnShort`, for the titles of buttons.
 * @throws WithheldError when one of them may not be disclosed.
 */
export function printArguments(args: ReplyArguments, context: PrintContext): Record<string, string | number> {
  return Object.fromEntries(Object.entries(args).flatMap(([name, argument]) => printValue(name, opened(argument, context), context)));
}
