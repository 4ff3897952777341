import type { CustomerInput, Reading } from '../engine/reading.ts';
import { isForeign } from './foreign.ts';
import type { NeedReader } from './plain/person.ts';
import { plainWords } from './text/plain-words.ts';
import { readableText } from './text/readable-text.ts';

/** What stands for a card number or an IBAN that was taken out of a message, and the words with which such a number is handed over. */
const taken = /\[(?:card|iban)\]/g;
const handing =
  /^(?:(?:mon|ma|mes|le|la|les|my|the|this|here|is|it's|its|c'est|cest|voici|voila|iban|rib|bic|numero|num|number|no|n|de|du|of|carte|cartes|card|cards|bancaire|bank|compte|account|cb|visa|mastercard|et|and) ?)*$/;

/** Whether a message is nothing but a number of which the customer is told by itself that it was taken out. */
function isOnlyTaken(text: string): boolean {
  if (text.search(taken) < 0) return false;
  return handing.test(plainWords(readableText(text.replaceAll(taken, ' ')).folded));
}

/** Says of a reading what the wish in it does not tell: that there is no wish, that it is in another language, what the customer goes through. */
export function completeReading(reading: Reading, { input, need }: { readonly input: CustomerInput; readonly need: NeedReader }): Reading {
  if (input.kind !== 'text') return reading;
  const { command } = reading;
  if (isOnlyTaken(input.text)) return { ...reading, command: { type: 'redacted' }, entities: {}, dialog: null };
  const text = readableText(input.text);
  if ((command.type === 'unclear' || command.type === 'clarify') && isForeign(text))
    return { ...reading, command: { type: 'unclear', foreign: true }, dialog: null };
  const concern = command.type === 'start' && command.dialog === 'person' ? need(plainWords(text.folded))?.concern : undefined;
  return concern ? { ...reading, entities: { ...reading.entities, concern } } : reading;
}
