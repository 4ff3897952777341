import { advance } from '../advance.ts';
import { fillSlots } from '../fill-slots.ts';
import { openFrame } from '../frames.ts';
import type { Entities } from '../slots/slot-kinds.ts';
import type { Turn } from '../turn.ts';
import { followedUp } from './follow-up.ts';
import { unclear } from './unclear.ts';

/** "And at Carrefour?": the last dialog once more, with its slots overlaid by the new ones. */
export async function followUp(turn: Turn, entities: Entities): Promise<void> {
  const followed = followedUp(turn, entities);
  if (!followed) return unclear(turn);
  const frame = openFrame(turn, followed.plan, followed.slots);
  turn.events.push(`followed_up ${frame.dialog}`);
  turn.focus = frame;
  fillSlots(turn, frame, entities);
  await advance(turn, 'addressed');
}
