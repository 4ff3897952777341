import type { FinishedTurn, FinishedTurnTrace } from '../turns/turn-feed.ts';
import { type CustomerEntry, createEntryList } from './entry-list.ts';
import type { SendApiBody, SenderAction } from './send-api-body.ts';
import type { DeliveryStatus, ThreadEntry } from './thread-entry.ts';
import { createThreadEvents, type ThreadEvents } from './thread-events.ts';

/** What a page that was just loaded shows before it follows the events after `lastEventId`. */
export interface ThreadView {
  readonly entries: readonly ThreadEntry[];
  readonly traces: Readonly<Record<string, FinishedTurnTrace>>;
  readonly typing: boolean;
  readonly lastEventId: string;
}

/** One customer's thread: what was said, how it was understood, and who is looking at it. */
export interface Thread {
  readonly events: ThreadEvents;
  addFromCustomer(turn: string, text: string): void;
  setStatus(turn: string, status: DeliveryStatus): void;
  addFromBot(body: SendApiBody, at: Date): void;
  applySenderAction(action: SenderAction): void;
  endTurn(turn: FinishedTurn): void;
  has(turn: string): boolean;
  /** The bodies of one turn, or of all turns, oldest first. */
  bodies(turn?: string): readonly SendApiBody[];
  clear(): void;
  view(): ThreadView;
}

/** An empty thread; a page that follows an older one of the same customer is told to load it again. */
export function createThread(now: () => Date): Thread {
  const events = createThreadEvents(now().getTime().toString(36));
  const entries = createEntryList();
  const traces = new Map<string, FinishedTurnTrace>();
  let typing = false;

  const has = (turn: string): boolean => entries.all().some((entry) => entry.turn === turn);

  function mark(status: DeliveryStatus, wanted: (entry: CustomerEntry) => boolean): void {
    const ids = entries.mark(status, wanted);
    if (ids.length > 0) events.publish({ type: 'status', ids, status });
  }

  function setTyping(on: boolean): void {
    if (typing !== on) events.publish({ type: 'typing', on });
    typing = on;
  }

  return {
    events,
    addFromCustomer: (turn, text) => events.publish({ type: 'message', entry: entries.addFromCustomer(turn, text, now()) }),
    // The bot may have marked it seen before the webhook's answer came back.
    setStatus: (turn, status) => mark(status, (entry) => entry.turn === turn && entry.status !== 'seen'),
    addFromBot(body, at) {
      setTyping(false);
      events.publish({ type: 'message', entry: entries.addFromBot(body, at) });
    },
    applySenderAction(action) {
      if (action === 'mark_seen') mark('seen', ({ status }) => status !== 'failed');
      else setTyping(action === 'typing_on');
    },
    endTurn({ eventId, trace }) {
      traces.set(eventId, trace);
      // The list of entries is bounded; what belonged to entries that have gone goes with them.
      for (const turn of traces.keys()) if (!has(turn)) traces.delete(turn);
      setTyping(false);
      // Turns of one customer follow each other: what was sent since the last one ended belongs to this one.
      events.publish({ type: 'turn', turn: eventId, trace, ids: entries.claim(eventId) });
    },
    has,
    bodies: (turn) => entries.all().flatMap((entry) => (entry.from === 'bot' && (!turn || entry.turn === turn) ? [entry.body] : [])),
    clear() {
      entries.clear();
      traces.clear();
      typing = false;
      events.publish({ type: 'reset' });
    },
    view() {
      const shown = entries.all();
      const known = [...traces].filter(([turn]) => shown.some((entry) => entry.turn === turn));
      return { entries: shown, traces: Object.fromEntries(known), typing, lastEventId: events.lastId() };
    },
  };
}
