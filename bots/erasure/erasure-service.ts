import type { ErasureOutcome } from '../../connectors/ports/data-erasure.ts';
import type { ConsentBook } from '../../secrecy/consent/consent-book.ts';
import type { ErasedEntry, HeldEntry } from '../../secrecy/ledger/ledger-entry.ts';
import type { ConversationKey, Store } from '../../store/port.ts';
import type { LinkService } from '../linking/link-service.ts';
import { type ErasureDoor, type ErasureReceipt, erasureRecords, type PendingErasure, receiptMs } from './erasure-records.ts';
import { createErasureSteps, entryOf } from './erasure-steps.ts';
import type { OneTimeRecords } from './one-time-records.ts';
import { createPendingErasures } from './pending-erasures.ts';
import { newReceiptNumber } from './receipt-number.ts';

/** An erasure asked for in a turn, which has an answer to give before the rest of it goes. */
export interface ErasureInTurn {
  readonly outcome: 'erased';
  readonly receipt: string;
  /** For the ledger, to be committed with the turn. */
  readonly entry: ErasedEntry;
  /** To be called once the turn has committed an empty state. What does not reach it is ended by `runDue`. */
  settle(): Promise<void>;
}

/** The right to be forgotten. */
export interface ErasureService {
  /** Erases everything of a conversation, its turn under way included, which then answers nothing. */
  erase(conversation: ConversationKey, by: Exclude<ErasureDoor, 'chat'>): Promise<ErasureOutcome>;
  /** Erases everything but the turn under way. Done again after a crash it goes on under the same receipt. */
  eraseInTurn(conversation: ConversationKey): Promise<ErasureInTurn | { readonly outcome: 'held' }>;
  /** Whether the law asks to keep the data of this conversation. */
  isHeld(conversation: ConversationKey): boolean;
  receipt(number: string): Promise<ErasureReceipt | undefined>;
  /** Records that somebody asked for it whose conversation nobody can tell. */
  noteUnknown(number: string): Promise<void>;
  /** Ends what a crash has left. To be called at the start, and several times a minute. */
  runDue(): Promise<void>;
}

export interface ErasureDeps {
  readonly store: Pick<Store, 'records' | 'conversations' | 'ledger' | 'desk' | 'scrub'>;
  readonly oneTime: Pick<OneTimeRecords, 'forget'>;
  readonly links: Pick<LinkService, 'linkingFor'>;
  readonly consents: Pick<ConsentBook, 'forget'>;
  /** Conversations of which the law asks to keep everything. */
  readonly legalHold: readonly ConversationKey[];
  /** Has it forgotten where it was brought besides; to be called again after a crash. */
  readonly forgetElsewhere?: ((conversation: ConversationKey) => Promise<void>) | undefined;
  readonly now: () => Date;
  readonly newReceipt?: () => string;
}

/** What is not over by then was left by a crash; until then it may be under way, in a turn or its second try. */
const leftMs = 20_000;

/**
 * Erases in steps that can each be taken again. What is to be done is written down before the first of them, and ticked off after the
 * last, so that whoever comes after a crash ends it.
 */
export function createErasureService(deps: ErasureDeps): ErasureService {
  const { store, legalHold, now, newReceipt = newReceiptNumber } = deps;
  const { conversations, ledger } = store;
  const records = erasureRecords(store.records);
  const pending = createPendingErasures(records, now);
  const steps = createErasureSteps(deps, pending);
  const isHeld = (conversation: ConversationKey): boolean => legalHold.includes(conversation);

  async function refuse(conversation: ConversationKey, by: ErasureDoor): Promise<{ readonly outcome: 'held' }> {
    const entry: HeldEntry = { kind: 'held', at: now().toISOString(), conversation, by, rule: 'legal hold' };
    await ledger.add([entry]);
    return { outcome: 'held' };
  }

  const note = (conversation: ConversationKey, by: ErasureDoor): Promise<PendingErasure> =>
    pending.note({ conversation, receipt: newReceipt(), at: now().toISOString(), by });

  return {
    isHeld,
    receipt: async (number) => (await records.receipts.get(number))?.value,

    async noteUnknown(number) {
      await records.receipts.put(number, { status: 'not_found', at: now().toISOString() }, { ttlMs: receiptMs, ifVersion: 0 });
    },

    async erase(conversation, by) {
      if (isHeld(conversation)) return refuse(conversation, by);
      const erasure = await note(conversation, by);
      await steps.clearAll(erasure);
      return { outcome: 'erased', receipt: erasure.receipt };
    },

    async eraseInTurn(conversation) {
      if (isHeld(conversation)) return refuse(conversation, 'chat');
      const erasure = await note(conversation, 'chat');
      await steps.clearRecords(conversation);
      await conversations.forgetBeside(conversation);
      return {
        outcome: 'erased',
        receipt: erasure.receipt,
        entry: entryOf(erasure, now()),
        settle: () => steps.settle(erasure),
      };
    },

    async runDue() {
      const isDue = ({ at }: PendingErasure): boolean => now().getTime() - Date.parse(at) >= leftMs;
      for (const erasure of await pending.all()) if (isDue(erasure)) await steps.clearAll(erasure);
    },
  };
}
