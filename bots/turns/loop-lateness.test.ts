import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createLoopLateness } from './loop-lateness.ts';

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['performance'] }));
afterEach(() => void jest.useRealTimers());

test('the lateness of the event loop is what three ticks in a row have in common', () => {
  let now = 0;
  const loop = createLoopLateness(() => now);
  loop.start();
  const late: number[] = [];
  for (const ms of [250, 1_750, 250, 1_750, 2_250, 3_250, 250]) {
    now += ms;
    jest.advanceTimersByTime(250);
    late.push(loop.lateMs());
  }
  loop.stop();
  expect(late).toEqual([0, 0, 0, 0, 0, 1_500, 0]);
});
