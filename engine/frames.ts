import { type DialogPlan, type SlotPlan } from './dialog-plan.ts';
import type { Frame } from './state.ts';
import { planOf, type Turn, tell, topicOf } from './turn.ts';

/** How many dialogs may be open at once; beyond that nobody remembers what was left open. */
export const maxFrames = 4;

/** Drops the oldest frame, and says so. */
export function dropOldest(turn: Turn): void {
  const [oldest] = turn.frames.splice(0, 1);
  if (!oldest) return;
  tell(turn, 'dropped', { args: { title: topicOf(turn, oldest) } });
  turn.events.push(`dropped ${oldest.dialog}`);
}

/** Opens a dialog above what is being talked about. Small talk is over before the turn is: it takes nobody's place. */
export function openFrame(turn: Turn, { definition, smallTalk }: DialogPlan, slots: Frame['slots'] = {}): Frame {
  const at = turn.now.toISOString();
  const { id: dialog, version } = definition;
  if (!smallTalk && turn.frames.length >= maxFrames) dropOldest(turn);
  const frame: Frame = { id: turn.newId(), dialog, version, slots, phase: 'filling', startedAt: at, updatedAt: at };
  turn.frames.push(frame);
  turn.events.push(`started ${dialog}`);
  return frame;
}

/** Takes a frame off the stack. */
export function closeFrame(turn: Turn, frame: Frame): void {
  const index = turn.frames.indexOf(frame);
  if (index >= 0) turn.frames.splice(index, 1);
}

/** The slot whose question the frame has put; undefined while confirming or before the first question. */
export function askedSlot(turn: Pick<Turn, 'plans'>, frame: Frame): SlotPlan | undefined {
  if (frame.phase !== 'filling' || !frame.asked) return undefined;
  const { slot } = frame.asked;
  return planOf(turn, frame).slots.find((plan) => plan.name === slot);
}

/** Forgets the question that was put, so that the next one counts as new and the buttons of this one no longer answer it. */
export function withdrawQuestion(frame: Frame): void {
  frame.phase = 'filling';
  delete frame.asked;
}
