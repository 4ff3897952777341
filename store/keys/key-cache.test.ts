import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createTextKey, textSchemas } from '../text.ts';
import { createKeyCache } from './key-cache.ts';

const newKey = () => createTextKey(randomBytes(32), textSchemas.dataKey);

/** A cache for two keys, whose time the test lets go on. */
function cacheOfTwo() {
  const clock = { nowMs: Date.parse('2026-12-01T09:00:00Z') };
  return { clock, cache: createKeyCache(() => new Date(clock.nowMs), 2) };
}

test('remembers as many keys as it may, the one used last longest', async () => {
  const { cache } = cacheOfTwo();
  const [a, b, c] = [newKey(), newKey(), newKey()];
  await cache.load('a', async () => a);
  await cache.load('b', async () => b);
  expect(cache.get('a')).toBe(a);
  await cache.renew('c', async () => c);
  expect(['a', 'b', 'c'].map((owner) => cache.get(owner))).toEqual([a, undefined, c]);
});

test('asks for a key again after ten minutes, however often it was used', async () => {
  const { cache, clock } = cacheOfTwo();
  const key = newKey();
  await cache.load('a', async () => key);
  clock.nowMs += 600_000;
  expect(cache.get('a')).toBe(key);
  clock.nowMs += 1;
  expect(cache.get('a')).toBeUndefined();
});

test('shares one answer among those who ask at the same time, and remembers no failure', async () => {
  const { cache } = cacheOfTwo();
  const key = newKey();
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked === 1) throw new Error('away');
    return key;
  };
  await expect(cache.load('a', ask)).rejects.toThrow('away');
  expect(await Promise.all([cache.load('a', ask), cache.load('a', ask)])).toEqual([key, key]);
  expect(asked).toBe(2);
});

test('does not remember a key that was destroyed while it was being asked for', async () => {
  const { cache } = cacheOfTwo();
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof newKey>>();
  const loading = cache.load('a', () => promise);
  cache.forget('a');
  resolve(newKey());
  await loading;
  expect(cache.get('a')).toBeUndefined();
});
