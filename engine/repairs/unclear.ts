import { advance } from '../advance.ts';
import { startOptions } from '../start-options.ts';
import { type Turn, tell } from '../turn.ts';
import { misfit } from './misfit.ts';

/** How many dialogs are suggested besides help. */
const maxSuggestions = 3;

/** What to offer somebody who was not understood: what the words hinted at first, then what people come for, then help. */
export function suggestions(turn: Turn): string[] {
  const useful = [...turn.plans.values()].filter((plan) => plan.slots.some((slot) => slot.kind !== 'linkCode' && slot.kind !== 'choice'));
  const hinted = turn.reading.dialog === null ? [] : [turn.reading.dialog];
  const ids = new Set([...hinted, ...useful.map((plan) => plan.definition.id)]);
  return [...[...ids].slice(0, maxSuggestions), 'help'];
}

/** Not understood: an unfit answer where a question is open, else what can be asked here, and the second time a person. */
export async function unclear(turn: Turn): Promise<void> {
  const frame = turn.frames.at(-1);
  turn.unclear = turn.unclearBefore + 1;
  turn.events.push('unclear');
  if (frame) return misfit(turn, frame);
  if (turn.unclear > 1) tell(turn, 'unclear_again', { options: startOptions(turn.plans, ['person', 'help']) });
  else tell(turn, 'unclear', { options: startOptions(turn.plans, suggestions(turn)) });
}

/** Understood well enough to know that it is not done here: says so, and goes on with what is open. */
export async function beyond(turn: Turn): Promise<void> {
  turn.events.push('beyond');
  const open = turn.frames.length > 0;
  tell(turn, 'beyond', { options: open ? [] : startOptions(turn.plans, ['person', ...suggestions(turn)]) });
  await advance(turn, 'resumed');
}

/** A picture or a voice message: nothing is wrong with the answer but its form, so it counts as no try. */
export async function unreadable(turn: Turn): Promise<void> {
  turn.unclear = turn.unclearBefore;
  turn.events.push('unreadable');
  tell(turn, 'unreadable');
  await advance(turn, 'addressed');
}
