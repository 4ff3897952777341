import { z } from 'zod';
import type { SlotPlan } from './dialog-plan.ts';
import { withdrawQuestion } from './frames.ts';
import type { Entities } from './slots/slot-kinds.ts';
import type { Frame } from './state.ts';
import { planOf, type Turn } from './turn.ts';

/** Which slots a message has changed: `filled` were empty before, `corrected` held another value. */
export interface Filled {
  readonly filled: readonly string[];
  readonly corrected: readonly string[];
}

/** A value as it is kept in state, or undefined where the slot's schema refuses it. */
export function slotValue(slot: SlotPlan, value: unknown): Frame['slots'][string] | undefined {
  const parsed = slot.schema.safeParse(value);
  if (!parsed.success || parsed.data === undefined) return undefined;
  // Through JSON, so that a property that is present but undefined does not make two equal values differ.
  return z.json().parse(JSON.parse(JSON.stringify(parsed.data)));
}

/** Several slots can be of one kind: the first empty one takes the value, required (which is the one being asked) before optional, else the last. */
function slotFor(kind: string, slots: readonly SlotPlan[], frame: Frame): SlotPlan | undefined {
  const fitting = slots.filter((slot) => slot.kind === kind);
  const empty = fitting.filter((slot) => !Object.hasOwn(frame.slots, slot.name));
  return empty.find((slot) => !slot.optional) ?? empty[0] ?? fitting.at(-1);
}

/** What was chosen was chosen among what fitted: after a change of an earlier slot it has to be chosen anew, and not what was shown before. */
function clearDependents(frame: Frame, slots: readonly SlotPlan[], changed: readonly string[]): void {
  const first = slots.findIndex((slot) => changed.includes(slot.name));
  for (const [index, slot] of slots.entries()) {
    if (slot.kind === 'subject' || (slot.kind === 'choice' && index > first)) delete frame.slots[slot.name];
  }
}

/** Writes what a message says into the frame's slots. A confirmation that was asked before no longer holds after any change. */
export function fillSlots(turn: Turn, frame: Frame, entities: Entities): Filled {
  const { slots } = planOf(turn, frame);
  const filled: string[] = [];
  const corrected: string[] = [];
  for (const [kind, value] of Object.entries(entities)) {
    const target = slotFor(kind, slots, frame);
    const next = target && slotValue(target, value);
    if (!target || next === undefined || JSON.stringify(frame.slots[target.name]) === JSON.stringify(next)) continue;
    (Object.hasOwn(frame.slots, target.name) ? corrected : filled).push(target.name);
    frame.slots[target.name] = next;
  }
  const changed = [...filled, ...corrected];
  if (changed.length === 0) return { filled, corrected };
  clearDependents(frame, slots, changed);
  if (frame.phase === 'confirming') withdrawQuestion(frame);
  turn.events.push(...filled.map((name) => `filled ${name}`), ...corrected.map((name) => `corrected ${name}`));
  return { filled, corrected };
}
