import { describe, expect, test } from '@jest/globals';
import type { Json, LedgerStore } from '../../../store/port.ts';
import { type OpenStoreUnderTest, takeAndClaim, turn } from './store-under-test.ts';

const note = { at: '2026-11-25T10:00:00.000Z', reason: 'turn', frames: [] };
const headAt = (seq: number) => ({ seq, hash: `h${seq}`, signedSeq: 0, signedAt: '' });

/** Chains everything that waits, one link an entry. */
async function chainAll(ledger: LedgerStore): Promise<readonly Json[]> {
  const chained: Json[] = [];
  for (;;) {
    const batches = await ledger.waiting();
    if (batches.length === 0) return chained;
    const { seq } = await ledger.head();
    const links = batches.flatMap(({ entries }) => entries.map((entry) => JSON.stringify(entry)));
    const extended = await ledger.extend(seq, { links, head: headAt(seq + links.length), of: batches.map(({ id }) => id) });
    expect(extended).toBe(true);
    chained.push(...batches.flatMap(({ entries }) => entries));
  }
}

/** What is told to the ledger waits as long as it takes, and is chained once. */
export function describeLedger(open: OpenStoreUnderTest): void {
  describe('ledger', () => {
    test('begins empty', async () => {
      const { store } = await open();
      expect(await store.ledger.head()).toEqual({ seq: 0, hash: '', signedSeq: 0, signedAt: '' });
      expect(await store.ledger.waiting()).toEqual([]);
      expect(await store.ledger.read(0, 10)).toEqual([]);
      await store.ledger.add([]);
      expect(await store.ledger.waiting()).toEqual([]);
    });

    test('is told of a turn once, together with its commit, and not of one that is refused', async () => {
      const { store } = await open();
      const { conversations, ledger } = store;
      const claim = await takeAndClaim(store, 'e1');
      const result = { ...turn({}, 'r1'), entries: [{ kind: 'said', text: 'é' }, { kind: 'read' }] };
      expect(await conversations.commit({ ...claim, fence: claim.fence - 1 }, result)).toBe('stale');
      expect(await ledger.waiting()).toEqual([]);
      expect(await conversations.commit(claim, result)).toBe('committed');
      expect(await conversations.commit(claim, result)).toBe('committed');
      expect(await chainAll(ledger)).toEqual(result.entries);
    });

    test('is told of an apology', async () => {
      const { store } = await open();
      const claim = await takeAndClaim(store, 'e1');
      await store.conversations.quarantine(claim, { ...note, entries: ['apology'] }, ['sorry']);
      expect(await chainAll(store.ledger)).toEqual(['apology']);
    });

    test('keeps the entries of one conversation in order, and what was not chained', async () => {
      const { store, another } = await open();
      for (const name of ['a', 'b', 'c']) {
        const claim = await takeAndClaim(store, name);
        await store.conversations.commit(claim, { ...turn({}), entries: [name] });
        await store.conversations.finish(claim);
      }
      const batches = await another().ledger.waiting();
      expect(batches.map(({ entries }) => entries)).toEqual([['a'], ['b'], ['c']]);
      const [first] = batches;
      await store.ledger.extend(0, { links: ['"a"'], head: headAt(1), of: [first?.id ?? ''] });
      expect((await another().ledger.waiting()).map(({ entries }) => entries)).toEqual([['b'], ['c']]);
    });

    test('is extended by one of those who try at the same time', async () => {
      const { store, another } = await open();
      await store.ledger.add(['x']);
      const [batch] = await store.ledger.waiting();
      const extension = { links: ['one', 'two'], head: { ...headAt(2), signedSeq: 2, signedAt: note.at }, of: [batch?.id ?? ''] };
      const results = await Promise.all([store, another(), another()].map(({ ledger }) => ledger.extend(0, extension)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await another().ledger.read(0, 10)).toEqual(['one', 'two']);
      expect(await store.ledger.head()).toEqual(extension.head);
      expect(await store.ledger.waiting()).toEqual([]);
      expect(await store.ledger.extend(0, extension)).toBe(false);
    });

    test('chains everything of many who tell it at the same time, once', async () => {
      const { store, another } = await open();
      const told = Array.from({ length: 200 }, (_, index) => `entry ${index}`);
      const other = another();
      await Promise.all(told.map((entry, index) => (index % 2 ? store : other).ledger.add([entry])));
      expect(new Set(await chainAll(store.ledger))).toEqual(new Set(told));
      expect(await store.ledger.read(0, 1_000)).toHaveLength(200);
    });

    test('is read in pieces, and forgets what was exported', async () => {
      const { store } = await open();
      const links = ['1', '2', '3', '4', '5'];
      await store.ledger.extend(0, { links, head: headAt(5), of: [] });
      expect(await store.ledger.read(1, 2)).toEqual(['2', '3']);
      await store.ledger.drop(3);
      expect(await store.ledger.read(0, 10)).toEqual(['4', '5']);
      await store.ledger.extend(5, { links: ['6'], head: headAt(6), of: [] });
      expect(await store.ledger.read(4, 10)).toEqual(['5', '6']);
    });
  });
}
