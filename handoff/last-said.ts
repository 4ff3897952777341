import type { ThreadEntry } from '../desk/api/thread.ts';
import type { Case } from './hold.ts';
import { shorten } from './recent.ts';

const shownChars = 140;

/** What the list shows of an entry; undefined where it shows none of it. */
function shownOf(entry: ThreadEntry): Case['last'] | undefined {
  const { at } = entry;
  if (entry.kind === 'customer') return { at, by: 'customer', text: entry.text === null ? null : shorten(entry.text, shownChars) };
  if (entry.kind === 'agent') return { at, by: 'agent', text: shorten(entry.text, shownChars) };
  if (entry.kind === 'document') return { at, by: 'agent', text: shorten(entry.document.name, shownChars) };
  if (entry.kind !== 'bot') return undefined;
  const texts = entry.sentences.flatMap(({ text }) => text ?? []);
  return { at, by: 'bot', text: texts.length === entry.sentences.length ? shorten(texts.join(' '), shownChars) : null };
}

/** The case with what was said last. */
export function withLast(open: Case, entries: readonly ThreadEntry[]): Case {
  const last = entries.map(shownOf).findLast((shown) => shown !== undefined);
  return last ? { ...open, last } : open;
}
