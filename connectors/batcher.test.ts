import { expect, test } from '@jest/globals';
import { createBatcher } from './batcher.ts';

function stage(most = 3) {
  const calls: string[][] = [];
  const ask = createBatcher<string, string>({
    most,
    load: async (keys) => {
      calls.push([...keys]);
      if (keys.includes('bad')) throw new RangeError('bad');
      return new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, `${key}!`]));
    },
  });
  return { ask, calls };
}

test('those who ask in one round go together, each key once', async () => {
  const { ask, calls } = stage();
  const later = Promise.resolve().then(() => ask('c'));
  expect(await Promise.all([ask('a'), ask('b'), ask('a'), later])).toEqual(['a!', 'b!', 'a!', 'c!']);
  expect(calls).toEqual([['a', 'b', 'c']]);
});

test('no call carries more than it may', async () => {
  const { ask, calls } = stage();
  await Promise.all(['a', 'b', 'c', 'd', 'a', 'e', 'f', 'g'].map(ask));
  expect(calls).toEqual([['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]);
});

test('the next round asks anew', async () => {
  const { ask, calls } = stage();
  await ask('a');
  await ask('a');
  expect(calls).toEqual([['a'], ['a']]);
});

test('what is not in the answer is undefined', async () => {
  const { ask } = stage();
  expect(await Promise.all([ask('a'), ask('unknown')])).toEqual(['a!', undefined]);
});

test('a failure is everybody’s in that call, and nobody else’s', async () => {
  const { ask } = stage(2);
  const asked = await Promise.allSettled([ask('a'), ask('bad'), ask('b')]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(await ask('a')).toBe('a!');
});
