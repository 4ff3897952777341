import { advance } from '../advance.ts';
import { askedSlot } from '../frames.ts';
import { confirmationName } from '../questions.ts';
import type { MessageRef } from '../reply.ts';
import { messageOf } from '../say.ts';
import type { Frame } from '../state.ts';
import { planOf, type Turn } from '../turn.ts';
import { countTry } from './count-try.ts';

function lead(turn: Turn, line: MessageRef): void {
  turn.lead = { line, instead: true };
}

function sayWhatFits(turn: Turn, frame: Frame, why: 'unfit' | 'out_of_range'): void {
  if (frame.phase === 'confirming') return lead(turn, { key: 'engine.yes_or_no', args: {} });
  const slot = askedSlot(turn, frame)?.name;
  const count = frame.asked?.choices?.length;
  if (why === 'unfit' && slot && planOf(turn, frame).has(`invalid.${slot}`)) lead(turn, messageOf(frame.dialog, `invalid.${slot}`));
  else if (count === undefined) lead(turn, { key: 'engine.invalid', args: {} });
  else lead(turn, { key: 'engine.choose_from_list', args: { count } });
}

/** What was said does not answer the question on the screen: says what would, and asks again. */
export async function misfit(turn: Turn, frame: Frame, why: 'unfit' | 'out_of_range' = 'unfit'): Promise<void> {
  const slot = frame.phase === 'confirming' ? confirmationName : (frame.asked?.slot ?? confirmationName);
  turn.events.push(`misfit ${slot}`);
  if (countTry(turn, frame, slot) === 'ended') return advance(turn, 'resumed');
  sayWhatFits(turn, frame, why);
  await advance(turn, 'addressed');
}
