import type { z } from 'zod';
import type { AnyDialog } from './define-dialog.ts';
import type { SlotKind } from './slots/slot-kinds.ts';
import { slotMeta } from './slots/slots.ts';

/** One slot of a dialog, with what its schema says about how it is filled. */
export interface SlotPlan {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly kind: SlotKind | 'choice' | 'subject';
  readonly optional: boolean;
  /** Whether the dialog has a question for it; always so for required slots. */
  readonly askable: boolean;
}

/** A dialog made ready to be run: checked, with its slots in the order in which they are asked. */
export interface DialogPlan {
  readonly definition: AnyDialog;
  readonly slots: readonly SlotPlan[];
  /** Answers at once and never asks anything, such as a greeting: nothing to resume, nothing to follow up. */
  readonly smallTalk: boolean;
  /** Whether both languages have the dialog's sentence `key`. */
  has(key: string): boolean;
}

export type DialogPlans = ReadonlyMap<string, DialogPlan>;

function planDialog(definition: AnyDialog): DialogPlan {
  const shape: Readonly<Record<string, z.ZodType>> = definition.slots;
  const has = (key: string): boolean => Object.hasOwn(definition.messages.fr, key) && Object.hasOwn(definition.messages.en, key);
  const slots = Object.entries(shape).map(([name, schema]) => {
    const askable = definition.ask?.[name] !== undefined || has(`ask.${name}`);
    return { name, schema, askable, ...slotMeta(schema) };
  });
  return { definition, slots, smallTalk: slots.length === 0 && !definition.confirm && !definition.requires?.linked, has };
}

function sentencesNeeded(plan: DialogPlan): string[] {
  const { definition, slots } = plan;
  const asked = slots.filter((slot) => !slot.optional);
  return [
    ...(slots.length > 0 || definition.confirm ? ['title'] : []),
    ...(definition.confirm ? ['confirm'] : []),
    ...asked.filter((slot) => slot.kind === 'choice').map((slot) => `none.${slot.name}`),
    ...asked.filter((slot) => slot.kind === 'choice' || !definition.ask?.[slot.name]).map((slot) => `ask.${slot.name}`),
  ];
}

function problemsOf(plan: DialogPlan): string[] {
  const { definition, slots } = plan;
  const unoffered = slots.filter((slot) => slot.kind === 'choice' && !definition.choices?.[slot.name]);
  return [
    ...(/^[a-z][a-z0-9_]{0,39}$/.test(definition.id) && definition.id !== 'engine' ? [] : ['the id is not a free snake_case name']),
    ...sentencesNeeded(plan)
      .filter((key) => !plan.has(key))
      .map((key) => `the sentence ${key} is missing`),
    // What is ordered is known by its frame, which only a question before the order puts into the saved state.
    ...(definition.late && !definition.confirm ? ['it gives orders and does not ask to confirm them'] : []),
    ...unoffered.map((slot) => `choices for ${slot.name} are missing`),
  ].map((problem) => `${definition.id}: ${problem}`);
}

/**
 * Checks the dialogs once, so that a forgotten sentence is found at start and not by a customer.
 * @throws TypeError naming every problem of every dialog.
 */
export function planDialogs(dialogs: readonly AnyDialog[]): DialogPlans {
  const plans = dialogs.map(planDialog);
  const byId = new Map(plans.map((plan) => [plan.definition.id, plan]));
  const problems = plans.flatMap(problemsOf);
  if (byId.size !== plans.length) problems.push('two dialogs have the same id');
  if (problems.length > 0) throw new TypeError(`dialogs cannot be used:\n${problems.join('\n')}`);
  return byId;
}
