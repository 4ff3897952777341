import { describe, expect, test } from '@jest/globals';
import { roundedQuantile, takeoverMs } from './fault-run.ts';
import type { Happening, Told } from './history.ts';

const begun = (at: number, worker: string, turn: { readonly name: string; readonly fence: number }): Happening => ({
  at,
  kind: 'begun',
  worker,
  psid: '1',
  count: 0,
  attempt: 1,
  rest: false,
  ...turn,
});
const ended = (at: number, worker: string, turn: { readonly name: string; readonly fence: number }): Happening => ({
  at,
  kind: 'ended',
  worker,
  psid: '1',
  ...turn,
});
const died = (at: number, worker: string): Happening => ({ at, ...({ kind: 'fault', worker, what: 'died' } satisfies Told) });
const first = { name: 'e1', fence: 1 };

describe('the time to a takeover', () => {
  test('is counted from the death to the next beginning of the same event', () => {
    expect(takeoverMs([begun(0, 'a', first), died(10, 'a'), begun(5_010, 'b', { name: 'e1', fence: 2 })])).toEqual([5_000]);
  });

  test('counts each death of an event that several workers died over', () => {
    const history = [
      begun(0, 'a', first),
      died(10, 'a'),
      begun(110, 'b', { name: 'e1', fence: 2 }),
      died(120, 'b'),
      begun(320, 'a', { name: 'e1', fence: 3 }),
    ];
    expect(takeoverMs(history)).toEqual([100, 200]);
  });

  test('leaves out what was over, or was not that worker’s, or was finished and only not written down', () => {
    expect(takeoverMs([begun(0, 'a', first), ended(5, 'a', first), died(10, 'a'), begun(900, 'b', { name: 'e2', fence: 2 })])).toEqual([]);
    expect(takeoverMs([begun(0, 'a', first), died(10, 'b'), begun(900, 'b', { name: 'e1', fence: 2 })])).toEqual([]);
    expect(takeoverMs([begun(0, 'a', first), died(10, 'a'), begun(13_000, 'b', { name: 'e2', fence: 2 })])).toEqual([]);
  });
});

test('a quantile of a report is a whole number, and 0 where nothing was measured', () => {
  expect([roundedQuantile([3.4, 1, 2.4], 0.5), roundedQuantile([1, 2, 3, 4], 0.99), roundedQuantile([], 0.5)]).toEqual([2, 4, 0]);
});
