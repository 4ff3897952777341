import { describe, expect, test } from '@jest/globals';
import { createClaimDue } from './sweep.ts';

describe('claiming what is due', () => {
  test('sweeps once for all that one sweep finds', async () => {
    const sweeps = [['a', 'b', 'c'], []];
    let swept = 0;
    const claimDue = createClaimDue<string>(async () => sweeps[swept++] ?? []);
    const claimed: (string | undefined)[] = [];
    for (let count = 0; count < 3; count += 1) claimed.push(await claimDue(async (member) => member));
    expect([claimed, swept]).toEqual([['a', 'b', 'c'], 1]);
    expect([await claimDue(async (member) => member), swept]).toEqual([undefined, 2]);
  });

  test('goes on to what waits behind that which cannot be claimed', async () => {
    const waiting = ['taken', 'behind'];
    const claimDue = createClaimDue<string>(async () => waiting.slice(0, 1));
    const claim = async (member: string): Promise<string | undefined> => {
      waiting.shift();
      return member === 'taken' ? undefined : member;
    };
    expect(await claimDue(claim)).toBe('behind');
  });

  test('ends where it finds only what it has tried', async () => {
    const tried: string[] = [];
    const claimDue = createClaimDue<string>(async () => ['a', 'b']);
    expect(await claimDue(async (member) => void tried.push(member))).toBeUndefined();
    expect(tried).toEqual(['a', 'b']);
  });

  test('tries again later what could not be claimed, and what a failure kept back', async () => {
    const claimDue = createClaimDue<string>(async () => ['a', 'b']);
    await expect(claimDue(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect([await claimDue(async (member) => member), await claimDue(async (member) => member)]).toEqual(['b', 'a']);
  });
});
