import { answerTo, type Memory, noMemory } from './counting-dialog.ts';
import type { History } from './history.ts';

/** What came of one conversation. */
export interface Outcome {
  readonly memory: Memory;
  /** Ids of the messages, in the order in which they were answered. */
  readonly turns: readonly string[];
  /** What the customer got, in order. */
  readonly sent: readonly string[];
  /** What was done at the bank, in order. */
  readonly written: readonly string[];
}

/** What has come of no message. */
export const nothingYet: Outcome = { memory: noMemory, turns: [], sent: [], written: [] };

/**
 * What has to come of a history: each event once, one after the other, in the order in which each was first accepted.
 * Meta promises no order, and an answer cannot be taken back: waiting for what might still have been sent earlier would make
 * every customer wait. So "turns follow timestamps" holds as far as Meta's deliveries do.
 */
export function expectedOutcomes(history: History): ReadonlyMap<number, Outcome> {
  const outcomes = new Map<number, Outcome>();
  const seen = new Set<string>();
  for (const { conversation, eventId } of history) {
    if (seen.has(eventId)) continue;
    seen.add(eventId);
    const { memory, turns, sent, written } = outcomes.get(conversation) ?? nothingYet;
    const step = answerTo(memory, eventId);
    outcomes.set(conversation, {
      memory: step.memory,
      turns: [...turns, eventId],
      sent: [...sent, ...step.replies],
      written: step.write === undefined ? written : [...written, step.write],
    });
  }
  return outcomes;
}
