import { type DisclosureLevel, type Grant, reasonFor } from './grant.ts';
import type { OutgoingMessage, ThreadControl } from './outgoing-message.ts';
import type { DataClass } from './sealed.ts';

/** Where a message comes from, for the ledger: which sentences, and what was opened for them, without a word of either. */
export interface Origin {
  /** Names of the sentences. */
  readonly messages: readonly string[];
  /** The classes that were opened, with the level in force. */
  readonly disclosed: Readonly<Partial<Record<DataClass, DisclosureLevel>>>;
  /** Names of the sealed arguments that were opened. */
  readonly fields: readonly string[];
  /** The rule that allowed it. */
  readonly rule: string;
  /** Pseudonym of the person of the bank who typed it; absent where the bot said it. */
  readonly who?: string;
}

/** What leaves the gate, with its origin. */
export type DisclosedMessage = (OutgoingMessage | ThreadControl) & { readonly origin: Origin };

/** One sealed value that was opened. */
export interface Opened {
  readonly dataClass: DataClass;
  readonly level: DisclosureLevel;
  /** Name of the argument. */
  readonly field: string;
}

/** Notes what goes into one message. */
export interface OriginNotes {
  /** A sentence, and what was opened for it. */
  say(key: string, opened: readonly Opened[]): void;
  /** Something opened that is no part of a sentence: the figures of a receipt, an address. */
  open(opened: Opened): void;
  result(grant: Grant): Origin;
}

export function takeOriginNotes(): OriginNotes {
  const messages = new Set<string>();
  const opened: Opened[] = [];
  return {
    say(key, values) {
      messages.add(key);
      opened.push(...values);
    },
    open: (value) => void opened.push(value),
    result: (grant) => ({
      messages: [...messages],
      disclosed: Object.fromEntries(opened.map(({ dataClass, level }) => [dataClass, level])),
      fields: [...new Set(opened.map(({ field }) => field))],
      rule: opened.length === 0 ? grant.rule : [...new Set(opened.map(({ dataClass }) => reasonFor(grant, dataClass)))].join('; '),
    }),
  };
}
