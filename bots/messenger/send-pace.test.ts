import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSendPace } from './send-pace.ts';

function paceAt(perSecond: number) {
  const clock = { at: 5_000 };
  return { clock, pace: createSendPace({ perSecond, ticks: () => clock.at }) };
}

/** The most turns that fall into one second, whichever. */
function busiestSecond(turns: readonly number[]): number {
  return Math.max(...turns.map((from) => turns.filter((turn) => turn >= from && turn < from + 999.999).length));
}

describe('createSendPace', () => {
  test('keeps nobody waiting who comes now and then', () => {
    const { clock, pace } = paceAt(300);
    for (let count = 0; count < 100; count += 1) {
      expect([pace.aheadMs(), pace.take(0)]).toEqual([0, 0]);
      clock.at += 10;
    }
  });

  test('lets a tenth of a second’s messages through at once, and the others follow in the order of asking', () => {
    const { pace } = paceAt(300);
    const turns = Array.from({ length: 600 }, () => pace.take(0));
    expect(turns.filter((turn) => turn === 0)).toHaveLength(30);
    expect(turns).toEqual(turns.toSorted((one, other) => one - other));
    expect(busiestSecond(turns)).toBe(300);
  });

  test('tells how long the queue is', () => {
    const { clock, pace } = paceAt(10);
    for (let count = 0; count < 21; count += 1) pace.take(0);
    expect(pace.aheadMs()).toBeCloseTo(2_100);
    clock.at += 2_000;
    expect(pace.aheadMs()).toBeCloseTo(100);
    clock.at += 60_000;
    expect(pace.aheadMs()).toBe(0);
  });

  test('begins after a pause that was asked for, and is no faster then', () => {
    const { pace } = paceAt(300);
    const turns = Array.from({ length: 400 }, () => pace.take(8_000));
    expect(Math.min(...turns)).toBe(8_000);
    expect(busiestSecond(turns)).toBe(300);
  });

  test('never lets more through in a second than allowed, however they come', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 40, noNaN: true }),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 120 }),
        (perSecond, gaps) => {
          const { clock, pace } = paceAt(perSecond);
          const turns = gaps.map((gap) => {
            clock.at += gap;
            return clock.at + pace.take(0);
          });
          return busiestSecond(turns) <= Math.ceil(perSecond);
        },
      ),
    );
  });
});
