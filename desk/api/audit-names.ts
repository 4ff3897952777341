import { queueFilters } from './conversation.ts';
import { revealReasons } from './writes.ts';

/** What an entry of the audit trail tells: that somebody of the bank read something, or wrote to the customer. */
export const auditKinds = ['read', 'said'] as const;

/** Everything that a person of the bank can look at: the list in each of its areas, and what is behind it. */
export const staffReads = [
  ...queueFilters.map((queue) => `desk.list.${queue}` as const),
  'desk.conversation',
  /** Earlier entries of a thread. */
  'desk.thread',
  /** A file that the customer sent. */
  'desk.attachment',
  /** A document that somebody of the bank has handed over. */
  'desk.document',
  /** Brought to the bank's other desk. */
  'desk.chatwoot',
  'desk.export',
  'desk.audit',
  'desk.balances',
  'desk.recent_payments',
  'desk.cards',
] as const;
export type StaffReadName = (typeof staffReads)[number];

/** Everything an entry can be about. `desk.typed`: what somebody wrote to the customer. */
export const auditWhats = [...staffReads, 'desk.typed'] as const;

type RevealReason = (typeof revealReasons)[number];

/** A reason as it stands in the ledger: the choice, and the words where there were any. */
export function writeReason(reason: RevealReason, words: string): string {
  return words === '' ? reason : `${reason}: ${words}`;
}

/** Such a reason in its two parts; what is no choice of ours is words alone. */
export function readReason(written: string): { readonly reason: RevealReason | undefined; readonly words: string } {
  const reason = revealReasons.find((one) => written === one || written.startsWith(`${one}: `));
  return { reason, words: reason === undefined ? written : written.slice(reason.length + 2) };
}
