import type { Language, Locale } from '../i18n/language.ts';
import type { ButtonPayload } from './button.ts';
import type { SettledOutcome } from './settled-outcome.ts';
import type { Entities, SlotKind } from './slots/slot-kinds.ts';

/**
 * What a message asks of the engine. Understanding writes commands, the engine carries them out;
 * nothing else of a message reaches a dialog.
 */
export type Command =
  /** `follows`: with what the dialog before it was asked ("the receipt of that one"); `listed`: with that entry of the list on the screen, from 1. */
  | { readonly type: 'start'; readonly dialog: string; readonly follows?: true; readonly listed?: number }
  | { readonly type: 'press'; readonly button: ButtonPayload }
  /** A button that nobody here made. */
  | { readonly type: 'press_unknown' }
  /** "the second one", "2": a position in the list on the screen, from 1; -1 is the last. */
  | { readonly type: 'choose'; readonly position: number }
  | { readonly type: 'affirm' }
  | { readonly type: 'deny' }
  | { readonly type: 'cancel' }
  /** "more", "et les autres ?": what a list has left out. */
  | { readonly type: 'more' }
  /** Values were given without naming a dialog: an answer, a correction or a follow-up. */
  | { readonly type: 'provide' }
  /** Two or more dialogs are equally likely: ask which. Best first. */
  | { readonly type: 'clarify'; readonly dialogs: readonly string[] }
  /** "What is it?" to a list or a confirmation: more of what the question on the screen is about. */
  | { readonly type: 'explain' }
  /** It was not understood; or, `beyond`, it was, and nothing here can help with it; or, `foreign`, it is in another language. */
  | { readonly type: 'unclear'; readonly beyond?: true; readonly foreign?: true }
  /** Nothing but a number that was taken out of the message, of which the customer is told anyway. */
  | { readonly type: 'redacted' }
  /** A picture, a voice message, a sticker: nothing to read. */
  | { readonly type: 'unreadable' }
  /** Not a message: an order that a dialog had given is settled, and the customer does not know it yet. */
  | { readonly type: 'settled'; readonly dialog: string; readonly settled: SettledOutcome };

/** A second wish of a message, with what was said for it. */
export interface FurtherWish {
  readonly dialog: string;
  readonly entities: Entities;
}

/** What was understood of one message. `source`: which reader decided; `model`: a language model, which can only start a dialog or give values. */
export interface Reading {
  readonly language: Language;
  readonly command: Command;
  /** Everything found in the text, by kind; the engine fills the dialog's slots from it. */
  readonly entities: Entities;
  /** What the same message wants besides what `command` starts, in its order: "my balance and the receipt of Tuesday". */
  readonly also?: readonly FurtherWish[];
  /** The dialog that the words point to, whatever the command; null when unknown. */
  readonly dialog: string | null;
  /** Calibrated probability of `dialog`, 0 to 1. */
  readonly score: number;
  readonly source: 'button' | 'plain' | 'classifier' | 'model' | 'none';
}

/** What the conversation is waiting for; handed to understanding so that a bare answer can be read. */
export type Expectation =
  | { readonly kind: 'slot'; readonly dialog: string; readonly slotKind: SlotKind }
  /** `offer`: dialogs to choose from, which take positions only; whatever else is said is read as if nothing were asked. */
  | { readonly kind: 'choice'; readonly dialog: string; readonly count: number; readonly offer?: true }
  | { readonly kind: 'confirmation'; readonly dialog: string };

export interface ReadingContext {
  readonly now: Date;
  /** IANA name: the bank's, or the customer's as the bank knows it. */
  readonly timeZone: string;
  /** The language of the conversation so far. */
  readonly language?: Language;
  /** As the bank knows the customer: tells in which order dates are written. */
  readonly locale?: Locale;
  readonly expecting?: Expectation;
  /** The dialog that answered last. */
  readonly lastDialog?: string;
}

/** What a customer did, as far as understanding needs it. */
export type CustomerInput =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly payload: string; readonly title?: string }
  | { readonly kind: 'attachment' };

/** The port behind which the readers live. */
export interface Understanding {
  read(input: CustomerInput, context: ReadingContext): Promise<Reading>;
}
