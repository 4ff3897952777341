import type { ModelTokens } from './ask-model.ts';

/** What became of one wish for a second opinion. `off_form`: JSON, but not the form; `blind`: too little is left to be read by a stranger. */
export const opinionOutcomes = [
  'answered',
  'none',
  'cached',
  'off_form',
  'refused',
  'garbage',
  'timed_out',
  'rate_limited',
  'rejected',
  'unavailable',
  'circuit_open',
  'over_budget',
  'busy',
  'blind',
] as const;
export type OpinionOutcome = (typeof opinionOutcomes)[number];

export interface OpinionReport {
  readonly outcome: OpinionOutcome;
  /** There where the model was asked and said what it took. */
  readonly tokens?: ModelTokens | undefined;
  /** There where the model was asked. */
  readonly ms?: number;
}
