import { advance } from '../advance.ts';
import { askedSlot } from '../frames.ts';
import { offerMore } from '../offer-choices.ts';
import type { Frame } from '../state.ts';
import { planOf, type Turn, tell } from '../turn.ts';
import { answerToNothing } from './answer.ts';
import { mayTell } from './elsewhere.ts';
import { failFrame } from './fail.ts';
import { moreEntries } from './follow-up.ts';
import { followUp } from './go-on.ts';
import { misfit } from './misfit.ts';

/** Shows the entries that follow those of the last answer, or says that there are no others. */
export async function moreOfAnswer(turn: Turn): Promise<void> {
  const wanted = moreEntries(turn);
  if (wanted === undefined) return answerToNothing(turn, 'choose');
  if (wanted === 'all') return tell(turn, 'no_more');
  await followUp(turn, wanted);
}

/** Shows the next choices of the question on the screen; where all have been shown, says how to look further. */
export async function moreChoices(turn: Turn, frame: Frame): Promise<void> {
  turn.focus = frame;
  const slot = askedSlot(turn, frame);
  if (!slot || !frame.asked?.choices) return misfit(turn, frame);
  const keep = turn.replies.length;
  try {
    // A customer who unlinked meanwhile is told by the dialog's own guard.
    const linked = !planOf(turn, frame).definition.requires?.linked || (await turn.guards.linked());
    if (linked && (await mayTell(turn, frame)) && (await offerMore({ turn, frame, plan: planOf(turn, frame) }, slot))) return;
  } catch (error) {
    failFrame(turn, frame, { error, keep });
    return advance(turn, 'resumed');
  }
  turn.lead = { line: { key: 'engine.choices_narrow', args: {} }, instead: true };
  await advance(turn, 'addressed');
}
