import { encodeButton } from './button.ts';
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

/** What was shown, for what the customer may say next. */
export interface Shown {
  readonly about?: string;
  readonly listed?: readonly string[];
  readonly next?: number;
}

interface SayDeps {
  readonly dialog: string;
  readonly plans: DialogPlans;
  readonly replies: Reply[];
  /** The frame that answers: what it shows is noted under its id. */
  readonly answer?: { readonly frame: string; note(shown: Shown): void };
}

function attachments({ plans, answer }: SayDeps, extras: SayExtras = {}): Attachments {
  const { about, listed, next } = extras;
  const more =
    answer && next !== undefined && about === undefined
      ? [{ label: messageOf('engine', 'more'), payload: encodeButton({ kind: 'more', frame: answer.frame }) }]
      : [];
  const options = [
    ...(extras.options ?? []),
    ...startOptions(plans, extras.follow ?? [], answer && about !== undefined ? { about: answer.frame } : { follows: true }),
    ...more,
    ...startOptions(plans, extras.suggest ?? []),
  ];
  answer?.note({
    ...(about === undefined ? {} : { about }),
    ...(listed === undefined ? {} : { listed }),
    ...(next === undefined ? {} : { next }),
  });
  return {
    ...(extras.buttons && extras.buttons.length > 0 ? { buttons: extras.buttons } : {}),
    ...(options.length > 0 ? { options } : {}),
  };
}

/** Makes the `say` of one dialog, which collects into `replies`. */
export function createSay(deps: SayDeps): Say<string> {
  const { dialog, replies } = deps;
  const text = (lines: readonly MessageRef[], extras?: SayExtras): void => {
    replies.push({ kind: 'text', lines, ...attachments(deps, extras) });
  };
  return Object.assign((key: string, args?: ReplyArguments, extras?: SayExtras) => text([messageOf(dialog, key, args)], extras), {
    lines: (lines: readonly (readonly [string, ReplyArguments?])[], extras?: SayExtras) =>
      text(
        lines.map(([key, args]) => messageOf(dialog, key, args)),
        extras,
      ),
    cards: (cards: Parameters<Say<string>['cards']>[0], extras?: SayExtras) => {
      replies.push({ kind: 'cards', cards, ...attachments(deps, extras) });
    },
    receipt: (receipt: Parameters<Say<string>['receipt']>[0], extras?: SayExtras) => {
      replies.push({ kind: 'receipt', receipt, ...attachments(deps, extras) });
    },
  });
}
