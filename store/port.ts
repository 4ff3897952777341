import type { DeskStore } from './desk-port.ts';

/** Names one conversation without saying whose: `<channel>:<HMAC of the channel's own ids>`. */
export type ConversationKey = string;

/** JSON without bigint or functions: what survives being stored. Members that are undefined are left out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** One event of a channel, as it goes into the conversation's inbox. */
export interface InboxEntry {
  readonly conversation: ConversationKey;
  /** Unique per event (`mid`, or a hash); a second one within the deduplication time is dropped. */
  readonly eventId: string;
  readonly event: Json;
}

/**
 * The right of one worker to handle the head of one conversation's inbox. `fence` grows with every claim;
 * a write with an older fence is refused. The lease ends by itself after `leaseMs` unless renewed.
 */
export interface Claim {
  readonly conversation: ConversationKey;
  readonly fence: number;
  readonly eventId: string;
  readonly event: Json;
  /** Undefined where the conversation is new or its time to live has passed. */
  readonly state: Json | undefined;
  /** Replies a predecessor committed for this event and may not have sent; then the turn is over and only sending is left. */
  readonly unsent: readonly Json[];
  /**
   * Which try of this event, or of the sending of its replies, this one is: 1 for the first. Tries that were released as `failed`
   * count, and those that ended without a word: the first always, later ones where `begin` was called. What was released as
   * `untouched` does not count.
   */
  readonly attempt: number;
  /** Names the data key under which `state` was read. With it the process may go on using the key that it remembers. */
  readonly dataKey?: string;
}

/** What a turn leaves behind. */
export interface CommittedTurn {
  /** Undefined: the customer is being forgotten, and nothing is kept. */
  readonly state: Json | undefined;
  readonly replies: readonly Json[];
  /** What the ledger is to say of the turn; see LedgerStore. */
  readonly entries?: readonly Json[];
}

/** An event that could not be handled, kept for somebody to look into. */
export interface QuarantinedEvent {
  /** Names it for the operator; unique in the store. */
  readonly id: string;
  readonly conversation: ConversationKey;
  readonly eventId: string;
  /** When it was set aside, ISO 8601. */
  readonly at: string;
  readonly attempts: number;
  /** From a closed set of the caller: what went wrong, never with words of the customer. */
  readonly reason: string;
  /** Where it broke: frames of the stack, without messages. */
  readonly frames: readonly string[];
  /** The event as it came in, and the replies that could not be sent where the turn itself was over. */
  readonly event: Json;
  readonly unsent: readonly Json[];
}

/** Why an event is set aside. */
export interface QuarantineNote extends Pick<QuarantinedEvent, 'at' | 'reason' | 'frames'> {
  /** What the ledger is to say of the replies that are sent instead. */
  readonly entries?: readonly Json[];
}

export type TakeInResult =
  /** The conversation has as many events waiting as it may: nothing was remembered, the sender has to bring it again. */
  | { readonly outcome: 'full' }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'queued' }
  | { readonly outcome: 'claimed'; readonly claim: Claim };

/**
 * The mailbox of each conversation: one worker at a time, in order, nothing lost, nothing twice.
 * A turn is takeIn → commit → finish. Every method is one atomic step and rejects with StoreUnavailableError when the store cannot answer.
 */
export interface ConversationStore {
  /** Remembers the event id, appends to the inbox, and claims the conversation when nobody holds it. Once it has resolved, the event survives a crash. */
  takeIn(entry: InboxEntry): Promise<TakeInResult>;
  /**
   * Saves the new state, the replies still to send and what the ledger is told of them, and takes the event out of the inbox, all or
   * nothing.
   * `stale`: another worker has taken over; nothing was written and nothing may be sent.
   */
  commit(claim: Claim, result: CommittedTurn): Promise<'committed' | 'stale'>;
  /** Notes that the first `count` replies have left, so that a successor does not send them again. Not needed for all of them: see `finish`. */
  markSent(claim: Claim, count: number): Promise<'ok' | 'stale'>;
  /** Ends a turn all of whose replies have left, noted or not: drops them, and claims the next event of the conversation or releases it. */
  finish(claim: Claim): Promise<Claim | undefined>;
  /**
   * To be called before a try that is not the first begins: should it end without a word, because its worker dies, it counts. A
   * claim that only waited then does not. Prolongs the lease, too.
   */
  begin(claim: Claim): Promise<'ok' | 'stale'>;
  /** Prolongs the lease of a turn that takes long. */
  renew(claim: Claim): Promise<'ok' | 'stale'>;
  /**
   * Lets go without finishing: the event stays at the head and the conversation is free at once. `untouched`: for reasons that
   * lie elsewhere (a drain, a store or a Page out of order), so the attempt does not count. `failed`: the event itself broke.
   */
  release(claim: Claim, how: 'untouched' | 'failed'): Promise<void>;
  /**
   * Sets the event aside, in one step: it leaves the inbox for the quarantine with what could not be sent, `replies` (an apology)
   * go into the outbox instead, and the state stays as it was. The turn then goes on as after a commit.
   */
  quarantine(claim: Claim, note: QuarantineNote, replies: readonly Json[]): Promise<'committed' | 'stale'>;
  /** Notes that the channel has echoed the sending of this id. Kept as long as the conversation has work, dropped where it has none. */
  noteEcho(conversation: ConversationKey, sendId: string): Promise<void>;
  /** Whether the sending of this id has been echoed since the turn was committed. */
  wasEchoed(claim: Claim, sendId: string): Promise<boolean>;
  /** Claims one conversation that has work and whose lease has ended (its worker died), or undefined. */
  claimOrphan(): Promise<Claim | undefined>;
  /** The state as it was last committed, for the customer's own copy; claims nothing. Undefined where there is none. */
  readState(conversation: ConversationKey): Promise<Json | undefined>;
  /**
   * Forgets a conversation: its data key first of all, then state, inbox, outbox, what was set aside, and its effects, settled or not.
   * From then on no copy of them can be read, and of no record that has this owner.
   */
  forget(conversation: ConversationKey): Promise<void>;
  /** Forgets what lies beside a turn that is under way: what was set aside, and effects. The turn goes on; its commit ends the state. */
  forgetBeside(conversation: ConversationKey): Promise<void>;
  /** Destroys the data key alone, once a turn has committed that nothing is kept. */
  destroyKey(conversation: ConversationKey): Promise<void>;
}

/** What was set aside, for an operator. */
export interface QuarantineStore {
  /** The oldest first, without events and replies. */
  list(): Promise<readonly Omit<QuarantinedEvent, 'event' | 'unsent'>[]>;
  show(id: string): Promise<QuarantinedEvent | undefined>;
  /** Puts it back at the end of its conversation's inbox, to be tried anew; false where there is none. Replies that could not be sent are dropped. */
  retry(id: string): Promise<boolean>;
  /** Deletes it; false where there is none. */
  drop(id: string): Promise<boolean>;
}

/** Something done at the bank that must happen once: freezing a card, reporting a fraud. */
export interface Effect {
  /** The idempotency key that goes to the bank: one for each (conversation, frame). */
  readonly key: string;
  readonly conversation: ConversationKey;
  /** What is to be done, recorded before. */
  readonly intent: Json;
  /** What came of it; undefined while nobody knows. */
  readonly result: Json | undefined;
  /** How often it was looked into by `claimDue`. */
  readonly checks: number;
}

/** Intents before, outcomes after. Settled effects are remembered for `settledMs`. */
export interface EffectStore {
  /**
   * Records what is about to be done. `new`: nobody has begun it, go on. `known`: somebody has, with a result or without: then
   * the bank has to be asked before it is tried again.
   */
  intend(
    effect: Pick<Effect, 'key' | 'conversation' | 'intent'>,
    checkAfterMs: number,
  ): Promise<{ outcome: 'new' } | { outcome: 'known'; effect: Effect }>;
  /** Records the outcome. The first one stays: false where there was one already. */
  settle(effect: Pick<Effect, 'key' | 'conversation'>, result: Json): Promise<boolean>;
  /** One effect without an outcome whose time to be looked into has come; nobody else gets it for `againAfterMs`. */
  claimDue(againAfterMs: number): Promise<Effect | undefined>;
  /** All effects of one conversation that are remembered, in no order; claims nothing. */
  list(conversation: ConversationKey): Promise<readonly Effect[]>;
}

/** Where the chain of the ledger ends. */
export interface LedgerHead {
  /** How many links there have been; 0 before the first. */
  readonly seq: number;
  /** Hash of the last link; an empty string before the first. */
  readonly hash: string;
  /** The last link that holds a signature, and when it was made, ISO 8601; 0 and an empty string where there is none. */
  readonly signedSeq: number;
  readonly signedAt: string;
}

/** Entries that were given together and are not chained yet. */
export interface LedgerBatch {
  /** Names it, for `extend`. */
  readonly id: string;
  readonly entries: readonly Json[];
}

/**
 * What Guichet says of itself to an auditor: entries wait, as durable as what they are about, until one process chains them. Links
 * are kept as the very text that was hashed, readable without a key. Nothing expires.
 */
export interface LedgerStore {
  /** Keeps entries that belong to no turn until they are chained; those of a turn come with its `commit`. */
  add(entries: readonly Json[]): Promise<void>;
  head(): Promise<LedgerHead>;
  /** What waits, the oldest of each conversation first. Not everything where there is a lot. */
  waiting(): Promise<readonly LedgerBatch[]>;
  /**
   * Appends links after the one numbered `after` and forgets the batches they were made of, all or nothing.
   * False where the chain goes on already: somebody else was faster, and nothing was written.
   */
  extend(after: number, extension: LedgerExtension): Promise<boolean>;
  /** Links from the one after `after` on, `most` at most, in their order. */
  read(after: number, most: number): Promise<readonly string[]>;
  /** Forgets the links up to `seq`, which were exported. */
  drop(seq: number): Promise<void>;
}

export interface LedgerExtension {
  readonly links: readonly string[];
  readonly head: LedgerHead;
  /** Ids of batches. */
  readonly of: readonly string[];
}

/** A small document with a version, for links, one-time tokens and counters. */
export interface VersionedRecord {
  readonly value: Json;
  /** Grows with every write; 1 for the first. */
  readonly version: number;
}

export interface RecordOptions {
  readonly ttlMs?: number;
  readonly ifVersion?: number;
  readonly owner?: ConversationKey;
}

export interface RecordStore {
  get(key: string): Promise<VersionedRecord | undefined>;
  /**
   * Writes. `ifVersion` makes it a compare-and-set: 0 = only if absent, n = only if it still is version n; false when it was not.
   * `ttlMs` replaces the time to live; without it the record stays. `owner`: the customer whose it is; it is gone with their data key.
   */
  put(key: string, value: Json, options?: RecordOptions): Promise<boolean>;
  /** Reads and deletes in one step: of two callers only one gets it. */
  take(key: string): Promise<Json | undefined>;
  delete(key: string): Promise<void>;
}

/** Under which master keys the data keys lie. Ids are eight hexadecimal digits, and tell nothing of the keys. */
export interface KeyStatus {
  /** The master key in force. */
  readonly current: string;
  /** All that are configured, the one in force first. */
  readonly known: readonly string[];
  /** How many data keys lie under each. */
  readonly wrapped: ReadonlyMap<string, number>;
}

/** Changing the master key, for an operator, beside running processes. */
export interface KeyRotation {
  status(): Promise<KeyStatus>;
  /** Puts all data keys under the master key in force. `unreadable`: under one that is not configured, or altered; they are left as they are. */
  rewrap(): Promise<{ readonly rewrapped: number; readonly unreadable: number }>;
}

/** Where Guichet keeps what must outlive a process. Two adapters, one contract suite. */
export interface Store {
  readonly conversations: ConversationStore;
  readonly quarantine: QuarantineStore;
  readonly effects: EffectStore;
  readonly ledger: LedgerStore;
  readonly records: RecordStore;
  readonly keys: KeyRotation;
  readonly desk: DeskStore;
  /** Takes what was deleted out of files in which it would lie a while longer, as far as that is the adapter's business. */
  scrub(): Promise<void>;
  /** Writes and reads a probe. Rejects when the store is not fit for work. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Times of the mailbox in milliseconds, and its bound. */
export interface StoreTimes {
  /** How long a turn holds its conversation without renewing. */
  readonly leaseMs: number;
  /** How long event ids are remembered. */
  readonly dedupeMs: number;
  /** How long an idle conversation's state is kept. */
  readonly stateMs: number;
  /** How long the outcome of an effect is remembered. */
  readonly settledMs: number;
  /** How many events of one conversation may wait, the one being handled included. */
  readonly mostWaiting: number;
}

/** A worker is succeeded five seconds after its last sign of life; ids are kept longer than Meta delivers again (36 hours at most). */
export const defaultStoreTimes: StoreTimes = {
  leaseMs: 5_000,
  dedupeMs: 48 * 3_600_000,
  stateMs: 90 * 24 * 3_600_000,
  settledMs: 90 * 24 * 3_600_000,
  mostWaiting: 100,
};
