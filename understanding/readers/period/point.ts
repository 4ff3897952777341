import type { Span } from './calendar.ts';

/** A day or a stretch of days that a sentence names, before two of them are joined into a range. */
export interface Point extends Partial<Span> {
  readonly end: number;
  /** A bare day of the month ("le 3"): the month comes from the other end of the range, or from today. */
  readonly bareDay?: number;
  /** The year was not said: it may be moved so that a range runs forwards. */
  readonly yearGuessed?: boolean;
  /** The week was not said: a range of days of the week lies in the last one that is over where it would run backwards. */
  readonly weekGuessed?: boolean;
}

export type PointValue = Omit<Point, 'end'>;

/** From where days are seen. */
export interface Outlook {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether `10/3` is 3 October, as it is written in the United States. */
  readonly monthFirst?: boolean;
  /** Days to come are meant ("will it come on Tuesday?"), not days gone by. */
  readonly ahead?: boolean;
}

/** One way of naming days. `pattern` is tried at the beginning of a word of the folded text. */
export interface PointRule {
  readonly pattern: RegExp;
  read(match: RegExpExecArray, outlook: Outlook): PointValue | undefined;
}

/** Compiles a rule's pattern: sticky, and ending at a word's end. */
export function rulePattern(source: string): RegExp {
  return new RegExp(`(?:${source})(?![a-z0-9])`, 'y');
}
