import type { ConnectorCall } from '../../connectors/ports/call-observer.ts';
import type { Owner } from '../../desk/api/terms.ts';
import type { Language } from '../../i18n/language.ts';

/** What is told of a turn that is over: to the simulator's panel and to programs, and counted. */
export interface FinishedTurnTrace {
  readonly language: Language;
  /** The dialog the words pointed to; null when they were not understood. */
  readonly dialog: string | null;
  /** The values found in the message, as JSON. */
  readonly slots: Readonly<Record<string, unknown>>;
  /** Which reader decided: `button`, `plain`, `classifier`, `none`. */
  readonly source: string;
  /** Calibrated probability of `dialog`, 0 to 1. */
  readonly score: number;
  /** Who holds the conversation when the turn is over. */
  readonly owner: Owner['kind'];
  readonly calls: readonly ConnectorCall[];
  /** The whole turn, from the webhook to the last send. */
  readonly ms: number;
  /** What the engine did, in order, such as `started balance`. */
  readonly events: readonly string[];
}

/** A turn that is over: its replies have left. `eventId` is the `mid` of the event that began it. */
export interface FinishedTurn {
  readonly eventId: string;
  readonly trace: FinishedTurnTrace;
}

/** Where one learns that a turn is over. */
export interface TurnFeed {
  /** Calls `listener` after the last send of each turn; the answer stops that. */
  onTurnEnd(listener: (turn: FinishedTurn) => void): () => void;
}
