import { closeFrame } from '../frames.ts';
import { startOptions } from '../start-options.ts';
import type { Frame } from '../state.ts';
import { type Turn, tell } from '../turn.ts';

/** After how many answers of no use to one question a dialog gives up. */
export const maxTries = 5;

/** Counts an answer that was of no use. At the last one the dialog ends and a person is offered, so that nobody is kept in a loop. */
export function countTry(turn: Turn, frame: Frame, slot: string): 'again' | 'ended' {
  const tries = (frame.tries?.[slot] ?? 0) + 1;
  frame.tries = { ...frame.tries, [slot]: tries };
  if (tries < maxTries) return 'again';
  closeFrame(turn, frame);
  tell(turn, 'too_many_tries', { options: startOptions(turn.plans, ['person', frame.dialog]) });
  turn.events.push(`gave_up ${frame.dialog}`);
  return 'ended';
}
