import type { Found } from '../found.ts';
import type { Period } from './period-reader.ts';

/** Which number of `10/3` is the day; where that is not known, a date that can be read both ways is. */
export type DayOrder = 'day first' | 'month first' | 'unknown';

/** A period, with what else it can mean where the order of day and month is not known. */
export interface EitherPeriod extends Period {
  readonly or?: Period;
}

/** Reads dates in the order in which they are written. @param read the same text, with the month first or not. */
export function readEither(order: DayOrder, read: (monthFirst: boolean) => Found<Period> | undefined): Found<EitherPeriod> | undefined {
  const found = read(order === 'month first');
  const other = order === 'unknown' && found ? read(true) : undefined;
  if (!found || !other) return found ?? other;
  const same = found.value.from === other.value.from && found.value.to === other.value.to;
  return same ? found : { ...found, value: { ...found.value, or: other.value } };
}
