import { type ButtonPayload, encodeButton } from './button.ts';
import type { DialogPlans } from './dialog-plan.ts';
import type { ReplyOption } from './reply.ts';

type Start = Extract<ButtonPayload, { readonly kind: 'start' }>;

/** Quick replies that begin dialogs, titled by their own `title`; ids without a dialog or without a title are left out. */
export function startOptions(plans: DialogPlans, ids: readonly string[], from: Pick<Start, 'follows' | 'about'> = {}): ReplyOption[] {
  return [...new Set(ids)]
    .filter((id) => plans.get(id)?.has('title'))
    .map((id) => ({
      label: { key: `${id}.title`, args: {} },
      payload: encodeButton({ kind: 'start', dialog: id, ...from }),
    }));
}
