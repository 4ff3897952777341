import { advance } from '../advance.ts';
import type { DialogPlan } from '../dialog-plan.ts';
import { fillSlots } from '../fill-slots.ts';
import { closeFrame, openFrame, withdrawQuestion } from '../frames.ts';
import type { Entities } from '../slots/slot-kinds.ts';
import type { Frame } from '../state.ts';
import { type Turn, tell } from '../turn.ts';
import { fillSubject, lastSaid, takeSubject } from './follow-up.ts';
import { misfit } from './misfit.ts';

/** Values for the open dialog: an answer, more than an answer, or a correction. Without any value the question is only put once more. */
export async function provide(turn: Turn, frame: Frame): Promise<void> {
  if (Object.keys(turn.reading.entities).length === 0) return advance(turn, 'addressed');
  const { filled, corrected } = fillSlots(turn, frame, turn.reading.entities);
  if (filled.length + corrected.length === 0) return misfit(turn, frame);
  if (corrected.length > 0) tell(turn, 'corrected');
  await advance(turn, 'addressed');
}

/** What was said for this dialog: by this message, and by the one that left open which dialog was meant. */
function saidFor(turn: Turn, dialog: string): Entities {
  const { offeredBefore, reading } = turn;
  return offeredBefore?.dialogs.includes(dialog) ? { ...offeredBefore.entities, ...reading.entities } : reading.entities;
}

/** The open dialog was asked for once more: what the message says is taken over, and its question is put as if for the first time. */
async function startAgain(turn: Turn, frame: Frame): Promise<void> {
  const { corrected } = fillSlots(turn, frame, saidFor(turn, frame.dialog));
  if (corrected.length > 0) tell(turn, 'corrected');
  withdrawQuestion(frame);
  delete frame.tries;
  await advance(turn, 'addressed');
}

/** What a message wants besides waits below what it wants first: as soon as that is done or given up, it is taken up. */
function openFurtherWishes(turn: Turn, first: string): void {
  for (const { dialog, entities } of (turn.reading.also ?? []).toReversed()) {
    const plan = turn.plans.get(dialog);
    if (!plan || dialog === first) continue;
    for (const older of turn.frames.filter((frame) => frame.dialog === dialog)) closeFrame(turn, older);
    fillSlots(turn, openFrame(turn, plan), entities);
  }
}

/** What a dialog goes on from: what the last answer was asked (`follows`), or the one thing that an answer has shown. */
interface From {
  readonly follows?: true | undefined;
  readonly about?: string | undefined;
}

/** Begins a dialog, above whatever is open. The same dialog further down is superseded: the newest wish is the one that counts.
 * A goodbye and an emergency leave nothing open. */
export async function begin(turn: Turn, plan: DialogPlan, { follows, about }: From = {}): Promise<void> {
  const { id } = plan.definition;
  const top = turn.frames.at(-1);
  if (top?.dialog === id) {
    turn.focus = top;
    closeFrame(turn, top);
    openFurtherWishes(turn, id);
    turn.frames.push(top);
    return startAgain(turn, top);
  }
  const clears = plan.definition.closing || turn.reading.entities.urgency !== undefined;
  for (const older of turn.frames.filter((frame) => frame.dialog === id || clears)) closeFrame(turn, older);
  openFurtherWishes(turn, id);
  const frame = openFrame(turn, plan);
  turn.focus = frame;
  const said = saidFor(turn, id);
  const taken = about === undefined ? takeSubject(turn, frame, said) : fillSubject(turn, frame, about);
  if (follows && !taken) fillSlots(turn, frame, lastSaid(turn));
  if (!taken) fillSlots(turn, frame, said);
  await advance(turn, 'addressed');
}
