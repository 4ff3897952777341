import { setTimeout as pause } from 'node:timers/promises';
import { type Board, type BoardEntry, createBoard } from '../../desk/board.ts';
import type { DeskFeedEvent, DeskStore } from '../../store/desk-port.ts';

/** Told of each event of the feed, with what the board made of it. */
export type FeedListener = (event: DeskFeedEvent, entry: BoardEntry | 'gone' | undefined) => void;

/** Keeps the board of one process in step with the store. */
export interface FeedFollower {
  readonly board: Board;
  /** Whether the board is what the store says, but for the last seconds. */
  isFresh(): boolean;
  /** Looks at once: something was written here. */
  soon(): void;
  listen(listener: FeedListener): () => void;
  /** Told when who is there has changed. */
  onAttendance(listener: () => void): () => void;
  /** While somebody looks, the feed is asked ten times a second, otherwise once. */
  watch(): () => void;
  start(): void;
  stop(): Promise<void>;
}

export interface FeedFollowerDeps {
  readonly desk: Pick<DeskStore, 'list' | 'feed' | 'leases'>;
  readonly ticks: () => number;
  readonly log: { warn(fields: object, message: string): void };
  readonly idleMs?: number;
}

const watchedMs = 100;
const defaultIdleMs = 1_000;
const attendanceMs = 1_000;
const staleMs = 10_000;
const atOnce = 500;

interface Listeners {
  readonly feed: Set<FeedListener>;
  readonly attendance: Set<() => void>;
}

/** One look at the store: what is new, and who is there. */
function createLook({ desk, ticks }: FeedFollowerDeps, board: Board, listeners: Listeners): () => Promise<void> {
  let loaded = false;
  let attended = '';
  let attendedAt = Number.NEGATIVE_INFINITY;

  async function load(): Promise<void> {
    // The number first: what is written meanwhile comes again with the feed, and counts once.
    const { last } = await desk.feed(Number.MAX_SAFE_INTEGER, 1);
    board.load(await desk.list(), last);
    loaded = true;
  }

  async function follow(): Promise<void> {
    for (;;) {
      const { events, oldest, last } = await desk.feed(board.upTo, atOnce);
      // Too far behind, or the store has begun anew.
      if (last < board.upTo || (events.length > 0 && oldest > board.upTo + 1)) return load();
      for (const event of events) {
        const entry = board.follow(event);
        for (const listener of listeners.feed) listener(event, entry);
      }
      if (events.length < atOnce) return;
    }
  }

  async function attend(): Promise<void> {
    if (ticks() - attendedAt < attendanceMs) return;
    attendedAt = ticks();
    const leases = await desk.leases();
    board.attend(leases);
    const now = JSON.stringify(leases);
    if (now !== attended) for (const listener of listeners.attendance) listener();
    attended = now;
  }

  return async () => {
    await (loaded ? follow() : load());
    await attend();
  };
}

/** The follower of one process; it knows nothing until `start`. */
export function createFeedFollower(deps: FeedFollowerDeps): FeedFollower {
  const { ticks, log, idleMs = defaultIdleMs } = deps;
  const board = createBoard();
  const listeners: Listeners = { feed: new Set(), attendance: new Set() };
  const look = createLook(deps, board, listeners);
  const ending = new AbortController();
  let watchers = 0;
  let freshAt = Number.NEGATIVE_INFINITY;
  let sleep = new AbortController();
  let work: Promise<void> = Promise.resolve();

  async function round(): Promise<void> {
    try {
      await look();
      freshAt = ticks();
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the desk cannot be read');
    }
  }

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      // Before the look: who asks for one while it runs is not seen by it, perhaps.
      sleep = new AbortController();
      await round();
      const signal = AbortSignal.any([sleep.signal, ending.signal]);
      await pause(watchers > 0 ? watchedMs : idleMs, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    board,
    isFresh: () => ticks() - freshAt < staleMs,
    soon: () => sleep.abort(),
    listen: (listener) => added(listeners.feed, listener),
    onAttendance: (listener) => added(listeners.attendance, listener),
    watch() {
      watchers += 1;
      sleep.abort();
      return () => void (watchers -= 1);
    },
    start: () => void (work = run()),
    async stop() {
      ending.abort();
      await work;
    },
  };
}

function added<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
