import type { Frame } from '../state.ts';
import { planOf, type Turn } from '../turn.ts';
import { remember } from './follow-up.ts';

/** Whether what the dialog answers with may be said here. */
export async function mayTell(turn: Turn, frame: Frame): Promise<boolean> {
  const { tells = [], from = 'hinted' } = planOf(turn, frame).definition.requires ?? {};
  return tells.length === 0 || turn.guards.mayTell(tells, from);
}

/**
 * The answer waits on a page of the bank. Nothing was asked of the bank, so that what is said, and what is remembered, is the same
 * whatever the bank would have answered: neither words nor their number, nor the time they take, tell anything.
 */
export function answerElsewhere(turn: Turn, frame: Frame): void {
  remember(turn, frame);
  turn.replies.push({ kind: 'elsewhere', dialog: frame.dialog, slots: structuredClone(frame.slots) });
  turn.events.push(`elsewhere ${frame.dialog}`);
}
