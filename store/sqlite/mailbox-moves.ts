import type { StoredClaim } from '../conversation-codec.ts';
import { digestOf } from '../digest-of.ts';
import type { ConversationKey, StoreTimes } from '../port.ts';
import { integerOf, textOf } from './columns.ts';
import type { MailboxStatements } from './mailbox-statements.ts';
import { claimNext, describeClaim, dropFinishedTurn, readTurn } from './mailbox-steps.ts';

/** Somebody holds it, or has died holding it. */
const isHeld = (turn: ReturnType<typeof readTurn>): boolean => turn !== undefined && turn.fence !== 0;

interface Arrival {
  readonly conversation: ConversationKey;
  readonly eventId: string;
  readonly event: Uint8Array;
  readonly nowMs: number;
  readonly times: StoreTimes;
}

/** Remembers an event, appends it, and claims the conversation where nobody holds it. To be called within a transaction, like all below. */
export function takeInto(sql: MailboxStatements, arrival: Arrival): StoredClaim | 'duplicate' | 'full' | 'queued' {
  const { conversation, event, nowMs, times } = arrival;
  const digest = digestOf(arrival.eventId);
  if ((integerOf(sql.seenUntil.get(conversation, digest), 'until') ?? 0) > nowMs) return 'duplicate';
  if ((integerOf(sql.waiting.get(conversation), 'count') ?? 0) >= times.mostWaiting) return 'full';
  sql.remember.run(conversation, digest, nowMs + times.dedupeMs);
  sql.append.run(conversation, event);
  const turn = readTurn(sql, conversation);
  if ((turn?.leaseUntil ?? 0) > nowMs) return 'queued';
  return claimNext(sql, { conversation, nowMs, leaseMs: times.leaseMs, previous: 0, vanished: isHeld(turn) }) ?? 'queued';
}

interface Finished {
  readonly conversation: ConversationKey;
  readonly fence: number;
  readonly nowMs: number;
  readonly leaseMs: number;
}

/** Ends a turn and claims what comes next. Run again for the same claim, it answers with the same next one. */
export function finishTurn(sql: MailboxStatements, { conversation, fence, nowMs, leaseMs }: Finished): StoredClaim | undefined {
  const turn = readTurn(sql, conversation);
  if (turn?.previous === fence && turn.fence !== 0) return describeClaim(sql, conversation, nowMs);
  if (turn?.fence !== fence) return undefined;
  // Where nothing was committed the event is still to be handled, and its attempts count on.
  if (turn.event !== undefined) dropFinishedTurn(sql, conversation);
  return claimNext(sql, { conversation, nowMs, leaseMs, previous: fence, vanished: turn.event === undefined });
}

/** Claims the conversation that waits longest for a worker. */
export function claimFirstOrphan(
  sql: MailboxStatements,
  { nowMs, leaseMs }: Omit<Finished, 'conversation' | 'fence'>,
): StoredClaim | undefined {
  for (;;) {
    const conversation = textOf(sql.orphan.get(nowMs), 'conversation');
    if (conversation === undefined) return undefined;
    const vanished = isHeld(readTurn(sql, conversation));
    const claim = claimNext(sql, { conversation, nowMs, leaseMs, previous: 0, vanished });
    // Nothing: all of it had been sent, and the turn is ended now. Then the next one.
    if (claim !== undefined) return claim;
  }
}
