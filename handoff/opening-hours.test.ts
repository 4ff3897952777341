import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createOpeningClock, readWeek } from './opening-hours.ts';

const minute = 60_000;
const clock = createOpeningClock({
  timeZone: 'Europe/Paris',
  week: readWeek('Mon-Fri 09:00-12:30 13:30-18:00; Sat 09:00-12:00'),
  holidays: ['FR'],
  closedOn: ['2026-12-24'],
});
const at = (text: string): Date => new Date(text);

describe('it is open', () => {
  test.each([
    ['2026-11-30T08:30:00+01:00', false],
    ['2026-11-30T09:00:00+01:00', true],
    ['2026-11-30T12:29:00+01:00', true],
    ['2026-11-30T12:45:00+01:00', false],
    ['2026-11-30T17:59:00+01:00', true],
    ['2026-12-05T10:00:00+01:00', true],
    ['2026-12-06T10:00:00+01:00', false],
    ['2026-05-01T10:00:00+02:00', false],
    ['2026-12-24T10:00:00+01:00', false],
  ])('%s: %s', (moment, open) => {
    expect(clock.isOpen(at(moment))).toBe(open);
  });
});

test('after the last hour of a week it opens on the next day that is no holiday', () => {
  // 25 December is a holiday, the 26th a Saturday.
  expect(clock.opensAt(at('2026-12-23T18:00:00+01:00'))?.toISOString()).toBe('2026-12-26T08:00:00.000Z');
  expect(clock.opensAt(at('2026-11-30T10:00:00+01:00'))).toEqual(at('2026-11-30T10:00:00+01:00'));
});

test('time runs in opening hours only: over a break, a night and a week end', () => {
  expect(clock.after(at('2026-11-30T12:20:00+01:00'), 30 * minute)?.toISOString()).toBe(at('2026-11-30T13:50:00+01:00').toISOString());
  expect(clock.after(at('2026-12-05T11:50:00+01:00'), 30 * minute)?.toISOString()).toBe(at('2026-12-07T09:20:00+01:00').toISOString());
  expect(clock.between(at('2026-11-30T12:00:00+01:00'), at('2026-11-30T14:00:00+01:00'))).toBe(60 * minute);
});

test('opens by the clocks of the zone, also on the day on which they change', () => {
  const sunday = createOpeningClock({ timeZone: 'Europe/Paris', week: readWeek('Sun 09:00-18:00'), holidays: [], closedOn: [] });
  expect(sunday.opensAt(at('2026-03-28T12:00:00Z'))?.toISOString()).toBe('2026-03-29T07:00:00.000Z');
  expect(sunday.opensAt(at('2026-10-24T12:00:00Z'))?.toISOString()).toBe('2026-10-25T08:00:00.000Z');
});

test('business days pass over week ends and holidays', () => {
  expect(clock.businessDay(at('2026-12-05T10:00:00+01:00'), 1)).toBe('2026-12-07');
  expect(clock.businessDay(at('2026-12-23T10:00:00+01:00'), 1)).toBe('2026-12-26');
});

test('a day begins at midnight by the clocks of the desk, also on the days on which they change', () => {
  for (const [moment, midnight] of [
    ['2026-03-29T10:00:00Z', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25T10:00:00Z', '2026-10-24T22:00:00.000Z'],
    ['2026-11-30T23:30:00Z', '2026-11-30T23:00:00.000Z'],
  ] as const)
    expect(clock.dayBegins(at(moment)).toISOString()).toBe(midnight);
});

test('what is left between a moment and the one that is so much opening time later is that much', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 * 24 * 300 }), fc.integer({ min: 1, max: 60 * 40 }), (start, length) => {
      const from = new Date(Date.parse('2026-01-02T00:00:00Z') + start * minute);
      const to = clock.after(from, length * minute);
      expect(to && clock.between(from, to)).toBe(length * minute);
    }),
    { numRuns: 200 },
  );
});

test.each(['Mon 9-12', 'Lundi 09:00-12:00', 'Mon 12:00-09:00', 'Mon 09:00-12:00 11:00-13:00'])('%s is no week', (text) => {
  expect(() => readWeek(text)).toThrow(RangeError);
});
