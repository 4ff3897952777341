import { hash } from 'node:crypto';
import type { ConversationKey } from '../port.ts';

const partitions = 256;

/** Where everything of one conversation lives: under the hash tag of its partition, and so in one slot of a cluster. */
export interface ConversationPlaces {
  readonly turn: string;
  readonly inbox: string;
  readonly outbox: string;
  readonly state: string;
  /** What was set aside of this conversation. */
  readonly quarantine: string;
  /** What the memory of an event begins with; its digest follows. */
  readonly seen: string;
  /** Of the partition: conversations with work, by the end of their lease. */
  readonly work: string;
  /** Of the partition: the last fence. */
  readonly fences: string;
  /** Of the partition: which conversation a quarantined event belongs to. */
  readonly quarantined: string;
  /** Of the partition: entries that wait to be chained. */
  readonly ledger: string;
}

/**
 * The keys of one conversation.
 * @param prefix tells several applications on one Redis apart.
 */
export function conversationPlaces(prefix: string, conversation: ConversationKey): ConversationPlaces {
  const partition = partitionKey(prefix, partitionOf(conversation));
  return {
    turn: `${partition}:turn:${conversation}`,
    inbox: `${partition}:inbox:${conversation}`,
    outbox: `${partition}:outbox:${conversation}`,
    state: `${partition}:state:${conversation}`,
    quarantine: `${partition}:quarantine:${conversation}`,
    seen: `${partition}:seen:${conversation}:`,
    work: `${partition}:work`,
    fences: `${partition}:fence`,
    quarantined: `${partition}:quarantined`,
    ledger: `${partition}:ledger`,
  };
}

/** Where the effects of a conversation are listed, so that they can be forgotten with it. */
export function effectListKey(prefix: string, conversation: ConversationKey): string {
  return `${partitionKey(prefix, partitionOf(conversation))}:effects:${conversation}`;
}

/** Where one effect lives, and when it is to be looked into: in the partition of its own key, for `settle` knows nothing else of it. */
export function effectPlaces(prefix: string, key: string): { readonly effect: string; readonly due: string } {
  const partition = partitionKey(prefix, partitionOf(key));
  return { effect: `${partition}:effect:${key}`, due: `${partition}:due` };
}

/** Where the chain of the ledger lies: in one slot, because it is one. */
export function chainPlaces(prefix: string): { readonly chain: string; readonly head: string } {
  return { chain: `${prefix}{ledger}:chain`, head: `${prefix}{ledger}:head` };
}

/** One key of each partition: `work`, `due`, `quarantined` or `ledger`. */
export function partitionKeys(prefix: string, part: 'work' | 'due' | 'quarantined' | 'ledger'): readonly string[] {
  return Array.from({ length: partitions }, (_, partition) => `${partitionKey(prefix, partition)}:${part}`);
}

/** Which of `partitionKeys` a conversation or an effect belongs to. */
function partitionOf(key: string): number {
  return Number.parseInt(hash('sha256', key).slice(0, 2), 16);
}

function partitionKey(prefix: string, partition: number): string {
  return `${prefix}{p${partition}}`;
}
