import type { Say, SayExtras } from './define-dialog.ts';
import type { DialogPlans } from './dialog-plan.ts';
import type { MessageRef, Reply, ReplyArguments, ReplyButton, ReplyOption } from './reply.ts';
import { startOptions } from './start-options.ts';

/** Refers to a sentence of one dialog: whatever key is asked for, it stays inside that dialog's catalogue. */
export function messageOf(dialog: string, key: string, args: ReplyArguments = {}): MessageRef {
  return { key: `${dialog}.${key}`, args };
}

interface Attachments {
  readonly buttons?: readonly ReplyButton[];
  readonly options?: readonly ReplyOption[];
}

function attachments(plans: DialogPlans, extras: SayExtras = {}): Attachments {
  const options = [
    ...(extras.options ?? []),
    ...startOptions(plans, extras.follow ?? [], true),
    ...startOptions(plans, extras.suggest ?? []),
  ];
  return {
    ...(extras.buttons && extras.buttons.length > 0 ? { buttons: extras.buttons } : {}),
    ...(options.length > 0 ? { options } : {}),
  };
}

/** Makes the `say` of one dialog, which collects into `replies`. */
export function createSay(deps: { readonly dialog: string; readonly plans: DialogPlans; readonly replies: Reply[] }): Say<string> {
  const { dialog, plans, replies } = deps;
  const text = (lines: readonly MessageRef[], extras?: SayExtras): void => {
    replies.push({ kind: 'text', lines, ...attachments(plans, extras) });
  };
  return Object.assign((key: string, args?: ReplyArguments, extras?: SayExtras) => text([messageOf(dialog, key, args)], extras), {
    lines: (lines: readonly (readonly [string, ReplyArguments?])[], extras?: SayExtras) =>
      text(
        lines.map(([key, args]) => messageOf(dialog, key, args)),
        extras,
      ),
    cards: (cards: Parameters<Say<string>['cards']>[0], extras?: SayExtras) => {
      replies.push({ kind: 'cards', cards, ...attachments(plans, extras) });
    },
    receipt: (receipt: Parameters<Say<string>['receipt']>[0], extras?: SayExtras) => {
      replies.push({ kind: 'receipt', receipt, ...attachments(plans, extras) });
    },
  });
}
