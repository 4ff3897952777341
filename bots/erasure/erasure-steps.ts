import type { ErasedEntry } from '../../secrecy/ledger/ledger-entry.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { PendingErasure } from './erasure-records.ts';
import type { ErasureDeps } from './erasure-service.ts';
import type { PendingErasures } from './pending-erasures.ts';

/** What is taken away, in steps that can each be taken again. */
export interface ErasureSteps {
  /** Who is linked, what was allowed, and what lies under secrets of browsers. The bank is told to end its consent. */
  clearRecords(conversation: ConversationKey): Promise<void>;
  /** Everything; told to the ledger, and ticked off. */
  clearAll(erasure: PendingErasure): Promise<void>;
  /** The last step of an erasure whose turn has committed that nothing is kept: a try of the turn before that still had to read. */
  settle(erasure: PendingErasure): Promise<void>;
}

/** What the ledger is told. */
export function entryOf({ conversation, receipt, by }: PendingErasure, now: Date): ErasedEntry {
  return { kind: 'erased', at: now.toISOString(), conversation, by, receipt };
}

export function createErasureSteps(
  { store, links, consents, oneTime, forgetElsewhere, now }: ErasureDeps,
  pending: PendingErasures,
): ErasureSteps {
  async function clearRecords(conversation: ConversationKey): Promise<void> {
    await links.linkingFor(conversation).unlink();
    await consents.forget(conversation);
    await oneTime.forget(conversation);
  }

  async function end(erasure: PendingErasure): Promise<void> {
    await store.desk.forget(erasure.conversation);
    await forgetElsewhere?.(erasure.conversation);
    await store.scrub();
    await pending.done(erasure);
  }

  return {
    clearRecords,
    async settle(erasure) {
      await store.conversations.destroyKey(erasure.conversation);
      await end(erasure);
    },
    async clearAll(erasure) {
      const { conversation } = erasure;
      // The bank is told first, for nobody can read its tokens without the key; then the key goes, and whatever is left is unreadable.
      await links.linkingFor(conversation).unlink();
      await store.conversations.forget(conversation);
      await clearRecords(conversation);
      await store.ledger.add([entryOf(erasure, now())]);
      await end(erasure);
    },
  };
}
