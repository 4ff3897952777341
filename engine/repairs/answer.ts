import { advance } from '../advance.ts';
import { startOptions } from '../start-options.ts';
import type { Frame } from '../state.ts';
import { type Turn, tell } from '../turn.ts';
import { cancelFrame } from './cancel.ts';
import { misfit } from './misfit.ts';
import { suggestions } from './unclear.ts';

/** An answer where nothing was asked; a no needs none. */
export function answerToNothing(turn: Turn, answer: 'choose' | 'affirm' | 'deny'): void {
  turn.events.push('nothing asked');
  if (answer === 'deny') return tell(turn, 'nothing_more');
  tell(turn, 'nothing_asked', { options: startOptions(turn.plans, suggestions(turn)) });
}

/** Yes or no. Only this and the buttons of a confirmation confirm, never anything read out of a sentence. */
export async function answerYesOrNo(turn: Turn, frame: Frame, answer: 'yes' | 'no'): Promise<void> {
  if (frame.phase !== 'confirming') {
    const none = answer === 'no' ? noneOf(turn, frame) : undefined;
    if (none !== undefined) return choose(turn, frame, none);
    // "No" to a list means none of these; to any other question it means that the customer does not want to go on.
    return answer === 'no' && frame.asked && !frame.asked.choices ? cancelFrame(turn, frame) : misfit(turn, frame);
  }
  if (answer === 'no') return cancelFrame(turn, frame);
  turn.confirmed = frame.id;
  turn.events.push('confirmed');
  await advance(turn, 'addressed');
}

/** Picks from the list on the screen. @param position from 1; -1 is the last. */
export async function choosePosition(turn: Turn, frame: Frame, position: number): Promise<void> {
  const { asked } = frame;
  if (frame.phase !== 'filling' || !asked?.choices) return misfit(turn, frame);
  const choice = position === -1 ? asked.choices.at(-1) : asked.choices[position - 1];
  if (choice === undefined) return misfit(turn, frame, 'out_of_range');
  await choose(turn, frame, choice);
}

/** What a no to the list on the screen stands for, where its dialog has such a choice. */
function noneOf(turn: Turn, { dialog, asked }: Frame): string | undefined {
  return asked?.choices ? turn.plans.get(dialog)?.definition.noneOf?.[asked.slot] : undefined;
}

async function choose(turn: Turn, frame: Frame, choice: string): Promise<void> {
  if (!frame.asked) return;
  frame.slots[frame.asked.slot] = choice;
  turn.events.push(`filled ${frame.asked.slot}`);
  await advance(turn, 'addressed');
}
