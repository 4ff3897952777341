import type { CalendarDay } from '../i18n/calendar-day.ts';
import type { ClockTime } from '../i18n/clock-time.ts';
import type { Money } from '../i18n/money.ts';
import type { ReceiptView } from '../secrecy/receipt-view.ts';
import type { DataClass, Sealed } from '../secrecy/sealed.ts';

/** What a sentence can print. Strings and numbers go to ICU as they are; money, days and times are written in the customer's locale. */
export type ReplyValue = string | number | Money | CalendarDay | ClockTime;

/** The argument of a sentence: banking facts arrive sealed and are opened by `secrecy/` only. */
export type ReplyArgument = ReplyValue | Sealed<DataClass, ReplyValue>;
export type ReplyArguments = Readonly<Record<string, ReplyArgument>>;

/** A sentence of a catalogue, named: `<dialog id>.<key>` or `engine.<key>`. */
export interface MessageRef {
  readonly key: string;
  readonly args: ReplyArguments;
  /** What is said instead where the facts in `args` may not be disclosed; without it the whole reply is withheld. */
  readonly otherwise?: MessageRef;
}

/** A quick reply. `payload` is made by `engine/button.ts`. */
export interface ReplyOption {
  readonly label: MessageRef;
  readonly payload: string;
}

export type ReplyButton =
  | { readonly kind: 'press'; readonly label: MessageRef; readonly payload: string }
  | { readonly kind: 'open'; readonly label: MessageRef; readonly url: string | Sealed<DataClass, string> };

export interface ReplyCard {
  readonly title: MessageRef;
  readonly subtitle?: MessageRef;
  readonly buttons?: readonly ReplyButton[];
}

/** What a turn answers: names of sentences and sealed arguments, never text. */
export type Reply =
  /** `lines` are joined by line breaks into one bubble. */
  | {
      readonly kind: 'text';
      readonly lines: readonly MessageRef[];
      readonly buttons?: readonly ReplyButton[];
      readonly options?: readonly ReplyOption[];
    }
  | { readonly kind: 'cards'; readonly cards: readonly ReplyCard[]; readonly options?: readonly ReplyOption[] }
  | { readonly kind: 'receipt'; readonly receipt: Sealed<'receipt', ReceiptView>; readonly options?: readonly ReplyOption[] }
  /** The answer is not given here, and was not even asked of the bank: it waits on a page of the bank. Says what was asked. */
  | { readonly kind: 'elsewhere'; readonly dialog: string; readonly slots: Readonly<Record<string, unknown>> };
