import { hash } from 'node:crypto';
import type { ConversationKey } from '../port.ts';

const partitions = 256;

/** Where one conversation lives: its mailbox under the hash tag of its partition, in the order in which the scripts take the keys. */
export function mailboxKeys(prefix: string, conversation: ConversationKey): readonly string[] {
  const partition = partitionKey(prefix, partitionOf(conversation));
  const own = ['inbox', 'turn', 'outbox', 'state'].map((part) => `${partition}:${part}:${conversation}`);
  return [...own, `${partition}:work`, `${partition}:fence`];
}

/** Where it is remembered that an event was seen. */
export function seenKey(prefix: string, conversation: ConversationKey, digest: string): string {
  return `${partitionKey(prefix, partitionOf(conversation))}:seen:${conversation}:${digest}`;
}

/** The sorted sets of conversations with work, one a partition. */
export function workKeys(prefix: string): readonly string[] {
  return Array.from({ length: partitions }, (_, partition) => `${partitionKey(prefix, partition)}:work`);
}

function partitionKey(prefix: string, partition: number): string {
  return `${prefix}{p${partition}}`;
}

function partitionOf(conversation: ConversationKey): number {
  return Number.parseInt(hash('sha256', conversation).slice(0, 2), 16);
}
