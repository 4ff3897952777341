import { describe, expect, test } from '@jest/globals';
import type { OpenStoreUnderTest } from './store-under-test.ts';

/** Small documents with a version. */
export function describeRecords(open: OpenStoreUnderTest): void {
  describe('records', () => {
    test('reads what was written, with a version that grows', async () => {
      const { store, another } = await open();
      expect(await store.records.get('k')).toBeUndefined();
      expect(await store.records.put('k', { n: 1 })).toBe(true);
      expect(await another().records.get('k')).toEqual({ value: { n: 1 }, version: 1 });
      await store.records.put('k', ['é', null, 2]);
      expect(await store.records.get('k')).toEqual({ value: ['é', null, 2], version: 2 });
      await store.records.delete('k');
      expect(await store.records.get('k')).toBeUndefined();
    });

    test('lets one of two writers of the same version win', async () => {
      const { store, another } = await open();
      const other = another();
      expect(
        await Promise.all([store.records.put('k', 'a', { ifVersion: 0 }), other.records.put('k', 'b', { ifVersion: 0 })]).then(wins),
      ).toBe(1);
      expect(
        await Promise.all([store.records.put('k', 'c', { ifVersion: 1 }), other.records.put('k', 'd', { ifVersion: 1 })]).then(wins),
      ).toBe(1);
      expect(await store.records.put('k', 'e', { ifVersion: 1 })).toBe(false);
      expect(await store.records.put('absent', 'f', { ifVersion: 1 })).toBe(false);
      expect((await store.records.get('k'))?.version).toBe(2);
    });

    test('gives a taken record to one of many callers', async () => {
      const { store, another } = await open();
      const other = another();
      await store.records.put('k', 'once');
      const taken = await Promise.all([store, other, store, other].map(({ records }) => records.take('k')));
      expect(taken.filter((value) => value === 'once')).toHaveLength(1);
      expect(await store.records.get('k')).toBeUndefined();
    });

    test('lets a record end at its time, and keep when it is written without one', async () => {
      const { store, until } = await open();
      const { records } = store;
      await records.put('short', 'x', { ttlMs: 300 });
      await records.put('kept', 'x', { ttlMs: 300 });
      await records.put('kept', 'y');
      expect(await records.get('short')).toBeDefined();
      await until(async () => ((await records.get('short')) === undefined ? true : undefined));
      expect(await records.take('short')).toBeUndefined();
      expect(await records.get('kept')).toEqual({ value: 'y', version: 2 });
      expect(await records.put('short', 'anew', { ifVersion: 0 })).toBe(true);
    });
  });
}

function wins(results: readonly boolean[]): number {
  return results.filter(Boolean).length;
}
