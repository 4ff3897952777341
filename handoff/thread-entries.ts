import type { ThreadEntry } from '../desk/api/thread.ts';
import type { Hold } from './hold.ts';
import type { Exchange } from './recent.ts';
import type { SentThing } from './sent-things.ts';

type WithoutNumber<Entry> = Entry extends unknown ? Omit<Entry, 'number' | 'at'> : never;
/** An entry of the thread before it has a number. */
export type NewEntry = WithoutNumber<ThreadEntry> & { readonly at?: string };

/** Gives entries the next numbers of the thread. */
export function addEntries(
  hold: Hold,
  entries: readonly NewEntry[],
  now: Date,
): { readonly hold: Hold; readonly entries: readonly ThreadEntry[] } {
  const numbered = entries.map((entry, index): ThreadEntry => ({ at: now.toISOString(), ...entry, number: hold.entries + index + 1 }));
  return { hold: { ...hold, entries: hold.entries + numbered.length }, entries: numbered };
}

/** What was sent, as it is kept with an entry: where it lies at Meta is kept beside it, and shown to nobody. */
export function things(sent: readonly SentThing[] = []): { readonly attachments?: SentThing[] } {
  return sent.length === 0 ? {} : { attachments: [...sent] };
}

/** What was said before anybody was asked for, as far as it is remembered. */
export function entriesOfExchange({ at, said, button, attachment, sent, redacted, dialog, shown }: Exchange): NewEntry[] {
  const customer: NewEntry = { at, kind: 'customer', text: said, attachment, ...things(sent), redacted, button };
  if (shown.length === 0) return [customer];
  const sentences = shown.map(({ key, classes, text }) => ({ key, classes, text: text ?? null }));
  return [customer, { at, kind: 'bot', sentences, dialog, delivery: 'sent' }];
}
