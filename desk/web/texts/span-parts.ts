/** A length of time in the units that matter at its size. */
export interface SpanParts {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days';
  readonly seconds: number;
  readonly minutes: number;
  /** Two digits, as behind hours. */
  readonly paddedMinutes: string;
  readonly hours: number;
  readonly days: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** @param ms its sign is left out: late and early are said in words. */
export function spanParts(ms: number): SpanParts {
  const length = Math.abs(ms);
  const minutes = Math.floor((length % hour) / minute);
  return {
    unit: length < minute ? 'seconds' : length < hour ? 'minutes' : length < day ? 'hours' : 'days',
    seconds: Math.floor((length % minute) / second),
    minutes,
    paddedMinutes: String(minutes).padStart(2, '0'),
    hours: Math.floor((length % day) / hour),
    days: Math.floor(length / day),
  };
}
