import { advance } from '../advance.ts';
import { closeFrame } from '../frames.ts';
import type { Frame } from '../state.ts';
import { type Turn, tell } from '../turn.ts';

/** Ends what is being talked about, and goes on with what it had interrupted. */
export async function cancelFrame(turn: Turn, frame: Frame): Promise<void> {
  closeFrame(turn, frame);
  tell(turn, 'cancelled');
  turn.events.push(`cancelled ${frame.dialog}`);
  await advance(turn, 'resumed');
}

/** "Cancel": ends the top of the stack, or says that nothing is open. */
export async function cancel(turn: Turn): Promise<void> {
  const frame = turn.frames.at(-1);
  if (!frame) return tell(turn, 'nothing_to_cancel');
  await cancelFrame(turn, frame);
}
