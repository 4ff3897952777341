import { advance } from '../advance.ts';
import type { MessageRef } from '../reply.ts';
import { messageOf } from '../say.ts';
import { startOptions } from '../start-options.ts';
import { type Turn, tell } from '../turn.ts';
import { misfit } from './misfit.ts';

/** How many dialogs are suggested besides help. */
const maxSuggestions = 4;

/** What to offer somebody who was not understood: what the words hinted at first, then what people come for, then help. */
export function suggestions(turn: Turn): string[] {
  const useful = [...turn.plans.values()].filter((plan) => plan.slots.some((slot) => slot.kind !== 'linkCode' && slot.kind !== 'choice'));
  const hinted = turn.reading.dialog === null ? [] : [turn.reading.dialog];
  const ids = new Set([...hinted, ...useful.map((plan) => plan.definition.id)]);
  return [...[...ids].slice(0, maxSuggestions), 'help'];
}

/** What can be asked here, a line a dialog that has one. */
function offers({ plans }: Turn): MessageRef[] {
  return [...plans.values()].filter((plan) => plan.has('offer')).map(({ definition }) => messageOf(definition.id, 'offer'));
}

/** Not understood: an unfit answer where a question is open, else what can be asked here, and the second time a person. */
export async function unclear(turn: Turn): Promise<void> {
  const frame = turn.frames.at(-1);
  turn.unclear = turn.unclearBefore + 1;
  turn.events.push('unclear');
  if (frame) return misfit(turn, frame);
  if (turn.unclear > 1) tell(turn, 'unclear_again', { options: startOptions(turn.plans, ['person', 'help']) });
  else {
    const lines = [messageOf('engine', 'unclear'), ...offers(turn)];
    turn.replies.push({ kind: 'text', lines, options: startOptions(turn.plans, suggestions(turn)) });
  }
}

/** Another language than those spoken here: says which these are, and goes on with what is open. */
export async function foreign(turn: Turn): Promise<void> {
  turn.events.push('foreign');
  const open = turn.frames.length > 0;
  tell(turn, 'languages', { options: open ? [] : startOptions(turn.plans, suggestions(turn)) });
  await advance(turn, 'resumed_quietly');
}

/** A number that had to be taken out of the message, and nothing else: it is no answer, and no try either. */
export async function redacted(turn: Turn): Promise<void> {
  turn.unclear = turn.unclearBefore;
  turn.events.push('redacted');
  if (turn.frames.length > 0) await advance(turn, 'addressed');
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
