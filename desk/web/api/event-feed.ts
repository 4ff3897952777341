import { type DeskEvent, deskEventSchema } from '../../api/events.ts';

/** `lost`: the line is cut; it is tried again by itself. */
export type LineState = 'connecting' | 'open' | 'lost';

/** What is used of the browser's EventSource. */
export interface EventLine {
  readonly readyState: number;
  close(): void;
  addEventListener(type: string, listener: (event: { readonly data?: unknown; readonly lastEventId?: string }) => void): void;
}

export interface EventFeedParts {
  /** Opens the stream behind the event with this id. */
  readonly open: (after: string) => EventLine;
  /** Runs something later; the answer takes it back. */
  readonly later: (run: () => void, ms: number) => () => void;
  readonly onEvent: (event: DeskEvent) => void;
  readonly onState: (state: LineState) => void;
}

const closed = 2;
const eventTypes = ['conversation', 'gone', 'reading', 'colleagues', 'resync', 'signed_out'] as const;
const waitsMs = [500, 1000, 2000, 4000, 8000];

/**
 * Follows the desk's events without a gap. Where the line is cut the browser comes back by itself with `Last-Event-ID`; where the server
 * refused it, it gives up, and the line is opened anew behind the last event that was seen.
 * @returns ends it
 */
export function followEvents(parts: EventFeedParts, after: string): () => void {
  let last = after;
  let failures = 0;
  let line: EventLine | undefined;
  let cancel: (() => void) | undefined;

  const take = (event: { readonly data?: unknown; readonly lastEventId?: string }): void => {
    if (event.lastEventId) last = event.lastEventId;
    const parsed = deskEventSchema.safeParse(readJson(event.data));
    // An event of a newer server that this page does not know: loading the list again is right whatever it was.
    parts.onEvent(parsed.success ? parsed.data : { type: 'resync' });
  };
  const connect = (): void => {
    const opened = parts.open(last);
    line = opened;
    opened.addEventListener('open', () => {
      failures = 0;
      parts.onState('open');
    });
    opened.addEventListener('error', () => {
      parts.onState('lost');
      if (opened.readyState !== closed || line !== opened) return;
      cancel = parts.later(connect, waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 0);
      failures += 1;
    });
    for (const type of eventTypes) opened.addEventListener(type, take);
  };

  parts.onState('connecting');
  connect();
  return () => {
    cancel?.();
    const open = line;
    line = undefined;
    open?.close();
  };
}

function readJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
