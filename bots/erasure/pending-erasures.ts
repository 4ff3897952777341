import type { ConversationKey } from '../../store/port.ts';
import { type ErasureRecords, type PendingErasure, receiptMs } from './erasure-records.ts';

/** What is to be erased: written down first, so that a crash forgets none. */
export interface PendingErasures {
  /** Notes it; where the conversation is noted already, the one that is there. */
  note(wanted: PendingErasure): Promise<PendingErasure>;
  all(): Promise<readonly PendingErasure[]>;
  /** Takes it off the list and says so on its receipt. */
  done(pending: PendingErasure): Promise<void>;
}

const list = 'list';

/** The list in the record store, the same for all processes. */
export function createPendingErasures({ pending, receipts }: ErasureRecords, now: () => Date): PendingErasures {
  async function update(change: (entries: readonly PendingErasure[]) => readonly PendingErasure[]): Promise<readonly PendingErasure[]> {
    for (;;) {
      const current = await pending.get(list);
      const entries = current?.value ?? [];
      const next = change(entries);
      if (next === entries || (await pending.put(list, [...next], { ifVersion: current?.version ?? 0 }))) return next;
    }
  }

  const of = (entries: readonly PendingErasure[], conversation: ConversationKey) =>
    entries.find((entry) => entry.conversation === conversation);

  return {
    async note(wanted) {
      const entries = await update((known) => (of(known, wanted.conversation) ? known : [...known, wanted]));
      const noted = of(entries, wanted.conversation) ?? wanted;
      await receipts.put(noted.receipt, { status: 'pending', at: noted.at }, { ttlMs: receiptMs });
      return noted;
    },
    all: async () => (await pending.get(list))?.value ?? [],
    async done({ receipt, at }) {
      await receipts.put(receipt, { status: 'done', at, doneAt: now().toISOString() }, { ttlMs: receiptMs });
      await update((entries) => {
        const left = entries.filter((entry) => entry.receipt !== receipt);
        return left.length === entries.length ? entries : left;
      });
    },
  };
}
