import type { DialogPlans } from './dialog-plan.ts';
import { askedSlot } from './frames.ts';
import type { Expectation } from './reading.ts';
import { isExpired } from './repairs/stale.ts';
import type { ConversationState } from './state.ts';

/** What the conversation is waiting for, so that a bare answer can be read; undefined when nothing is asked or nobody waits any more. */
export function expectationOf(plans: DialogPlans, state: ConversationState, now: Date): Expectation | undefined {
  const { offered } = state;
  const [first] = offered?.dialogs ?? [];
  if (offered && first !== undefined && !isExpired(offered.at, now))
    return { kind: 'choice', dialog: first, count: offered.dialogs.length, offer: true };
  const frame = state.frames.at(-1);
  if (!frame?.asked || isExpired(frame.updatedAt, now)) return undefined;
  const { dialog, asked } = frame;
  if (plans.get(dialog)?.definition.version !== frame.version) return undefined;
  if (frame.phase === 'confirming') return { kind: 'confirmation', dialog };
  if (asked.choices) return { kind: 'choice', dialog, count: asked.choices.length };
  const kind = askedSlot({ plans }, frame)?.kind;
  return kind === undefined || kind === 'choice' || kind === 'subject' ? undefined : { kind: 'slot', dialog, slotKind: kind };
}
