import type { ConversationKey, LedgerStore } from '../../store/port.ts';
import { type LedgerEntry, ledgerEntrySchema } from './ledger-entry.ts';
import { readLink } from './link.ts';

/** What the ledger says of one conversation, as far back as it was searched. */
export interface ConversationEntries {
  /** The latest first. */
  readonly entries: readonly LedgerEntry[];
  /** How many links were searched, at most `mostSearched`. */
  readonly searched: number;
  /** When the first of them was written; undefined where there was none. */
  readonly since: string | undefined;
}

/** How far back a conversation is looked for: 20 000 links, some 8 MB of text. */
export const mostSearched = 20_000;
const atOnce = 500;

/**
 * Searches the end of the chain. The ledger has no index by conversation, and is to have none: whoever has the store would find the
 * customers in it the faster. A customer looks at this rarely, so reading is cheaper than an index written with each message.
 */
export async function entriesOf(
  ledger: Pick<LedgerStore, 'head' | 'read'>,
  conversation: ConversationKey,
  most = mostSearched,
): Promise<ConversationEntries> {
  const { seq } = await ledger.head();
  const name = JSON.stringify(conversation);
  const found: LedgerEntry[] = [];
  let searched = 0;
  let since: string | undefined;
  for (let after = Math.max(0, seq - most); after < seq; ) {
    const lines = await ledger.read(after, atOnce);
    const last = readLink(lines.at(-1) ?? '');
    if (last === undefined) break;
    since ??= entryIn(lines[0] ?? '')?.at;
    // Most links are of others: what does not hold the name is not parsed.
    for (const line of lines) {
      const entry = line.includes(name) ? entryIn(line) : undefined;
      if (entry && 'conversation' in entry && entry.conversation === conversation) found.push(entry);
    }
    searched += lines.length;
    after = last.seq;
  }
  return { entries: found.toReversed(), searched, since };
}

function entryIn(line: string): LedgerEntry | undefined {
  return ledgerEntrySchema.safeParse(readLink(line)?.entry).data;
}
