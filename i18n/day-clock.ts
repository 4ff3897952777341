/** The day it is at `instant` in `timeZone` (IANA name), as `YYYY-MM-DD`. */
export type DayClock = (timeZone: string, instant: Date) => string;

/** Every zone is some quarters of an hour away from UTC: the whole of a quarter lies on one day. */
const quarterMs = 15 * 60_000;
/** About a hundred days of one zone; after that it begins anew. */
const mostQuarters = 10_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** By the number of the quarter since 1970. */
  readonly days: Map<number, string>;
}

function openZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return { format, days: new Map() };
}

function write(format: Intl.DateTimeFormat, instant: Date): string {
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/**
 * Makes a clock that keeps its formatters and what it has said: making a formatter costs more than a turn's whole reading, and a turn
 * may ask for the days of hundreds of entries.
 */
export function createDayClock(): DayClock {
  const zones = new Map<string, Zone>();
  return (timeZone, instant) => {
    const zone = zones.get(timeZone) ?? openZone(timeZone);
    zones.set(timeZone, zone);
    const quarter = Math.floor(instant.getTime() / quarterMs);
    const day = zone.days.get(quarter) ?? write(zone.format, instant);
    if (zone.days.size >= mostQuarters) zone.days.clear();
    zone.days.set(quarter, day);
    return day;
  };
}
