import { describe, expect, test } from '@jest/globals';
import type { OpenStoreUnderTest } from './store-under-test.ts';

const freeze = { key: 'k1', conversation: 'messenger:a', intent: { do: 'freeze', card: 'c1' } };
const hour = 3_600_000;

/** What is done at the bank: intended before, settled after, looked into where nobody knows. */
export function describeEffects(open: OpenStoreUnderTest): void {
  describe('effects', () => {
    test('are begun by one, and known to everybody else', async () => {
      const { store, another } = await open();
      const other = another();
      const begun = await Promise.all([store, other, store].map(({ effects }) => effects.intend(freeze, hour)));
      expect(begun.map(({ outcome }) => outcome).sort()).toEqual(['known', 'known', 'new']);
      expect(await other.effects.intend({ ...freeze, intent: 'another' }, hour)).toEqual({
        outcome: 'known',
        effect: { ...freeze, result: undefined, checks: 0 },
      });
      expect(await store.effects.intend({ ...freeze, key: 'k2' }, hour)).toEqual({ outcome: 'new' });
    });

    test('keep the first outcome', async () => {
      const { store, another } = await open();
      expect(await store.effects.settle(freeze, 'done')).toBe(false);
      await store.effects.intend(freeze, hour);
      expect(await store.effects.settle(freeze, { done: true })).toBe(true);
      expect(await another().effects.settle(freeze, { done: false })).toBe(false);
      expect(await store.effects.intend(freeze, hour)).toMatchObject({ outcome: 'known', effect: { result: { done: true } } });
    });

    test('without an outcome come up at their time, to one at a time, again and again', async () => {
      const { store, another, until } = await open();
      await store.effects.intend(freeze, 300);
      expect(await store.effects.claimDue(300)).toBeUndefined();
      expect(await until(() => store.effects.claimDue(hour))).toEqual({ ...freeze, result: undefined, checks: 1 });
      expect(await another().effects.claimDue(hour)).toBeUndefined();
    });

    test('are looked into until they are settled', async () => {
      const { store, until } = await open();
      await store.effects.intend(freeze, 0);
      expect(await until(() => store.effects.claimDue(200))).toMatchObject({ checks: 1 });
      expect(await until(() => store.effects.claimDue(200))).toMatchObject({ checks: 2 });
      await store.effects.settle(freeze, 'done');
      await store.effects.intend({ ...freeze, key: 'k2' }, 400);
      // The other one comes later; when it does, the settled one could have.
      expect(await until(() => store.effects.claimDue(hour))).toMatchObject({ key: 'k2' });
      expect(await store.effects.claimDue(hour)).toBeUndefined();
    });

    test('that are many all come up, once each', async () => {
      const { store, another } = await open();
      const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
      await Promise.all(keys.map((key) => store.effects.intend({ ...freeze, key }, 0)));
      const found: string[] = [];
      for (const { effects } of Array.from({ length: 41 }, (_, index) => (index % 2 ? store : another()))) {
        const claimed = await effects.claimDue(hour);
        if (claimed !== undefined) found.push(claimed.key);
      }
      expect(found.sort()).toEqual(keys.sort());
    });

    test('are forgotten some time after they were settled', async () => {
      const { store, until } = await open({ settledMs: 300 });
      await store.effects.intend(freeze, hour);
      await store.effects.settle(freeze, 'done');
      expect((await store.effects.intend(freeze, hour)).outcome).toBe('known');
      await until(async () => ((await store.effects.intend(freeze, hour)).outcome === 'new' ? true : undefined));
    });

    test('are forgotten with their conversation, settled or not', async () => {
      const { store } = await open();
      const { effects, conversations } = store;
      await effects.intend(freeze, 0);
      await effects.intend({ ...freeze, key: 'k2' }, 0);
      await effects.settle({ ...freeze, key: 'k2' }, 'done');
      await effects.intend({ ...freeze, key: 'k3', conversation: 'messenger:b' }, 0);
      await conversations.forget('messenger:a');
      expect(await effects.claimDue(hour)).toMatchObject({ key: 'k3' });
      expect(await effects.claimDue(hour)).toBeUndefined();
      expect((await effects.intend(freeze, hour)).outcome).toBe('new');
      expect((await effects.intend({ ...freeze, key: 'k2' }, hour)).outcome).toBe('new');
    });
  });
}
