import type { LedgerStore } from '../../store/port.ts';
import { type LedgerEntry, ledgerEntrySchema } from './ledger-entry.ts';
import { readLink } from './link.ts';

/** What is looked for. */
export interface LedgerSearch<Found extends LedgerEntry> {
  fits(entry: LedgerEntry): entry is Found;
  /** Whether a link, as it is written, may hold such an entry: what may not is not parsed. Any may where it is left out. */
  mayHold?(link: string): boolean;
  /** How many links are searched, at most. */
  readonly most?: number;
}

/** What was found, as far back as it was searched. */
export interface FoundEntries<Found extends LedgerEntry> {
  /** The latest first. */
  readonly entries: readonly Found[];
  /** How many links were searched. */
  readonly searched: number;
  /** When the first of them was written; undefined where there was none. */
  readonly since: string | undefined;
}

/** How far back is looked: 20 000 links, some 8 MB of text. */
const mostSearched = 20_000;
const atOnce = 500;

/** Searches the end of the chain. */
export async function searchLedger<Found extends LedgerEntry>(
  ledger: Pick<LedgerStore, 'head' | 'read'>,
  { fits, mayHold = () => true, most = mostSearched }: LedgerSearch<Found>,
): Promise<FoundEntries<Found>> {
  const { seq } = await ledger.head();
  const found: Found[] = [];
  let searched = 0;
  let since: string | undefined;
  for (let after = Math.max(0, seq - most); after < seq; ) {
    const lines = await ledger.read(after, atOnce);
    const last = readLink(lines.at(-1) ?? '');
    if (last === undefined) break;
    since ??= entryIn(lines[0] ?? '')?.at;
    for (const line of lines) {
      const entry = mayHold(line) ? entryIn(line) : undefined;
      if (entry && fits(entry)) found.push(entry);
    }
    searched += lines.length;
    after = last.seq;
  }
  return { entries: found.toReversed(), searched, since };
}

function entryIn(line: string): LedgerEntry | undefined {
  return ledgerEntrySchema.safeParse(readLink(line)?.entry).data;
}
