import { describe, expect, test } from '@jest/globals';
import { createUsageBrake } from './usage-brake.ts';

function brakeAt() {
  const clock = { at: 1_000_000 };
  return { clock, brake: createUsageBrake({ ticks: () => clock.at }) };
}

describe('createUsageBrake', () => {
  test('does not slow down below 80 percent, and slows down the more the less is left', () => {
    const { brake } = brakeAt();
    expect(brake.slowdownMs()).toBe(0);
    brake.note({ percent: 79, regainMs: 0 });
    expect(brake.slowdownMs()).toBe(0);
    brake.note({ percent: 80, regainMs: 0 });
    const atEighty = brake.slowdownMs();
    brake.note({ percent: 95, regainMs: 0 });
    expect(atEighty).toBeGreaterThan(0);
    expect(brake.slowdownMs()).toBeGreaterThan(atEighty);
    expect(brake.slowdownMs()).toBeLessThanOrEqual(1_000);
    expect(brake.heldMs()).toBe(0);
  });

  test('keeps away for as long as Meta says, and forgets old reports', () => {
    const { brake, clock } = brakeAt();
    brake.note({ percent: 100, regainMs: 180_000 });
    expect(brake.heldMs()).toBe(180_000);
    clock.at += 100_000;
    expect(brake.heldMs()).toBe(80_000);
    clock.at += 80_001;
    expect([brake.heldMs(), brake.slowdownMs()]).toEqual([0, 0]);
  });

  test('keeps away for a minute where the allowance is used up and no time is given', () => {
    const { brake } = brakeAt();
    brake.note({ percent: 100, regainMs: 0 });
    expect(brake.heldMs()).toBe(60_000);
  });

  test('keeps away twice as long after each refusal without a time, and begins anew once a message was taken', () => {
    const { brake, clock } = brakeAt();
    const holds: number[] = [];
    for (let refusals = 0; refusals < 12; refusals += 1) {
      brake.throttled(undefined);
      // Another one that was under way.
      brake.throttled(undefined);
      holds.push(brake.heldMs());
      clock.at += brake.heldMs();
    }
    expect(holds).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 51_200, 60_000, 60_000]);
    brake.taken();
    brake.throttled(undefined);
    expect(brake.heldMs()).toBe(100);
    brake.throttled(5_000);
    expect(brake.heldMs()).toBe(5_000);
    brake.throttled(2_000);
    expect(brake.heldMs()).toBe(5_000);
  });
});
