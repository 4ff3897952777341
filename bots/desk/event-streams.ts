import type { ServerResponse } from 'node:http';
import type { DeskEvent } from '../../desk/api/events.ts';
import { threadEntrySchema } from '../../desk/api/thread.ts';
import type { BoardEntry } from '../../desk/board.ts';
import { placesOf } from '../../desk/list-conversations.ts';
import { viewConversation } from '../../desk/view-conversation.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import type { DeskFeedEvent, DeskStore } from '../../store/desk-port.ts';
import type { FeedFollower } from './follow-feed.ts';

export interface EventStreamsDeps {
  readonly desk: Pick<DeskStore, 'feed'>;
  readonly follower: FeedFollower;
  readonly clock: OpeningClock;
  readonly now: () => Date;
  readonly heartbeatMs?: number;
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

const maxStreams = 500;
const maxUnreadBytes = 1024 * 1024;
const atOnce = 500;
const defaultHeartbeatMs = 15_000;
/** Places in the queue change with every event; they are counted anew so often, at most. */
const placesMs = 250;

function frame(event: DeskEvent, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/**
 * Pages that follow the desk (server-sent events). Each event is put into words once for all of them. What was said in a conversation goes
 * only to who has it open: opening it is what the ledger was told of.
 */
export function createDeskStreams(deps: EventStreamsDeps): DeskStreams {
  const { desk, follower, clock, now, heartbeatMs = defaultHeartbeatMs } = deps;
  const { board } = follower;
  const open = new Map<ServerResponse, { readonly agent: string; after: number }>();
  let places: { readonly of: ReadonlyMap<string, number>; readonly at: number } | undefined;
  let attended = new Map<string, string>();

  function currentPlaces(): ReadonlyMap<string, number> {
    const at = performance.now();
    if (!places || at - places.at > placesMs) places = { of: placesOf(board), at };
    return places.of;
  }

  function eventOf(
    { conversation, change }: DeskFeedEvent,
    entry: BoardEntry | 'gone' | undefined,
  ): { readonly full: DeskEvent; readonly brief: DeskEvent } | undefined {
    if (entry === 'gone' || !change) {
      const gone = { type: 'gone', id: conversation } as const;
      return { full: gone, brief: gone };
    }
    const known = entry ?? board.find(conversation);
    if (!known) return undefined;
    const view = viewConversation(known, { clock, attendance: board.attendance(), places: currentPlaces(), now: now() });
    const entries = change.entries.flatMap((one) => threadEntrySchema.safeParse(one.entry).data ?? []);
    return {
      full: { type: 'conversation', conversation: view, entries },
      brief: { type: 'conversation', conversation: view, entries: [] },
    };
  }

  function write(response: ServerResponse, text: string): void {
    // Who leaves this much unread is not looking; it comes back and goes on where it was.
    if (response.writableLength > maxUnreadBytes) response.destroy();
    else response.write(text);
  }

  const reads = (agent: string, conversation: string): boolean =>
    board
      .attendance()
      .readersOf(conversation)
      .some(({ id }) => id === agent);

  function deliver(event: DeskFeedEvent, entry: BoardEntry | 'gone' | undefined): void {
    if (open.size === 0) return;
    const made = eventOf(event, entry);
    if (!made) return;
    const [full, brief] = [frame(made.full, event.id), frame(made.brief, event.id)];
    for (const [response, listener] of open) {
      if (event.id <= listener.after) continue;
      listener.after = event.id;
      write(response, reads(listener.agent, event.conversation) ? full : brief);
    }
  }

  /** Who reads and who types has changed. */
  function deliverAttendance(): void {
    const attendance = board.attendance();
    const next = new Map<string, string>();
    for (const { id } of board.entries()) {
      const [readers, agents] = [attendance.readersOf(id), attendance.typistsOf(id)];
      if (readers.length + agents.length === 0) continue;
      next.set(id, frame({ type: 'reading', id, readers: [...readers], typing: { customer: false, agents: [...agents] } }));
    }
    const ended = [...attended.keys()]
      .filter((id) => !next.has(id))
      .map((id) => frame({ type: 'reading', id, readers: [], typing: { customer: false, agents: [] } }));
    const changed = [...next].filter(([id, text]) => attended.get(id) !== text).map(([, text]) => text);
    attended = next;
    const text = [...ended, ...changed, frame({ type: 'colleagues' })].join('');
    for (const response of open.keys()) write(response, text);
  }

  follower.listen(deliver);
  follower.onAttendance(deliverAttendance);

  /** Everything between the last event of a page and now; the page is told where that is too far back. */
  async function catchUp(response: ServerResponse, after: number): Promise<number> {
    let reached = after;
    for (;;) {
      const { events, oldest, last } = await desk.feed(reached, atOnce);
      if (last < reached || oldest > reached + 1) {
        response.write(frame({ type: 'resync' }, last));
        return last;
      }
      for (const event of events) {
        const made = eventOf(event, undefined);
        if (made) response.write(frame(made.brief, event.id));
      }
      reached = events.at(-1)?.id ?? reached;
      if (events.length < atOnce) return reached;
    }
  }

  return {
    async open(response, { agent, after, isSignedIn }) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 1000\n\n');
      const stop = follower.watch();
      const heartbeat = setInterval(() => {
        response.write(': still here\n\n');
        void isSignedIn().then(
          (isIn) => (isIn ? undefined : response.end(frame({ type: 'signed_out' }))),
          () => undefined,
        );
      }, heartbeatMs);
      response.once('close', () => {
        stop();
        clearInterval(heartbeat);
        open.delete(response);
      });
      // What comes meanwhile is taken from the store: it is there before anybody is told.
      const reached = after === undefined ? board.upTo : await catchUp(response, after);
      open.set(response, { agent, after: reached });
      // And what came between the two.
      if (board.upTo > reached) open.set(response, { agent, after: await catchUp(response, reached) });
    },
    close() {
      for (const response of open.keys()) response.end();
    },
    get full() {
      return open.size >= maxStreams;
    },
  };
}
