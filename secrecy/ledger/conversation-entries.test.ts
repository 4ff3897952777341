import { expect, test } from '@jest/globals';
import type { LedgerHead } from '../../store/port.ts';
import { entriesOf } from './conversation-entries.ts';
import { writeLink } from './link.ts';

const head = (seq: number): LedgerHead => ({ seq, hash: '', signedSeq: 0, signedAt: '' });

/** A chain in which every tenth entry is of the conversation, and which holds its name elsewhere, too. */
function chain(length: number) {
  const links = Array.from({ length }, (_, index) => {
    const conversation = index % 10 === 0 ? 'messenger:a' : 'messenger:b';
    const at = new Date(Date.UTC(2026, 10, 1) + index * 1_000).toISOString();
    return writeLink(index + 1, '', {
      kind: 'held',
      at,
      conversation,
      by: 'chat',
      rule: index % 10 === 1 ? '"messenger:a"' : 'legal hold',
    });
  });
  const reads: number[] = [];
  const ledger = {
    head: async () => head(length),
    async read(after: number, most: number) {
      reads.push(after);
      return links.slice(after, after + most);
    },
  };
  return { ledger, reads };
}

test('finds the entries of one conversation, the latest first, and no others', async () => {
  const { entries, searched, since } = await entriesOf(chain(1_200).ledger, 'messenger:a');
  expect([entries.length, searched, since]).toEqual([120, 1_200, '2026-11-01T00:00:00.000Z']);
  expect(entries.map(({ at }) => at)).toEqual(
    entries
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
});

test('searches no further back than it is told to', async () => {
  const { ledger, reads } = chain(1_200);
  const { entries, searched, since } = await entriesOf(ledger, 'messenger:a', 100);
  expect([entries.length, searched, since, reads[0]]).toEqual([10, 100, '2026-11-01T00:18:20.000Z', 1_100]);
});

test('ends where links were exported or are missing, and knows an empty ledger', async () => {
  expect(await entriesOf({ head: async () => head(50), read: async () => [] }, 'messenger:a')).toEqual({
    entries: [],
    searched: 0,
    since: undefined,
  });
});
