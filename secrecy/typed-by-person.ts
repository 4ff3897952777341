import type { DisclosedMessage } from './origin.ts';
import type { MessageWindow } from './outgoing-message.ts';
import type { Redaction } from './redact.ts';
import { redactTyped } from './redact-typed.ts';

/** What a person of the bank has typed for a customer. */
export interface TypedByPerson {
  readonly text: string;
  /** Pseudonym, for the ledger. */
  readonly who: string;
  readonly window?: MessageWindow;
}

/** What must not leave in a message: card numbers, IBANs, codes and passwords, whoever types them. Empty where all is well. */
export function secretsTyped(text: string): readonly Redaction[] {
  return redactTyped(text, 'never').found;
}

/**
 * Makes a message of what a person has typed. It passes the same gate as everything else: a number that must not be in Messenger is not in
 * it, also where somebody forgot to ask `secretsTyped` first. Figures that an agent tells are the agent's to answer for; the ledger says who.
 */
export function sayTyped({ text, who, window }: TypedByPerson): DisclosedMessage {
  return {
    kind: 'text',
    text: redactTyped(text, 'never').text,
    ...(window ? { window } : {}),
    origin: { messages: ['desk.typed'], disclosed: {}, fields: [], rule: 'typed by a person of the bank', who },
  };
}
