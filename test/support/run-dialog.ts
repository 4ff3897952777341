import type { DialogServices } from '../../dialogs/services.ts';
import type { AnyDialog, Choice, Say } from '../../engine/define-dialog.ts';
import type { MessageRef, Reply, ReplyArguments } from '../../engine/reply.ts';
import type { SettledOutcome } from '../../engine/settled-outcome.ts';
import { createCatalogue } from '../../i18n/catalogue.ts';
import { createFormatters } from '../../i18n/format.ts';
import type { Language } from '../../i18n/language.ts';
import type { Grant } from '../../secrecy/grant.ts';
import { printArguments } from '../../secrecy/print-argument.ts';
import { sentenceAt } from '../../secrecy/sentence-at.ts';

const today = '2026-11-17';

interface Setting {
  readonly services: DialogServices;
  readonly slots?: Readonly<Record<string, unknown>>;
  readonly language?: Language;
  readonly tries?: number;
}

/** Everything one call of a dialog said, with the slots it refused and what it suggested. */
export interface DialogOutcome {
  readonly replies: readonly Reply[];
  readonly suggested: readonly string[];
  readonly rejected: readonly { readonly slot: string; readonly key: string }[];
}

function createCollector(dialog: AnyDialog) {
  const replies: Reply[] = [];
  const suggested: string[] = [];
  const rejected: { slot: string; key: string }[] = [];
  const message = (key: string, args: ReplyArguments = {}): MessageRef => ({ key: `${dialog.id}.${key}`, args });
  const lines: Say<string>['lines'] = (list, { suggest = [], follow = [], ...extras } = {}) => {
    suggested.push(...follow, ...suggest);
    replies.push({ kind: 'text', lines: list.map(([key, args]) => message(key, args)), ...extras });
  };
  const say: Say<string> = Object.assign(
    (key: string, args?: ReplyArguments, extras?: Parameters<Say<string>>[2]) => lines([[key, args ?? {}]], extras),
    {
      lines,
      cards: (cards: Parameters<Say<string>['cards']>[0]) => void replies.push({ kind: 'cards', cards }),
      receipt: (receipt: Parameters<Say<string>['receipt']>[0]) => void replies.push({ kind: 'receipt', receipt }),
    },
  );
  const reject = (slot: string, key: string): void => void rejected.push({ slot, key });
  return { replies, suggested, rejected, say, message, reject };
}

function contextOf(collector: ReturnType<typeof createCollector>, { services, slots = {}, language = 'fr', tries = 0 }: Setting) {
  const { say, message, reject } = collector;
  return { ...services, slots, language, tries, say, message, reject, now: new Date(`${today}T12:00:00Z`), frameId: 'f1' };
}

/** Calls `run` as the engine would once all slots are filled. */
export async function runDialog(dialog: AnyDialog, setting: Setting): Promise<DialogOutcome> {
  const collector = createCollector(dialog);
  await dialog.run(contextOf(collector, setting));
  return collector;
}

/** Calls the `ask` hook of a slot. */
export async function askDialog(dialog: AnyDialog, slot: string, setting: Setting): Promise<DialogOutcome> {
  const collector = createCollector(dialog);
  await dialog.ask?.[slot]?.(contextOf(collector, setting));
  return collector;
}

/** Lets a dialog say what cannot wait; `over` where it ends there. */
export async function prefaceOf(
  dialog: AnyDialog,
  setting: Setting & { readonly linked: boolean },
): Promise<DialogOutcome & { readonly goes: string | undefined }> {
  const collector = createCollector(dialog);
  const goes = await dialog.preface?.({ ...contextOf(collector, setting), linked: setting.linked });
  return { ...collector, goes };
}

/** The sentence with which a dialog asks to be confirmed. */
export async function confirmationOf(dialog: AnyDialog, setting: Setting): Promise<MessageRef | undefined> {
  return dialog.confirmWith?.(contextOf(createCollector(dialog), setting));
}

/** Lets a dialog tell the late outcome of an order. */
export async function lateOf(dialog: AnyDialog, setting: Setting & { readonly settled: SettledOutcome }): Promise<DialogOutcome> {
  const collector = createCollector(dialog);
  await dialog.late?.({ ...contextOf(collector, setting), settled: setting.settled });
  return collector;
}

/** Calls the `choices` of a slot. */
export async function choicesOf(dialog: AnyDialog, slot: string, setting: Setting): Promise<readonly Choice[]> {
  return (await dialog.choices?.[slot]?.(contextOf(createCollector(dialog), setting))) ?? [];
}

const grant: Grant = {
  sink: 'chat',
  levels: { balance: 'shown', transaction: 'shown', receipt: 'shown', delivery: 'shown', card: 'shown', identity: 'shown' },
  rule: 'test',
};

/** A sentence as the customer would read it at level `shown`, with plain spaces. */
export function sentence(dialog: AnyDialog, { key, args }: MessageRef, language: Language = 'fr'): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const catalogue = createCatalogue({ [dialog.id]: dialog.messages });
  const sentence = sentenceAt(catalogue, key, { args, grant, about: [] });
  const context = { sink: 'chat', grant, formatter: createFormatters()(locale), today } as const;
  const { printed } = printArguments(args, context, { sentence, sayBand: ({ low, high }) => `${low} - ${high}` });
  return catalogue.format(locale, sentence.key, printed).replaceAll(/[\u00A0\u202F]/g, ' ');
}

/** The text bubbles of an outcome, lines joined. */
export function bubbles(dialog: AnyDialog, { replies }: DialogOutcome, language: Language = 'fr'): string[] {
  return replies.flatMap((reply) =>
    reply.kind === 'text' ? [reply.lines.map((line) => sentence(dialog, line, language)).join('\n')] : [],
  );
}

/** The keys of an outcome, bubble by bubble; cards and receipts by their kind. */
export function keys({ replies }: DialogOutcome): string[][] {
  return replies.map((reply) => (reply.kind === 'text' ? reply.lines.map((line) => line.key) : [reply.kind]));
}
