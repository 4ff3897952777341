import type { DialogPlan } from '../dialog-plan.ts';
import { type Turn, tell } from '../turn.ts';
import { answerToNothing } from './answer.ts';
import { listedAt } from './follow-up.ts';
import { begin } from './interrupt.ts';

/** "The second one" after a list: that entry, by the dialog that answered last. */
export async function showListed(turn: Turn, place: number): Promise<void> {
  const plan = turn.last && turn.plans.get(turn.last.dialog);
  if (!plan || listedAt(turn, place) === undefined) return answerToNothing(turn, 'choose');
  await beginWithListed(turn, plan, place);
}

/** "The receipt of the second one": a dialog with that entry of the list. Where there is no list, it is begun as if no place had been named. */
export async function beginWithListed(turn: Turn, plan: DialogPlan, place: number): Promise<void> {
  const found = listedAt(turn, place);
  if (found !== 'none') return begin(turn, plan, found);
  turn.events.push('not listed');
  tell(turn, 'not_listed', { args: { count: turn.last?.listed?.length ?? 0 } });
}
