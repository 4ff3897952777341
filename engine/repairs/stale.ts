import { slotValue } from '../fill-slots.ts';
import { closeFrame, dropOldest, maxFrames } from '../frames.ts';
import type { Command } from '../reading.ts';
import { startOptions } from '../start-options.ts';
import type { Frame } from '../state.ts';
import { planOf, type Turn, tell } from '../turn.ts';

/** For how long a question waits for its answer. */
export const idleMs = 15 * 60_000;

/** Whether something asked at `since` (ISO 8601) has waited too long for its answer. */
export function isExpired(since: string, now: Date): boolean {
  return now.getTime() - Date.parse(since) > idleMs;
}

/** Whether a command makes sense only as the answer to a question. */
export function isBareAnswer(command: Command): boolean {
  if (command.type === 'press') return command.button.kind !== 'start';
  return ['choose', 'affirm', 'deny', 'provide', 'more'].includes(command.type);
}

function dropExpired(turn: Turn): 'expired' | undefined {
  const expired = turn.frames.filter((frame) => isExpired(frame.updatedAt, turn.now));
  for (const frame of expired) closeFrame(turn, frame);
  turn.events.push(...expired.map((frame) => `expired ${frame.dialog}`));
  if (expired.length === 0 || !isBareAnswer(turn.reading.command)) return undefined;
  tell(turn, 'expired', { options: startOptions(turn.plans, expired.map((frame) => frame.dialog).toReversed()) });
  return 'expired';
}

/** Frames of a dialog that has gone or has changed since cannot go on; a deployment in between is no reason for an error. */
function dropChanged(turn: Turn): 'changed' | undefined {
  const changed = turn.frames.filter((frame) => turn.plans.get(frame.dialog)?.definition.version !== frame.version);
  for (const frame of changed) closeFrame(turn, frame);
  turn.events.push(...changed.map((frame) => `changed ${frame.dialog}`));
  if (changed.length === 0) return undefined;
  tell(turn, 'changed', { options: startOptions(turn.plans, changed.map((frame) => frame.dialog).toReversed()) });
  return 'changed';
}

/** A frame saved as running belongs to a process that died in its effect: it is not run again, and a customer who had confirmed is told. */
function dropRunning(turn: Turn): 'interrupted' | undefined {
  const running = turn.frames.filter((frame) => frame.phase === 'running');
  for (const frame of running) closeFrame(turn, frame);
  turn.events.push(...running.map((frame) => `lost ${frame.dialog}`));
  if (!running.some((frame) => planOf(turn, frame).definition.confirm)) return undefined;
  tell(turn, 'outcome_unknown', { options: startOptions(turn.plans, ['person']) });
  return 'interrupted';
}

/** Saved slots are untrusted: what the dialog's schemas no longer accept is asked anew. */
function checkSlots(turn: Turn, frame: Frame): void {
  const { slots } = planOf(turn, frame);
  const saved = Object.entries(frame.slots);
  frame.slots = Object.fromEntries(
    saved.filter(([name, value]) => slots.some((slot) => slot.name === name && slotValue(slot, value) !== undefined)),
  );
  const known = frame.phase === 'confirming' || slots.some((slot) => slot.name === frame.asked?.slot);
  if (frame.asked && !known) delete frame.asked;
}

/**
 * Clears away what time or a deployment has overtaken, before the message is looked at.
 * @returns true when the message was the answer to something that is gone, so that nothing is left to do with it.
 */
export function clearStale(turn: Turn): boolean {
  const told = [dropExpired(turn), dropChanged(turn), dropRunning(turn)];
  while (turn.frames.length > maxFrames) dropOldest(turn);
  for (const frame of turn.frames) checkSlots(turn, frame);
  return isBareAnswer(turn.reading.command) && told.some((sentence) => sentence !== undefined);
}
