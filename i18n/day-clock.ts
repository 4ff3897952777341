/** The day it is at `instant` in `timeZone` (IANA name), as `YYYY-MM-DD`. */
export type DayClock = (timeZone: string, instant: Date) => string;

/** Makes a clock that keeps its formatters: making one costs more than a turn's whole reading. */
export function createDayClock(): DayClock {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (timeZone, instant) => {
    const format =
      formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  };
}
