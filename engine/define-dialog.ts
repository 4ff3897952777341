import type { z } from 'zod';
import type { Language } from '../i18n/language.ts';
import type { DisclosureLevel } from '../secrecy/grant.ts';
import type { ReceiptView } from '../secrecy/receipt-view.ts';
import type { DataClass, Sealed } from '../secrecy/sealed.ts';
import type { MessageRef, ReplyArguments, ReplyButton, ReplyCard, ReplyOption } from './reply.ts';
import type { SettledOutcome } from './settled-outcome.ts';

export type SlotShape = Readonly<Record<string, z.ZodType>>;
export type SlotValues<Slots extends SlotShape> = { readonly [Name in keyof Slots]: z.infer<Slots[Name]> };

/** What may stand under a sentence. */
export interface SayExtras {
  readonly buttons?: readonly ReplyButton[];
  readonly options?: readonly ReplyOption[];
  /** Ids of dialogs to suggest next, as quick replies titled by their own `title`. */
  readonly suggest?: readonly string[];
  /** The same, to be begun with what this answer is about, or else with what this dialog was asked. They stand first. */
  readonly follow?: readonly string[];
  /** Handle of the one thing that the answer shows: another dialog can go on with it, see the slot `subject`. */
  readonly about?: string;
  /** Handles of the entries of a list, in their order on the screen: "the second one" is one of them. */
  readonly listed?: readonly string[];
  /** How many of a list have been shown, where others follow: "more" begins after them. Under a list it has a quick reply of its own. */
  readonly next?: number;
}

/** Collects the replies of a turn, in order. Keys are the dialog's own; `engine.` and other dialogs' sentences cannot be named. */
export interface Say<Key extends string> {
  (key: Key, args?: ReplyArguments, extras?: SayExtras): void;
  /** Several sentences as the lines of one bubble. */
  lines(lines: readonly (readonly [Key, ReplyArguments?])[], extras?: SayExtras): void;
  cards(cards: readonly ReplyCard[], extras?: Pick<SayExtras, 'options' | 'suggest'>): void;
  receipt(receipt: Sealed<'receipt', ReceiptView>, extras?: Pick<SayExtras, 'options' | 'suggest'>): void;
}

export interface RunBasics<Slots extends SlotShape, Key extends string> {
  readonly slots: SlotValues<Slots>;
  readonly say: Say<Key>;
  readonly language: Language;
  readonly now: Date;
  /** Idempotency key of everything this run does. */
  readonly frameId: string;
  /** Refuses a slot's value: the sentence `key` is said and the slot is asked again. */
  readonly reject: (slot: keyof Slots & string, key: Key) => void;
  /** Refers to one of this dialog's sentences, for labels. */
  readonly message: (key: Key, args?: ReplyArguments) => MessageRef;
}

/** What the customer can pick, offered by a connector. `id` goes into the slot, `label` onto the button (at most 20 characters are shown there). */
export interface Choice {
  readonly id: string;
  readonly label: MessageRef;
  /** The whole of it, for the list above the buttons; the label where absent. Its sentence is handed `position`, from 1, to print. */
  readonly line?: MessageRef;
}

/** What is known while a question is being prepared. */
export interface AskContext<Slots extends SlotShape, Key extends string> extends Omit<RunBasics<Slots, Key>, 'slots' | 'reject'> {
  readonly slots: Partial<SlotValues<Slots>>;
  /** How often this question was already put in this frame: what was handed out then, such as a link, still holds. 0 where absent. */
  readonly tries?: number;
}

/** What is known before the first question, when nothing has been asked for yet. */
export interface PrefaceContext<Slots extends SlotShape, Key extends string> extends Omit<AskContext<Slots, Key>, 'tries'> {
  readonly linked: boolean;
}

/** What the question on the screen is about: the choices in the list, or what was chosen and is to be confirmed. */
export interface ExplainContext<Slots extends SlotShape, Key extends string> extends AskContext<Slots, Key> {
  readonly shown: readonly string[];
}

/** What a dialog is handed to tell the late outcome of an order that it had given. */
export type LateContext<Slots extends SlotShape, Key extends string> = Pick<
  RunBasics<Slots, Key>,
  'say' | 'language' | 'now' | 'message'
> & { readonly settled: SettledOutcome };

/** What must hold before a dialog may ask or answer anything. */
export interface Requirements {
  /** The conversation is linked to a customer of the bank. */
  readonly linked?: boolean;
  /**
   * The classes of facts that it answers with. Where one of them is sealed for this customer, nothing is asked of the bank, and the
   * answer is given on the bank's page instead.
   */
  readonly tells?: readonly DataClass[];
  /** The least level at which it has something to say; `hinted` where left out. */
  readonly from?: DisclosureLevel;
}

export interface DialogDefinition<Services extends object, Slots extends SlotShape = SlotShape, Key extends string = string> {
  /** snake_case, stable: it is in saved state and in buttons. */
  readonly id: string;
  /** Raise it when saved frames of the older shape can no longer be used: they end with one sentence. */
  readonly version: number;
  /** One sentence for developers and for a language model: what the customer wants. */
  readonly description: string;
  /** `title` (at most 20 characters) names the dialog on buttons, `topic` inside a sentence; `offer` is a line of what can be asked here; `ask.<slot>`, `invalid.<slot>`, `none.<slot>`, `confirm` are used by the engine. */
  readonly messages: { readonly fr: Readonly<Record<Key, string>>; readonly en: Readonly<Record<Key, string>> };
  /** What customers write when they want this; teaches the embedded classifier. */
  readonly examples: { readonly fr: readonly string[]; readonly en: readonly string[] };
  /** Checked before the first question, whoever started the dialog. */
  readonly requires?: Requirements;
  /** Says what cannot wait for a first question or a sign-in; `over` ends the dialog there, where nothing can be done from here. */
  preface?(context: Services & PrefaceContext<Slots, Key>): Promise<'on' | 'over'>;
  /** Asks `confirm` (yes or no) before `run`; any later change of a slot asks again. Its sentence is handed the slots that are words or numbers. */
  readonly confirm?: boolean;
  /** Where the confirmation has more to say than the slots: what this names is asked instead of the plain `confirm`. */
  confirmWith?(context: Services & AskContext<Slots, Key>): Promise<MessageRef>;
  /** Tells what came of an order of an earlier frame, when nobody could tell in its own turn. Whoever gives orders has to `confirm`. */
  late?(context: Services & LateContext<Slots, Key>): Promise<void>;
  /** Whoever says this leaves: what is still open is dropped without a word. */
  readonly closing?: boolean;
  /** Takes effect in its first turn, without asking: only the customer's own words or a button begin it, never a language model. */
  readonly byCustomerOnly?: boolean;
  readonly slots: Slots;
  /** For slots of kind `chosen`: what there is to choose from, given what is known so far. */
  readonly choices?: { readonly [Name in keyof Slots]?: (context: Services & AskContext<Slots, Key>) => Promise<readonly Choice[]> };
  /** For slots of kind `chosen`: what a no to the list picks, "none of these"; without it a no is no answer. */
  readonly noneOf?: { readonly [Name in keyof Slots]?: string };
  /** Says more of what the question on the screen is about, when the customer asks what it is; the question is put again after it. */
  explain?(context: Services & ExplainContext<Slots, Key>): Promise<void>;
  /** Where a question needs more than its sentence `ask.<slot>`, such as a link: what it says replaces the plain question. */
  readonly ask?: { readonly [Name in keyof Slots]?: (context: Services & AskContext<Slots, Key>) => Promise<void> };
  run(context: Services & RunBasics<Slots, Key>): Promise<void>;
}

/** A dialog as the engine sees it once its own types have been checked. */
// oxlint-disable-next-line typescript/no-explicit-any -- slots and keys differ per dialog; they were checked where the dialog was defined
export type AnyDialog = DialogDefinition<any, any, any>;

/**
 * Makes the `defineDialog` of an application whose dialogs are handed `Services`.
 * A missing translation, a wrong key and a mistyped slot stop compilation in the dialog's file.
 */
export function dialogDefiner<Services extends object>() {
  return <Slots extends SlotShape, Key extends string>(
    definition: DialogDefinition<Services, Slots, Key>,
  ): DialogDefinition<Services, Slots, Key> => definition;
}
