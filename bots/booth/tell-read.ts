import type { ReadEntry } from '../../secrecy/ledger/ledger-entry.ts';
import type { Origin } from '../../secrecy/origin.ts';
import { policyVersion } from '../../secrecy/policy.ts';
import type { ConversationKey, LedgerStore } from '../../store/port.ts';

/** A page with figures that a customer is about to read. */
export interface BoothRead {
  readonly conversation: ConversationKey;
  /** Name of the page. */
  readonly page: string;
  /** What was opened for it, with the level in force. */
  readonly classes: Origin['disclosed'];
  /** The rule that allowed it. */
  readonly rule: string;
}

/** Tells whoever keeps account of disclosures, before the page is answered: a page that nobody can be told of is not shown. */
export type TellRead = (read: BoothRead) => Promise<void>;

/** Tells the ledger. */
export function createTellRead({ ledger, now }: { readonly ledger: Pick<LedgerStore, 'add'>; readonly now: () => Date }): TellRead {
  return async ({ conversation, page, classes, rule }) => {
    const entry: ReadEntry = {
      kind: 'read',
      at: now().toISOString(),
      conversation,
      sink: 'page',
      who: 'customer',
      messages: [page],
      disclosed: { ...classes },
      rule,
      policy: policyVersion,
    };
    await ledger.add([entry]);
  };
}
