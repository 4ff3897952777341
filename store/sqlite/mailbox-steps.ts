import type { StoredClaim } from '../conversation-codec.ts';
import type { ConversationKey } from '../port.ts';
import { bytesOf, integerOf } from './columns.ts';
import type { MailboxStatements } from './mailbox-statements.ts';

/** Who holds a conversation. */
interface Turn {
  /** 0: nobody. */
  readonly fence: number;
  /** The claim whose finish made this one. */
  readonly previous: number;
  readonly leaseUntil: number;
  /** Committed already, with replies that may not have been sent. */
  readonly event: Uint8Array | undefined;
  readonly attempts: number;
  /** The claim that set the event aside; the replies are those that came in its place. */
  readonly quarantined: number | undefined;
}

interface ClaimWish {
  readonly conversation: ConversationKey;
  readonly nowMs: number;
  readonly leaseMs: number;
  readonly previous: number;
  /** Whether the try before has ended without a word. */
  readonly vanished: boolean;
}

/** Reads who holds a conversation; undefined where nobody does and nothing of it is under way. */
export function readTurn(sql: MailboxStatements, conversation: ConversationKey): Turn | undefined {
  const row = sql.turn.get(conversation);
  const fence = integerOf(row, 'fence');
  if (fence === undefined) return undefined;
  return {
    fence,
    previous: integerOf(row, 'previous') ?? 0,
    leaseUntil: integerOf(row, 'lease_until') ?? 0,
    event: bytesOf(row, 'event'),
    attempts: integerOf(row, 'attempts') ?? 0,
    quarantined: integerOf(row, 'quarantined'),
  };
}

/** Takes the lease of what comes next in a conversation, or ends the turn where nothing is left. */
export function claimNext(
  sql: MailboxStatements,
  { conversation, nowMs, leaseMs, previous, vanished }: ClaimWish,
): StoredClaim | undefined {
  sql.dropSent.run(conversation);
  sql.renumber.run(conversation);
  const replies = readUnsent(sql, conversation);
  // A committed turn whose replies have all left is over, also where its worker could not say so.
  const isOver = replies.length === 0 && readTurn(sql, conversation)?.event !== undefined;
  if (isOver) dropFinishedTurn(sql, conversation);
  if (replies.length === 0 && sql.head.get(conversation) === undefined) {
    sql.clearEchoes.run(conversation);
    sql.endTurn.run(conversation);
    return undefined;
  }
  const fence = integerOf(sql.nextFence.get(), 'value') ?? 0;
  sql.claim.run(conversation, fence, previous, nowMs + leaseMs);
  // Whether it was begun nobody knows. From now on whoever begins it says so.
  if (vanished && !isOver && readTurn(sql, conversation)?.attempts === 0) sql.begin.run(1, nowMs + leaseMs, conversation);
  return describeClaim(sql, conversation, nowMs);
}

/** The claim in force. */
export function describeClaim(sql: MailboxStatements, conversation: ConversationKey, nowMs: number): StoredClaim | undefined {
  const turn = readTurn(sql, conversation);
  const event = turn?.event ?? bytesOf(sql.head.get(conversation), 'event');
  if (turn === undefined || event === undefined) return undefined;
  const state = bytesOf(sql.state.get(conversation, nowMs), 'state');
  return { conversation, fence: turn.fence, event, state, replies: readUnsent(sql, conversation), attempt: turn.attempts + 1 };
}

/** Drops the replies of a turn that is over. */
export function dropFinishedTurn(sql: MailboxStatements, conversation: ConversationKey): void {
  sql.clearOutbox.run(conversation);
  sql.clearEchoes.run(conversation);
  sql.dropEvent.run(conversation);
}

interface CommittedTurn {
  readonly conversation: ConversationKey;
  /** Undefined: nothing is kept. */
  readonly state: Uint8Array | undefined;
  readonly stateUntil: number;
  readonly replies: readonly Uint8Array[];
  /** For the ledger. */
  readonly entries: string | undefined;
}

/** Saves a turn: its event leaves the inbox and stays with the turn until the replies have left. Nothing happens where that is done already. */
export function commitHead(sql: MailboxStatements, { conversation, state, stateUntil, replies, entries }: CommittedTurn): void {
  if (readTurn(sql, conversation)?.event !== undefined) return;
  sql.beginSending.run(takeHead(sql, conversation) ?? null, null, conversation);
  if (state === undefined) sql.clearState.run(conversation);
  else sql.saveState.run(conversation, state, stateUntil);
  addReplies(sql, conversation, replies);
  if (entries !== undefined) sql.tellLedger.run(entries);
}

interface SetAside {
  readonly conversation: ConversationKey;
  readonly fence: number;
  readonly note: Uint8Array;
  /** That of the claim, encrypted anew, to stay. */
  readonly event: Uint8Array;
  readonly replies: readonly Uint8Array[];
  readonly entries: string | undefined;
}

/**
 * Moves the event into the quarantine, with what could not be sent, and puts other replies in their place. An event whose replies
 * cannot be sent either is there already: then only the replies are replaced.
 */
export function setAside(sql: MailboxStatements, aside: SetAside): void {
  const { conversation, fence, note, replies, entries } = aside;
  const turn = readTurn(sql, conversation);
  if (turn?.quarantined === fence) return;
  const event = turn?.event ?? takeHead(sql, conversation);
  if (event !== undefined && turn?.quarantined === undefined) {
    sql.setAside.run(fence, conversation, note, aside.event);
    sql.setAsideReplies.run(fence, conversation);
  }
  sql.beginSending.run(event ?? null, fence, conversation);
  sql.clearOutbox.run(conversation);
  addReplies(sql, conversation, replies);
  if (entries !== undefined) sql.tellLedger.run(entries);
}

function takeHead(sql: MailboxStatements, conversation: ConversationKey): Uint8Array | undefined {
  const head = sql.head.get(conversation);
  sql.dropHead.run(integerOf(head, 'id') ?? null);
  return bytesOf(head, 'event');
}

function addReplies(sql: MailboxStatements, conversation: ConversationKey, replies: readonly Uint8Array[]): void {
  for (const [position, reply] of replies.entries()) sql.addReply.run(conversation, position, reply);
}

function readUnsent(sql: MailboxStatements, conversation: ConversationKey): Uint8Array[] {
  return sql.unsent.all(conversation).flatMap((row) => bytesOf(row, 'reply') ?? []);
}
