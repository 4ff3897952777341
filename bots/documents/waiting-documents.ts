import { loadState } from '../../engine/load-state.ts';
import { type Hold, readHold } from '../../handoff/hold.ts';
import { digestOf } from '../../store/digest-of.ts';
import type { ConversationKey, ConversationStore } from '../../store/port.ts';
import { keptMs } from './kept-files.ts';

/** Names a customer of the bank, for what was handed over to nobody else. */
export function customerName({ subject }: { readonly subject: string }): string {
  return digestOf(subject);
}

/** A document that somebody of the bank has handed over; `by` is empty where no name is to be shown. */
export type WaitingDocument = NonNullable<Hold['documents']>[number];

/** Those that still wait for this very customer of a conversation, the newest first. */
export type WaitingDocuments = (
  conversation: ConversationKey,
  customer: { readonly subject: string },
) => Promise<readonly WaitingDocument[]>;

export interface WaitingDocumentsDeps {
  readonly conversations: Pick<ConversationStore, 'readState'>;
  /** Whether the bank shows first names of its people. */
  readonly showsNames: boolean;
  readonly now: () => Date;
}

/** What was handed over is remembered in the state of the conversation. */
export function createWaitingDocuments({ conversations, showsNames, now }: WaitingDocumentsDeps): WaitingDocuments {
  return async (conversation, customer) => {
    const { documents = [] } = readHold(loadState(await conversations.readState(conversation)).hold);
    const name = customerName(customer);
    const isTheirs = ({ at, customer: to }: WaitingDocument): boolean => to === name && now().getTime() - Date.parse(at) < keptMs;
    return documents
      .filter(isTheirs)
      .map((one) => ({ ...one, by: showsNames ? one.by : '' }))
      .toReversed();
  };
}
