import { describe, expect, test } from '@jest/globals';
import { createSlots } from './slots.ts';

/** Asks for places; the answer lists who got one so far, in order. */
function arrivals(slots: ReturnType<typeof createSlots>, names: readonly string[]): string[] {
  const seated: string[] = [];
  for (const name of names) void slots.take().then((taken) => seated.push(taken ? name : `no ${name}`));
  return seated;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('slots', () => {
  test('are given in order of arrival', async () => {
    const slots = createSlots(2);
    const seated = arrivals(slots, ['a', 'b', 'c', 'd']);
    await settled();
    expect(seated).toEqual(['a', 'b']);
    slots.give();
    slots.give();
    await settled();
    expect(seated).toEqual(['a', 'b', 'c', 'd']);
  });

  test('are refused to whoever waits and whoever comes once they are closed', async () => {
    const slots = createSlots(1);
    const seated = arrivals(slots, ['a', 'b']);
    await settled();
    slots.close();
    await settled();
    seated.push(...((await slots.take()) ? ['late'] : ['no late']));
    expect(seated).toEqual(['a', 'no b', 'no late']);
  });

  test('tell how long whoever waits longest has waited', async () => {
    let now = 0;
    const slots = createSlots(1, () => now);
    arrivals(slots, ['a', 'b', 'c']);
    expect(slots.waitedMs).toBe(0);
    now = 700;
    expect(slots.waitedMs).toBe(700);
    slots.give();
    slots.give();
    expect(slots.waitedMs).toBeUndefined();
  });
});
