import type { Locale } from './language.ts';

/** A time of the day without a time zone, as `HH:MM`. */
export interface ClockTime {
  readonly time: string;
}

function writeFrench(hour: number, minutes: string): string {
  return minutes === '00' ? `${hour}\u00A0h` : `${hour}\u00A0h\u00A0${minutes}`;
}

function writeAmerican(hour: number, minutes: string): string {
  const half = hour < 12 ? 'am' : 'pm';
  return `${hour % 12 || 12}${minutes === '00' ? '' : `:${minutes}`}\u00A0${half}`;
}

/**
 * `13 h` and `13 h 30`, `1 pm` and `1:30 pm`, `13:00`. Written here because `Intl` writes `13:30` in French and `1 PM` in American English.
 * @throws RangeError when it is no time of the day
 */
export function writeClockTime({ time }: ClockTime, locale: Locale): string {
  const [, hour, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hour === undefined || minutes === undefined) throw new RangeError('a clock time is written HH:MM');
  if (locale === 'en-GB') return time;
  return locale === 'fr-FR' ? writeFrench(Number(hour), minutes) : writeAmerican(Number(hour), minutes);
}
