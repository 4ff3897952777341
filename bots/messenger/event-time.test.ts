import { describe, expect, test } from '@jest/globals';
import { eventTime } from './event-time.ts';

describe('eventTime', () => {
  test.each([
    [1793614530123, 1793614530123],
    ['1793614530123', 1793614530123],
    [1793614530, 1793614530000],
    ['1793614530', 1793614530000],
    [1793614530.75, 1793614530750],
    ['1793614530.123', 1793614530123],
    [1793614530123.6, 1793614530124],
    [1793614530123456, 1793614530123],
  ])('reads %j as %d ms', (value, ms) => {
    expect(eventTime(value)).toBe(ms);
  });

  test.each([-1, NaN, Infinity, 1e300, '', 'soon', '0x10', '1e9', null, true, {}, []])('does not take %j for a time', (value) => {
    expect(eventTime(value)).toBeUndefined();
  });
});
