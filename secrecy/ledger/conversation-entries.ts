import type { ConversationKey, LedgerStore } from '../../store/port.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { type FoundEntries, searchLedger } from './search-ledger.ts';

export type ConversationEntries = FoundEntries<LedgerEntry>;

/**
 * What the ledger says of one conversation. It has no index by conversation, and is to have none: whoever has the store would find the
 * customers in it the faster. A customer looks at this rarely, so reading is cheaper than an index written with each message.
 */
export function entriesOf(
  ledger: Pick<LedgerStore, 'head' | 'read'>,
  conversation: ConversationKey,
  most?: number,
): Promise<ConversationEntries> {
  const name = JSON.stringify(conversation);
  return searchLedger(ledger, {
    fits: (entry): entry is LedgerEntry => 'conversation' in entry && entry.conversation === conversation,
    // Most links are of others.
    mayHold: (link) => link.includes(name),
    ...(most === undefined ? {} : { most }),
  });
}
