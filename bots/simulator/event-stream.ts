import type { ServerResponse } from 'node:http';
import { simulatorHeaders } from './answer.ts';
import type { Thread } from './thread.ts';
import type { NumberedEvent } from './thread-events.ts';

/** The pages that follow a thread. */
export interface EventStreams {
  /** Streams a thread's events (server-sent events) until the page goes. `after`: the id of the last one it has. */
  open(res: ServerResponse, source: { readonly thread: Thread; readonly after: string }): void;
  /** Ends all streams, so that the server can stop. */
  close(): void;
  readonly full: boolean;
}

const maxStreams = 100;
/** Who leaves this much unread is not looking; the page loads the thread again when it comes back. */
const maxUnreadBytes = 1024 * 1024;

/** Says that it is full at 100 streams; each has a sign of life every `heartbeatMs` milliseconds, so that no proxy cuts it. */
export function createEventStreams(heartbeatMs: number): EventStreams {
  const open = new Set<ServerResponse>();

  return {
    open(res, { thread, after }) {
      res.writeHead(200, {
        ...simulatorHeaders,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      // How long the browser waits before it comes back after a cut.
      res.write('retry: 1000\n\n');
      const missed = thread.events.since(after);
      if (missed) for (const event of missed) res.write(frame(event));
      else res.write('event: reload\ndata: {}\n\n');
      const stop = thread.events.follow((event) =>
        res.writableLength > maxUnreadBytes ? void res.destroy() : void res.write(frame(event)),
      );
      const heartbeat = setInterval(() => void res.write(': still here\n\n'), heartbeatMs);
      open.add(res);
      res.once('close', () => {
        stop();
        clearInterval(heartbeat);
        open.delete(res);
      });
    },
    close() {
      for (const res of open) res.end();
    },
    get full() {
      return open.size >= maxStreams;
    },
  };
}

function frame({ id, event }: NumberedEvent): string {
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
