import { expect, test } from '@jest/globals';
import { createDayClock } from './day-clock.ts';

test('a day begins at midnight of the place, whatever was asked before', () => {
  const dayIn = createDayClock();
  const dayAt = (timeZone: string, instant: string): string => dayIn(timeZone, new Date(instant));
  for (let again = 0; again < 2; again += 1) {
    expect(dayAt('Europe/Paris', '2026-11-25T22:59:59.999Z')).toBe('2026-11-25');
    expect(dayAt('Europe/Paris', '2026-11-25T23:00:00Z')).toBe('2026-11-26');
    expect(dayAt('America/New_York', '2026-11-25T23:00:00Z')).toBe('2026-11-25');
  }
});

test('places that are half and three quarters of an hour off begin their days there', () => {
  const dayIn = createDayClock();
  expect(dayIn('Asia/Kolkata', new Date('2026-11-25T18:29:59Z'))).toBe('2026-11-25');
  expect(dayIn('Asia/Kolkata', new Date('2026-11-25T18:30:00Z'))).toBe('2026-11-26');
  expect(dayIn('Asia/Kathmandu', new Date('2026-11-25T18:14:59Z'))).toBe('2026-11-25');
  expect(dayIn('Asia/Kathmandu', new Date('2026-11-25T18:15:00Z'))).toBe('2026-11-26');
});

test('what it remembers is bounded, and stays right', () => {
  const dayIn = createDayClock();
  const days = new Set(Array.from({ length: 12_000 }, (_, quarter) => dayIn('UTC', new Date(quarter * 900_000))));
  expect(days.size).toBe(125);
  expect(dayIn('UTC', new Date(0))).toBe('1970-01-01');
});
