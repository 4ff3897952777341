import type { DeskEvent } from '../../desk/api/events.ts';
import { threadEntrySchema } from '../../desk/api/thread.ts';
import type { Board, BoardEntry } from '../../desk/board.ts';
import { placesOf } from '../../desk/list-conversations.ts';
import { viewConversation } from '../../desk/view-conversation.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import type { DeskFeedEvent } from '../../store/desk-port.ts';

/** One event as it goes over the line (server-sent events). */
export function frameOf(event: DeskEvent, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** The same event for who has the conversation open, and for everybody else: without what was said. */
export interface FeedFrames {
  readonly full: string;
  readonly brief: string;
}

/** Places in the queue change with every event; they are counted anew so often, at most. */
const placesMs = 250;

export interface FeedFramesDeps {
  readonly board: Board;
  readonly clock: OpeningClock;
  readonly now: () => Date;
}

/** Puts events of the feed into words, once for all pages. Undefined for what is not shown. */
export function createFeedFrames({
  board,
  clock,
  now,
}: FeedFramesDeps): (event: DeskFeedEvent, entry: BoardEntry | 'gone' | undefined) => FeedFrames | undefined {
  let counted: { readonly places: ReadonlyMap<string, number>; readonly at: number } | undefined;

  function places(): ReadonlyMap<string, number> {
    const at = performance.now();
    if (!counted || at - counted.at > placesMs) counted = { places: placesOf(board), at };
    return counted.places;
  }

  return ({ id, conversation, change }, entry) => {
    if (entry === 'gone' || !change) {
      const gone = frameOf({ type: 'gone', id: conversation }, id);
      return { full: gone, brief: gone };
    }
    const known = entry ?? board.find(conversation);
    if (!known) return undefined;
    const view = viewConversation(known, { clock, attendance: board.attendance(), places: places(), now: now() });
    const entries = change.entries.flatMap((one) => threadEntrySchema.safeParse(one.entry).data ?? []);
    return {
      full: frameOf({ type: 'conversation', conversation: view, entries }, id),
      brief: frameOf({ type: 'conversation', conversation: view, entries: [] }, id),
    };
  };
}

/** What is new of who reads and who types, since it was asked the last time. */
export function createAttendanceFrames(board: Board): () => string {
  let before = new Map<string, string>();
  const reading = (id: string): string => {
    const attendance = board.attendance();
    const typing = { customer: false, agents: [...attendance.typistsOf(id)] };
    return frameOf({ type: 'reading', id, readers: [...attendance.readersOf(id)], typing });
  };
  return () => {
    const attendance = board.attendance();
    const now = new Map<string, string>();
    for (const { id } of board.entries())
      if (attendance.readersOf(id).length + attendance.typistsOf(id).length > 0) now.set(id, reading(id));
    const ended = [...before.keys()].filter((id) => !now.has(id)).map(reading);
    const changed = [...now].filter(([id, text]) => before.get(id) !== text).map(([, text]) => text);
    before = now;
    return [...ended, ...changed, frameOf({ type: 'colleagues' })].join('');
  };
}
