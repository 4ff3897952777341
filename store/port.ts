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
}

export type TakeInResult =
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
   * Saves the new state and the replies still to send, and takes the event out of the inbox, all or nothing.
   * `stale`: another worker has taken over; nothing was written and nothing may be sent.
   */
  commit(claim: Claim, result: { readonly state: Json; readonly replies: readonly Json[] }): Promise<'committed' | 'stale'>;
  /** Notes that the first `count` replies have left, so that a successor does not send them again. Not needed for all of them: see `finish`. */
  markSent(claim: Claim, count: number): Promise<'ok' | 'stale'>;
  /** Ends a turn all of whose replies have left, noted or not: drops them, and claims the next event of the conversation or releases it. */
  finish(claim: Claim): Promise<Claim | undefined>;
  /** Prolongs the lease of a turn that takes long. */
  renew(claim: Claim): Promise<'ok' | 'stale'>;
  /** Lets go without finishing: the event stays at the head and the conversation is free at once. */
  release(claim: Claim): Promise<void>;
  /** Claims one conversation that has work and whose lease has ended (its worker died), or undefined. */
  claimOrphan(): Promise<Claim | undefined>;
  /** Forgets a conversation: state, inbox and outbox. */
  forget(conversation: ConversationKey): Promise<void>;
}

/** A small document with a version, for links, one-time tokens and counters. */
export interface VersionedRecord {
  readonly value: Json;
  /** Grows with every write; 1 for the first. */
  readonly version: number;
}

export interface RecordStore {
  get(key: string): Promise<VersionedRecord | undefined>;
  /**
   * Writes. `ifVersion` makes it a compare-and-set: 0 = only if absent, n = only if it still is version n; false when it was not.
   * `ttlMs` replaces the time to live; without it the record stays.
   */
  put(key: string, value: Json, options?: { readonly ttlMs?: number; readonly ifVersion?: number }): Promise<boolean>;
  /** Reads and deletes in one step: of two callers only one gets it. */
  take(key: string): Promise<Json | undefined>;
  delete(key: string): Promise<void>;
}

/** Where Guichet keeps what must outlive a process. Two adapters, one contract suite. */
export interface Store {
  readonly conversations: ConversationStore;
  readonly records: RecordStore;
  /** Writes and reads a probe. Rejects when the store is not fit for work. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Times of the mailbox, in milliseconds. */
export interface StoreTimes {
  /** How long a turn holds its conversation without renewing. */
  readonly leaseMs: number;
  /** How long event ids are remembered. */
  readonly dedupeMs: number;
  /** How long an idle conversation's state is kept. */
  readonly stateMs: number;
}

export const defaultStoreTimes: StoreTimes = { leaseMs: 5_000, dedupeMs: 48 * 3_600_000, stateMs: 90 * 24 * 3_600_000 };
