import type { ReceiptView } from './receipt-view.ts';

/** A quick reply: what the customer may tap instead of typing. `payload` comes back as it is. */
export interface OutgoingOption {
  readonly title: string;
  readonly payload: string;
}

export type OutgoingButton =
  | { readonly kind: 'press'; readonly title: string; readonly payload: string }
  | { readonly kind: 'open'; readonly title: string; readonly url: string };

export interface OutgoingCard {
  readonly title: string;
  readonly subtitle?: string;
  readonly buttons?: readonly OutgoingButton[];
}

/** By whom it is said, and when the customer last wrote (ISO 8601). */
export interface MessageWindow {
  readonly by: 'person' | 'bot';
  readonly lastInboundAt: string;
  /** First name under which a person writes, where the bank wants that. */
  readonly name?: string;
  /** Pseudonym of that person. */
  readonly agent?: string;
}

/** Calls of Meta's Conversation Routing by which a thread changes hands, is kept, or is asked about. */
export const threadCalls = [
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'release_thread_control',
  'extend_thread_control',
  'thread_owner',
] as const;

/** A call that says nothing to the customer: who may answer in the thread at Meta from now on. Made under the token of an owner of ours. */
export interface ThreadControl {
  readonly kind: 'control';
  readonly call: (typeof threadCalls)[number];
  readonly token: number;
  /** For how long the thread is kept, for `extend_thread_control`. */
  readonly durationS?: number;
}

/**
 * What leaves the gate: plain text, decided and formatted, for one channel to put into its own shape.
 * Only `secrecy/disclose.ts` makes these, and `secrecy/typed-by-person.ts` of what a person has typed.
 */
export type OutgoingMessage =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** What is said unasked, or by a person: Meta's window decides when it leaves. */
      readonly window?: MessageWindow;
      readonly buttons?: readonly OutgoingButton[];
      readonly options?: readonly OutgoingOption[];
    }
  | { readonly kind: 'cards'; readonly cards: readonly OutgoingCard[]; readonly options?: readonly OutgoingOption[] }
  | {
      readonly kind: 'receipt';
      readonly receipt: ReceiptView /** The same receipt in words, for channels without a receipt template. */;
      readonly text: string;
      /**
       * `tip` names the tip as a line of its own; a receipt with a tip goes out in words where it is missing. `lines`: what is to be said of
       * the tax of each line, an empty string where nothing is. `taxes`: each rate with its amount, where there are several.
       */
      readonly labels: {
        readonly recipientName: string;
        readonly tip?: string;
        readonly lines?: readonly string[];
        readonly taxes?: string;
      };
      readonly options?: readonly OutgoingOption[];
    };
