import { closeFrame, openFrame } from '../frames.ts';
import type { Frame } from '../state.ts';
import { type Turn, tell } from '../turn.ts';

/** The dialog that links a conversation to a customer, by convention. */
const linkingDialog = 'link_account';

/**
 * A dialog that needs a linked customer has none: the linking dialog goes above it, and what was asked is answered once that is done.
 * Where it is open already it comes to the top as it is, so that the link it handed out stays good.
 */
export function linkFirst(turn: Turn, frame: Frame): 'ended' | 'pushed' {
  const plan = turn.plans.get(linkingDialog);
  tell(turn, 'link_first');
  if (!plan || frame.dialog === linkingDialog) {
    closeFrame(turn, frame);
    turn.events.push(`ended ${frame.dialog}`);
    return 'ended';
  }
  const open = turn.frames.find((candidate) => candidate.dialog === linkingDialog);
  if (!open) openFrame(turn, plan);
  else {
    closeFrame(turn, open);
    turn.frames.push(open);
  }
  return 'pushed';
}
