import type { FinishedTurnTrace } from '../turns/turn-feed.ts';
import type { DeliveryStatus, ThreadEntry } from './thread-entry.ts';

/** What changes in a thread, for the pages that show it. */
export type ThreadEvent =
  | { readonly type: 'message'; readonly entry: ThreadEntry }
  | { readonly type: 'status'; readonly ids: readonly number[]; readonly status: DeliveryStatus }
  | { readonly type: 'typing'; readonly on: boolean }
  | { readonly type: 'turn'; readonly turn: string; readonly trace: FinishedTurnTrace; readonly ids: readonly number[] }
  | { readonly type: 'reset' };

export interface NumberedEvent {
  readonly id: string;
  readonly event: ThreadEvent;
}

export interface ThreadEvents {
  publish(event: ThreadEvent): void;
  lastId(): string;
  /** The events after `id`; undefined where they are no longer known and the page has to load the thread again. */
  since(id: string): readonly NumberedEvent[] | undefined;
  /** Calls `listener` with each event from now on; the answer stops that. */
  follow(listener: (event: NumberedEvent) => void): () => void;
}

const keptEvents = 300;

/** Numbers a thread's events and keeps the last ones. `series` tells the numbers of one process run from those of another. */
export function createThreadEvents(series: string): ThreadEvents {
  const listeners = new Set<(event: NumberedEvent) => void>();
  let kept: readonly NumberedEvent[] = [];
  let count = 0;

  return {
    publish(event) {
      count += 1;
      const numbered = { id: `${series}-${count}`, event };
      kept = [...kept, numbered].slice(-keptEvents);
      for (const listener of listeners) listener(numbered);
    },
    lastId: () => `${series}-${count}`,
    since(id) {
      const [givenSeries, number] = id.split('-');
      const missed = count - Number(number);
      if (givenSeries !== series || !Number.isInteger(missed) || missed < 0 || missed > kept.length) return undefined;
      return missed === 0 ? [] : kept.slice(-missed);
    },
    follow(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
