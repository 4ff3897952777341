import { describe, expect, test } from '@jest/globals';
import type { DeskChange } from '../../../store/desk-port.ts';
import { clearEnvelope } from './clear-envelope.ts';
import type { OpenStoreUnderTest } from './store-under-test.ts';

const canary = 'CANARY-4711';
const one = 'messenger:one';

function change(version: number, extra: Partial<DeskChange> = {}): DeskChange {
  return { conversation: one, version, summary: { version }, entries: [{ number: version, entry: { text: `${version}` } }], ...extra };
}

const all = { before: Number.MAX_SAFE_INTEGER, most: 100 };

/** What the desk shows. */
export function describeDesk(open: OpenStoreUnderTest): void {
  describe('desk', () => {
    test('shows a conversation as it was last changed, with its thread, to every process', async () => {
      const { store, another } = await open();
      await store.desk.apply(change(1));
      await store.desk.apply(change(2));
      await store.desk.apply(change(1, { conversation: 'messenger:two', summary: 'two' }));
      const { desk } = another();
      expect((await desk.list()).toSorted((first, second) => (first.conversation < second.conversation ? -1 : 1))).toEqual([
        { conversation: one, version: 2, summary: { version: 2 } },
        { conversation: 'messenger:two', version: 1, summary: 'two' },
      ]);
      expect(await desk.thread(one, all)).toEqual([1, 2].map((number) => ({ number, entry: { text: `${number}` } })));
    });

    test('written twice, or late, a change counts once', async () => {
      const { store, another } = await open();
      const other = another();
      await store.desk.apply(change(1));
      await Promise.all([store.desk.apply(change(2)), other.desk.apply(change(2))]);
      await other.desk.apply(change(1, { summary: 'old' }));
      const { events, last, oldest } = await other.desk.feed(0, 100);
      expect(events.map(({ id, change: fed }) => [id, fed?.version])).toEqual([
        [1, 1],
        [2, 2],
      ]);
      expect({ last, oldest }).toEqual({ last: 2, oldest: 1 });
      expect(await store.desk.list()).toEqual([{ conversation: one, version: 2, summary: { version: 2 } }]);
    });

    test('gives the thread in pages, the latest first', async () => {
      const { store } = await open();
      const entries = Array.from({ length: 7 }, (_, index) => ({ number: index + 1, entry: index + 1 }));
      await store.desk.apply(change(1, { entries }));
      const numbers = async (before: number): Promise<readonly number[]> =>
        (await store.desk.thread(one, { before, most: 3 })).map(({ number }) => number);
      expect(await numbers(Number.MAX_SAFE_INTEGER)).toEqual([5, 6, 7]);
      expect(await numbers(5)).toEqual([2, 3, 4]);
      expect(await numbers(2)).toEqual([1]);
      expect(await numbers(1)).toEqual([]);
      expect(await store.desk.thread('messenger:nobody', all)).toEqual([]);
    });

    test('what was put away is off the list, and nothing old puts it back', async () => {
      const { store } = await open();
      await store.desk.apply(change(1));
      await store.desk.apply(change(2, { summary: null }));
      await store.desk.apply(change(1));
      expect(await store.desk.list()).toEqual([]);
      expect(await store.desk.thread(one, all)).toHaveLength(2);
    });

    test('what nobody has changed for as long as state is kept leaves the list, and can be forgotten after its thread has gone', async () => {
      const { store, until } = await open({ stateMs: 300 });
      await store.desk.apply(change(1));
      await until(async () => ((await store.desk.thread(one, all)).length === 0 ? true : undefined));
      await store.desk.forget(one);
      await store.desk.apply(change(1, { conversation: 'messenger:two' }));
      expect((await store.desk.list()).map(({ conversation }) => conversation)).toEqual(['messenger:two']);
      await until(async () => ((await store.desk.list()).length === 0 ? true : undefined));
    });

    test('the feed goes on from any event, and misses none of many written at once', async () => {
      const { store, another } = await open();
      const other = another();
      const names = Array.from({ length: 40 }, (_, index) => `messenger:${index}`);
      await Promise.all(
        names.map((conversation, index) => (index % 2 === 0 ? store : other).desk.apply(change(1, { conversation, entries: [] }))),
      );
      const seen: string[] = [];
      for (let after = 0; ; ) {
        const { events } = await store.desk.feed(after, 7);
        if (events.length === 0) break;
        seen.push(...events.map(({ conversation }) => conversation));
        after = events.at(-1)?.id ?? after;
      }
      expect(seen.toSorted()).toEqual(names.toSorted());
    });

    test('the first outcome of a write stays', async () => {
      const { store, another } = await open();
      expect(await store.desk.outcome('w1')).toBeUndefined();
      await store.desk.conclude({ write: 'w1', result: { outcome: 'done' } });
      await store.desk.conclude({ write: 'w1', result: { outcome: 'refused' } });
      expect(await another().desk.outcome('w1')).toEqual({ outcome: 'done' });
    });

    test('whoever does not say that they are there is gone after a while, or at once where they leave', async () => {
      const { store, another, until } = await open();
      await store.desk.lease({ name: 'agent:a', value: { name: 'Alix' } }, 300);
      await store.desk.lease({ name: 'agent:b', value: 'kept' }, 60_000);
      await store.desk.lease({ name: 'agent:c', value: 'left' }, 60_000);
      await store.desk.lease({ name: 'agent:c', value: null }, 0);
      expect((await another().desk.leases()).map(({ name }) => name).toSorted()).toEqual(['agent:a', 'agent:b']);
      await until(async () => ((await store.desk.leases()).length === 1 ? true : undefined));
      expect(await store.desk.leases()).toEqual([{ name: 'agent:b', value: 'kept' }]);
    });

    test('forgets a conversation wherever it lies, and the feed says that it is gone', async () => {
      const { another, rawBytes } = await open();
      const store = another(() => clearEnvelope);
      await store.desk.apply(change(1, { summary: { canary }, entries: [{ number: 1, entry: { canary } }] }));
      await store.desk.apply(change(2, { conversation: 'messenger:two', summary: 'kept' }));
      expect((await rawBytes()).includes(canary)).toBe(true);
      await store.desk.forget(one);
      await store.desk.forget('messenger:nobody');
      expect((await store.desk.list()).map(({ conversation }) => conversation)).toEqual(['messenger:two']);
      expect(await store.desk.thread(one, all)).toEqual([]);
      const { events } = await store.desk.feed(0, 100);
      expect(events.map(({ conversation, change: fed }) => [conversation, fed?.version])).toEqual([
        ['messenger:two', 2],
        [one, undefined],
      ]);
      await store.scrub();
      const bytes = await rawBytes();
      expect([bytes.includes(canary), bytes.includes('kept')]).toEqual([false, true]);
      // It may begin anew, from its first version on.
      await store.desk.apply(change(1));
      expect(await store.desk.list()).toHaveLength(2);
    });

    test('nothing of it lies in the store in the clear', async () => {
      const { store, rawBytes } = await open();
      await store.desk.apply(change(1, { summary: { canary }, entries: [{ number: 1, entry: canary }] }));
      await store.desk.conclude({ write: 'w', result: canary });
      await store.desk.lease({ name: 'agent:a', value: canary }, 60_000);
      const bytes = await rawBytes();
      // What is searched is what was written: the names of keys are in it.
      expect(bytes.includes(one)).toBe(true);
      expect(bytes.includes(canary)).toBe(false);
    });
  });
}
