import type { Frame } from './state.ts';

/** What stands in `asked.slot` while a confirmation is asked; no slot, for the phase says so. */
export const confirmationName = 'confirm';

/**
 * What the buttons of the question on the screen are bound to: the frame, and from its second question with buttons
 * on also which one, so that an old button cannot answer a new question of the same frame.
 */
export function buttonBinding(frame: Frame): string {
  const shown = frame.shown ?? 0;
  return shown > 1 ? `${frame.id}-${shown}` : frame.id;
}

/** Whether the question on the screen is this one; a list that only grew at its end leaves every number and button as it was. */
function sameQuestion(frame: Frame, slot: string, choices: readonly string[] | undefined): boolean {
  if (frame.asked?.slot !== slot || (choices === undefined) !== (frame.asked.choices === undefined)) return false;
  return isOnScreen(frame, slot, choices ?? []) || choices === undefined;
}

/** Whether the list on the screen asks for this slot, and stands unchanged at the beginning of `choices`. */
export function isOnScreen(frame: Frame, slot: string, choices: readonly string[]): boolean {
  const shown = frame.asked?.slot === slot ? frame.asked.choices : undefined;
  return shown !== undefined && shown.length > 0 && shown.every((id, index) => id === choices[index]);
}

/** Notes which question the frame is putting. */
export function putQuestion(frame: Frame, slot: string, choices?: readonly string[]): void {
  const buttons = choices !== undefined || frame.phase === 'confirming';
  if (buttons && !sameQuestion(frame, slot, choices)) frame.shown = (frame.shown ?? 0) + 1;
  frame.asked = { slot, ...(choices ? { choices: [...choices] } : {}) };
}
