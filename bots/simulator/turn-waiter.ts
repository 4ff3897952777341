import type { FinishedTurnTrace, TurnFeed } from '../turns/turn-feed.ts';

export interface TurnWaiter {
  /** Resolves with the trace when the turn of this event is over, with undefined when it takes longer than allowed. */
  expect(eventId: string): Promise<FinishedTurnTrace | undefined>;
  /** Stops waiting for it. */
  forget(eventId: string): void;
  close(): void;
}

/** Waits for turns by the id of the event that began them. */
export function createTurnWaiter(turns: TurnFeed, timeoutMs: number): TurnWaiter {
  const waiting = new Map<string, (trace: FinishedTurnTrace | undefined) => void>();
  const stop = turns.onTurnEnd(({ eventId, trace }) => waiting.get(eventId)?.(trace));

  return {
    expect: (eventId) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => waiting.get(eventId)?.(undefined), timeoutMs);
        waiting.set(eventId, (trace) => {
          clearTimeout(timer);
          waiting.delete(eventId);
          resolve(trace);
        });
      }),
    forget: (eventId) => waiting.get(eventId)?.(undefined),
    close() {
      stop();
      for (const settle of waiting.values()) settle(undefined);
    },
  };
}
