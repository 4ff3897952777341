import { advance } from '../advance.ts';
import { askContext } from '../ask.ts';
import type { Frame } from '../state.ts';
import { planOf, type Turn } from '../turn.ts';
import { failFrame } from './fail.ts';
import { unclear } from './unclear.ts';

/** What the question on the screen is about: the list, or what was chosen before the confirmation. */
function shownBy(turn: Turn, frame: Frame): readonly string[] {
  if (frame.phase !== 'confirming') return frame.asked?.choices ?? [];
  const chosen = planOf(turn, frame).slots.filter(({ kind }) => kind === 'choice');
  return chosen.flatMap(({ name }) => {
    const value = frame.slots[name];
    return typeof value === 'string' ? [value] : [];
  });
}

/** "What is it?": the dialog says more of it, and its question is put again; that is no try. */
export async function explain(turn: Turn): Promise<void> {
  const frame = turn.frames.at(-1);
  const plan = frame && planOf(turn, frame);
  if (!frame?.asked || !plan?.definition.explain) return unclear(turn);
  turn.focus = frame;
  const keep = turn.replies.length;
  try {
    await plan.definition.explain({ ...askContext({ turn, frame, plan }, frame.asked.slot), shown: shownBy(turn, frame) });
  } catch (error) {
    failFrame(turn, frame, { error, keep });
    return advance(turn, 'resumed');
  }
  turn.events.push(`explained ${frame.dialog}`);
  await advance(turn, 'addressed');
}
