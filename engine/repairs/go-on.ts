import { advance } from '../advance.ts';
import { fillSlots } from '../fill-slots.ts';
import { openFrame } from '../frames.ts';
import type { Entities } from '../slots/slot-kinds.ts';
import type { Turn } from '../turn.ts';
import { asAskedBefore, followedUp } from './follow-up.ts';
import { unclear } from './unclear.ts';

/** "And at Carrefour?": the last dialog once more, with its slots overlaid by the new ones. */
export async function followUp(turn: Turn, entities: Entities): Promise<void> {
  const said = asAskedBefore(turn, entities);
  const followed = followedUp(turn, said);
  if (!followed) return unclear(turn);
  const frame = openFrame(turn, followed.plan, followed.slots);
  turn.events.push(`followed_up ${frame.dialog}`);
  turn.focus = frame;
  fillSlots(turn, frame, said);
  await advance(turn, 'addressed');
}
