import type { Claim } from '../../store/port.ts';
import type { TurnReport } from './turn.ts';

export interface EndTurnDeps {
  readonly log: { info(fields: object, message: string): void };
  /** Told when a turn is over and its replies have left. */
  readonly onTurnEnd: (report: TurnReport) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number;
}

/** What is known of a turn when it is over. */
export interface EndedTurn extends Omit<TurnReport, 'ms'> {
  /** By `ticks`. */
  readonly startedAt: number;
}

/** Tells the log and whoever listens that a turn is over. */
export function endTurn(deps: EndTurnDeps, { conversation }: Claim, { startedAt, ...ended }: EndedTurn): void {
  const report: TurnReport = { ...ended, ms: Math.round((deps.ticks() - startedAt) * 10) / 10 };
  // The channel's own id of the event stays out: the line carries its `trace`, as all of the turn do.
  const { slots: _slots, eventId: _eventId, calls, ...logged } = report;
  deps.log.info({ conversation, ...logged, calls: calls.length }, 'turn');
  deps.onTurnEnd(report);
}
