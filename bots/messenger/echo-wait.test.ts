import { describe, expect, test } from '@jest/globals';
import { echoedWithin } from './echo-wait.ts';

/** An echo that comes after so many milliseconds, or never; `endAfter` so many pauses, the waiting is called off. */
function world({ comesAfter, endAfter }: { readonly comesAfter?: number; readonly endAfter?: number }) {
  const waits = new AbortController();
  const pauses: number[] = [];
  const waited = (): number => pauses.reduce((sum, ms) => sum + ms, 0);
  const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
    pauses.push(ms);
    if (pauses.length === endAfter) waits.abort();
    signal.throwIfAborted();
  };
  const wasEchoed = async (): Promise<boolean> => comesAfter !== undefined && waited() >= comesAfter;
  return { pauses, waited, wait: (ms: number) => echoedWithin(ms, wasEchoed, { pause, signal: waits.signal }) };
}

describe('echoedWithin', () => {
  test('does not wait for an echo that is there', async () => {
    const { wait, pauses } = world({ comesAfter: 0 });
    expect(await wait(15_000)).toBe(true);
    expect(pauses).toEqual([]);
  });

  test('asks more and more seldom, and answers when it comes', async () => {
    const { wait, pauses } = world({ comesAfter: 2_000 });
    expect(await wait(15_000)).toBe(true);
    expect(pauses).toEqual([100, 200, 400, 800, 1_000]);
  });

  test('gives up when the time is over, after a last look', async () => {
    const never = world({});
    expect(await never.wait(15_000)).toBe(false);
    expect(never.waited()).toBe(15_000);
    const late = world({ comesAfter: 15_000 });
    expect(await late.wait(15_000)).toBe(true);
  });

  test('asks once where there is no time', async () => {
    const { wait, pauses } = world({});
    expect(await wait(0)).toBe(false);
    expect(pauses).toEqual([]);
  });

  test('gives up at once when the waiting is called off', async () => {
    const { wait, pauses } = world({ endAfter: 2 });
    expect(await wait(15_000)).toBe(false);
    expect(pauses).toHaveLength(2);
  });
});
