import { encodeButton } from './button.ts';
import type { AskContext, SlotShape } from './define-dialog.ts';
import type { DialogPlan, SlotPlan } from './dialog-plan.ts';
import { buttonBinding, confirmationName, putQuestion } from './questions.ts';
import type { ReplyArguments, ReplyOption } from './reply.ts';
import { createSay, messageOf } from './say.ts';
import type { Frame } from './state.ts';
import { sayLead, type Turn } from './turn.ts';

/** What is asked, of which frame, in which turn. */
export interface Question {
  readonly turn: Turn;
  readonly frame: Frame;
  readonly plan: DialogPlan;
}

/** What a dialog is told while its question is being prepared. */
export function askContext({ turn, frame, plan }: Question, slot: string): AskContext<SlotShape, string> {
  const dialog = plan.definition.id;
  return {
    ...turn.services,
    slots: structuredClone(frame.slots),
    say: createSay({ dialog, plans: turn.plans, replies: turn.replies }),
    language: turn.language,
    now: turn.now,
    frameId: frame.id,
    message: (key, args) => messageOf(dialog, key, args),
    tries: (frame.tries?.[slot] ?? 0) + (frame.asked?.slot === slot ? 1 : 0),
  };
}

/** Puts the question of a slot, by the dialog's own `ask` where there is one. */
export async function askSlot(question: Question, slot: SlotPlan): Promise<void> {
  const { turn, frame, plan } = question;
  const { definition } = plan;
  const context = askContext(question, slot.name);
  const ask = definition.ask?.[slot.name];
  sayLead(turn);
  if (ask) await ask(context);
  else context.say(`ask.${slot.name}`);
  putQuestion(frame, slot.name);
  turn.events.push(`asked ${slot.name}`);
}

/** What a confirmation can repeat: the slots that are words or numbers, but for handles that only a connector understands. */
function confirmationArguments({ plan, frame }: Question): ReplyArguments {
  const args: Record<string, string | number> = {};
  for (const { name, kind } of plan.slots) {
    const value = frame.slots[name];
    if (kind !== 'choice' && (typeof value === 'string' || typeof value === 'number')) args[name] = value;
  }
  return args;
}

/** Asks for a yes or a no. */
export async function askConfirmation(question: Question): Promise<void> {
  const { turn, frame, plan } = question;
  const line = await plan.definition.confirmWith?.(askContext(question, confirmationName));
  frame.phase = 'confirming';
  putQuestion(frame, confirmationName);
  sayLead(turn);
  const option = (choice: 'yes' | 'no'): ReplyOption => ({
    label: { key: `engine.${choice}`, args: {} },
    payload: encodeButton({ kind: 'answer', frame: buttonBinding(frame), choice }),
  });
  turn.replies.push({
    kind: 'text',
    lines: [line ?? messageOf(frame.dialog, 'confirm', confirmationArguments(question))],
    options: [option('yes'), option('no')],
  });
  turn.events.push('asked confirmation');
}
