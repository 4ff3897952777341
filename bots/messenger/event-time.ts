/** Times below this are seconds: as milliseconds they would lie in 1973, before there was a Messenger. */
const earliestMs = 100_000_000_000;
/** Times above this are microseconds: as milliseconds they would lie after the year 5000. */
const latestMs = 100_000_000_000_000;

/**
 * A time as Meta writes it, in whole milliseconds of Unix time: milliseconds or seconds, a number or a string, with or
 * without decimals (all of them were seen in recorded webhooks). Undefined for anything that is no time.
 */
export function eventTime(value: unknown): number | undefined {
  const isText = typeof value === 'string' && /^\d{1,17}(\.\d{1,9})?$/.test(value);
  if (typeof value !== 'number' && !isText) return undefined;
  const time = Number(value);
  if (!Number.isFinite(time) || time < 0) return undefined;
  if (time < earliestMs) return Math.round(time * 1_000);
  const ms = Math.round(time > latestMs ? time / 1_000 : time);
  return ms > latestMs ? undefined : ms;
}
