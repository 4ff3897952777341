import { expect, test } from '@jest/globals';
import { writeClockTime } from './clock-time.ts';

test.each([
  ['fr-FR', '13:00', '13\u00A0h'],
  ['fr-FR', '09:30', '9\u00A0h\u00A030'],
  ['fr-FR', '00:05', '0\u00A0h\u00A005'],
  ['en-GB', '09:00', '09:00'],
  ['en-GB', '16:30', '16:30'],
  ['en-US', '13:00', '1\u00A0pm'],
  ['en-US', '09:30', '9:30\u00A0am'],
  ['en-US', '12:00', '12\u00A0pm'],
  ['en-US', '00:15', '12:15\u00A0am'],
] as const)('in %s: %s is %s', (locale, time, written) => {
  expect(writeClockTime({ time }, locale)).toBe(written);
});

test.each(['24:00', '9:00', '', 'https://x.example'])('%j is no time of the day', (time) => {
  expect(() => writeClockTime({ time }, 'fr-FR')).toThrow(RangeError);
});
