import { describe, expect, test } from '@jest/globals';
import { createUsageBrake } from './usage-brake.ts';
import { readUsage } from './usage-headers.ts';

describe('readUsage', () => {
  test('takes the highest percentage and the longest time of both headers', () => {
    const headers = {
      'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":20}',
      'x-business-use-case-usage':
        '{"104":[{"type":"messenger","call_count":10,"total_cputime":85,"total_time":1,"estimated_time_to_regain_access":3}],"105":[{"call_count":1}]}',
    };
    expect(readUsage(headers)).toEqual({ percent: 85, regainMs: 180_000 });
  });

  test.each([undefined, '', 'x', '[]', '5', '{"104":5}'])('makes nothing of %j', (value) => {
    expect(readUsage({ 'x-business-use-case-usage': value })).toBeUndefined();
  });
});

describe('createUsageBrake', () => {
  function brakeAt() {
    const clock = { at: 1_000_000 };
    return { clock, brake: createUsageBrake({ now: () => new Date(clock.at) }) };
  }

  test('does not hold below 80 percent, and holds the longer the less is left', () => {
    const { brake } = brakeAt();
    expect(brake.pauseMs()).toBe(0);
    brake.note({ percent: 79, regainMs: 0 });
    expect(brake.pauseMs()).toBe(0);
    brake.note({ percent: 80, regainMs: 0 });
    const atEighty = brake.pauseMs();
    brake.note({ percent: 95, regainMs: 0 });
    expect(atEighty).toBeGreaterThan(0);
    expect(brake.pauseMs()).toBeGreaterThan(atEighty);
    expect(brake.pauseMs()).toBeLessThanOrEqual(1_000);
  });

  test('keeps away for as long as Meta says, and forgets old reports', () => {
    const { brake, clock } = brakeAt();
    brake.note({ percent: 100, regainMs: 180_000 });
    expect(brake.pauseMs()).toBe(180_000);
    clock.at += 100_000;
    expect(brake.pauseMs()).toBe(80_000);
    clock.at += 80_001;
    expect(brake.pauseMs()).toBe(0);
  });

  test('keeps away for a minute where the allowance is used up and no time is given', () => {
    const { brake } = brakeAt();
    brake.note({ percent: 100, regainMs: 0 });
    expect(brake.pauseMs()).toBe(60_000);
  });
});
