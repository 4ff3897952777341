import type { TurnReport } from './turn.ts';
import type { FinishedTurn, TurnFeed } from './turn-feed.ts';

/** Tells whoever listens that a turn is over. */
export interface TurnEvents extends TurnFeed {
  emit(report: TurnReport): void;
}

function toFinishedTurn({ eventId, owner = 'bot', ...trace }: TurnReport): FinishedTurn {
  return { eventId, trace: { ...trace, owner } };
}

/** Listeners are called one after the other, in the order in which they came. */
export function createTurnEvents(): TurnEvents {
  const listeners = new Set<(turn: FinishedTurn) => void>();
  return {
    emit(report) {
      const turn = toFinishedTurn(report);
      for (const listener of listeners) listener(turn);
    },
    onTurnEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
