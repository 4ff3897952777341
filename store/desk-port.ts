import type { ConversationKey, Json } from './port.ts';

/** What one turn changed of a conversation that the desk is shown. */
export interface DeskChange {
  readonly conversation: ConversationKey;
  /** Grows by one with each change of the conversation; of two with the same version the first counts. */
  readonly version: number;
  /** The conversation as it is now, for the list; null takes it off the list. */
  readonly summary: Json;
  /** Entries of the thread, each under its number. */
  readonly entries: readonly DeskEntry[];
}

export interface DeskEntry {
  /** From 1 on, without gaps. */
  readonly number: number;
  readonly entry: Json;
}

/** What came of something that somebody at the desk asked for. */
export interface DeskOutcome {
  /** Its event id. */
  readonly write: string;
  readonly result: Json;
}

/** A conversation on the list. */
export interface DeskSummary {
  readonly conversation: ConversationKey;
  readonly version: number;
  readonly summary: Json;
}

/** One change in the order in which all of them came; `change` is undefined where the conversation was forgotten. */
export interface DeskFeedEvent {
  readonly id: number;
  readonly conversation: ConversationKey;
  readonly change: Pick<DeskChange, 'version' | 'summary' | 'entries'> | undefined;
}

/** Somebody is there for a while: an agent, a reader, who types. Ends by itself. */
export interface DeskLease {
  readonly name: string;
  readonly value: Json;
}

/**
 * What the desk shows: a projection of conversations that people have to see to. It is written after the commit of a turn and before its
 * end, from the outbox, so a crash writes it again; every write can be repeated. It is never asked who holds a conversation.
 */
export interface DeskStore {
  /** Writes the change and tells the feed, at once; a version that is known already changes nothing. */
  apply(change: DeskChange): Promise<void>;
  /** Notes what came of a write; kept for ten minutes. The first one stays. */
  conclude(outcome: DeskOutcome): Promise<void>;
  outcome(write: string): Promise<Json | undefined>;
  /** All conversations on the list, in no order. */
  list(): Promise<readonly DeskSummary[]>;
  /** Entries below `before`, the latest `most` of them, in their order. */
  thread(conversation: ConversationKey, page: { readonly before: number; readonly most: number }): Promise<readonly DeskEntry[]>;
  /**
   * Events after the one numbered `after`, `most` at most. `oldest`: the number of the oldest one that is kept; 0 where there is none.
   * `last`: of the newest.
   */
  feed(after: number, most: number): Promise<{ readonly events: readonly DeskFeedEvent[]; readonly oldest: number; readonly last: number }>;
  /** Begins a lease anew under its name, or ends it with `ttlMs` 0. */
  lease(lease: DeskLease, ttlMs: number): Promise<void>;
  leases(): Promise<readonly DeskLease[]>;
  /** Forgets a conversation: its place on the list, its thread, and what the feed holds of it. The feed says that it is gone. */
  forget(conversation: ConversationKey): Promise<void>;
}

/** How many events the feed keeps: who has missed more loads the list again. */
export const mostFeedEvents = 10_000;
/** How long the outcome of a write is kept. */
export const outcomeMs = 10 * 60_000;
