import type { ServerResponse } from 'node:http';
import type { BoardEntry } from '../../desk/board.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import type { DeskFeedEvent, DeskStore } from '../../store/desk-port.ts';
import { createAttendanceFrames, createFeedFrames, frameOf } from './feed-frames.ts';
import type { FeedFollower } from './follow-feed.ts';

export interface EventStreamsDeps {
  readonly desk: Pick<DeskStore, 'feed'>;
  readonly follower: FeedFollower;
  readonly clock: OpeningClock;
  readonly now: () => Date;
  readonly heartbeatMs?: number;
  readonly mostStreams?: number;
}

/** A page of the desk that listens. */
export interface DeskListener {
  /** Pseudonym of who looks at it. */
  readonly agent: string;
  /** The last event it has; undefined: from now on. */
  readonly after: number | undefined;
  /** Whether its session is still good. */
  isSignedIn(): Promise<boolean>;
}

export interface DeskStreams {
  open(response: ServerResponse, listener: DeskListener): Promise<void>;
  close(): void;
  readonly full: boolean;
}

const defaultMostStreams = 500;
const maxUnreadBytes = 1024 * 1024;
const atOnce = 500;
const defaultHeartbeatMs = 15_000;

function write(response: ServerResponse, text: string): void {
  // Ended, and perhaps not closed yet: a line hears nothing more.
  if (response.writableEnded || response.destroyed) return;
  // Who leaves this much unread is not looking; it comes back and goes on where it was.
  if (response.writableLength > maxUnreadBytes) response.destroy();
  else response.write(text);
}

type Frames = ReturnType<typeof createFeedFrames>;

/** Everything between the last event of a page and now; the page is told where that is too far back. @returns how far it is now */
async function catchUp(
  response: ServerResponse,
  after: number,
  { desk, frames }: { readonly desk: EventStreamsDeps['desk']; readonly frames: Frames },
): Promise<number> {
  let reached = after;
  for (;;) {
    const { events, oldest, last } = await desk.feed(reached, atOnce);
    if (last < reached || oldest > reached + 1) {
      write(response, frameOf({ type: 'resync' }, last));
      return last;
    }
    for (const event of events) {
      const made = frames(event, undefined);
      if (made) write(response, made.brief);
    }
    reached = events.at(-1)?.id ?? reached;
    if (events.length < atOnce) return reached;
  }
}

/** Keeps the line open, and ends it where the session has ended. */
function keepAlive(response: ServerResponse, isSignedIn: () => Promise<boolean>, everyMs: number): () => void {
  const check = async (): Promise<void> => {
    if (!(await isSignedIn()) && !response.writableEnded) response.end(frameOf({ type: 'signed_out' }));
  };
  const heartbeat = setInterval(() => {
    write(response, ': still here\n\n');
    // A store that is away says nothing of the session.
    void check().catch(() => undefined);
  }, everyMs);
  return () => clearInterval(heartbeat);
}

const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } as const;

/**
 * Pages that follow the desk (server-sent events). Each event is put into words once for all of them. What was said in a conversation goes
 * only to who has it open: opening it is what the ledger was told of.
 */
export function createDeskStreams(deps: EventStreamsDeps): DeskStreams {
  const { desk, follower, clock, now, heartbeatMs = defaultHeartbeatMs, mostStreams = defaultMostStreams } = deps;
  const { board } = follower;
  const frames = createFeedFrames({ board, clock, now });
  const attendanceFrames = createAttendanceFrames(board);
  const open = new Map<ServerResponse, { readonly agent: string; after: number }>();
  const reads = (agent: string, conversation: string): boolean =>
    board
      .attendance()
      .readersOf(conversation)
      .some(({ id }) => id === agent);

  follower.listen((event: DeskFeedEvent, entry: BoardEntry | 'gone' | undefined) => {
    const made = open.size === 0 ? undefined : frames(event, entry);
    if (!made) return;
    for (const [response, listener] of open) {
      if (event.id <= listener.after) continue;
      listener.after = event.id;
      write(response, reads(listener.agent, event.conversation) ? made.full : made.brief);
    }
  });
  follower.onAttendance(() => {
    const text = attendanceFrames();
    for (const response of open.keys()) write(response, text);
  });

  return {
    async open(response, { agent, after, isSignedIn }) {
      response.writeHead(200, headers);
      write(response, 'retry: 1000\n\n');
      const ends = [follower.watch(), keepAlive(response, isSignedIn, heartbeatMs), () => void open.delete(response)];
      response.once('close', () => {
        for (const end of ends) end();
      });
      const follow = (reached: number): void => {
        // Who has left while it caught up takes no place.
        if (!response.destroyed) open.set(response, { agent, after: reached });
      };
      const reached = after === undefined ? board.upTo : await catchUp(response, after, { desk, frames });
      follow(reached);
      // What came while it caught up: taken from the store, where it is before anybody is told.
      if (board.upTo > reached) follow(await catchUp(response, reached, { desk, frames }));
    },
    close() {
      for (const response of open.keys()) response.end();
    },
    get full() {
      return open.size >= mostStreams;
    },
  };
}
