import { maskNumbers } from './redact.ts';

/** As long as the longest reference of a payment (ISO 20022 `Max140Text`). */
const maxCharacters = 140;

/** Line breaks and control characters would let a payment's reference write lines of its own into a message of the bank. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp} \u1680\u2000-\u200A\u205F\u3000]+/gu;
/** What turns the reading direction or is not seen at all; joiners that Persian and emoji need, and emoji's own forms, stay. */
const unseen = /(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\p{Co}/gu;
const heapedMarks = /(\p{M}{3})\p{M}+/gu;
const dotInName = /(?<=[\p{L}\p{N}-])([.。．｡])(?=[\p{L}\p{N}-]{2})/gu;

/** A sign of no width that no address may contain: it looks the same, and Messenger makes no link of it. */
const wordJoiner = '\u2060';

function unlink(text: string): string {
  return text.replaceAll('://', `:${wordJoiner}/${wordJoiner}/`).replaceAll(dotInName, `$1${wordJoiner}`);
}

function shorten(text: string): string {
  if (text.length <= maxCharacters) return text;
  let kept = '';
  let count = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.slice(0, maxCharacters * 20))) {
    count += 1;
    if (count === maxCharacters) return `${kept.trimEnd()}…`;
    kept += segment;
  }
  return kept;
}

/**
 * A text that somebody outside has written (a merchant's name, the reference of a payment, a line of a receipt) as it may stand in a
 * message of the bank: one line of at most 140 characters, without whole card numbers and IBANs, without anything that Messenger would
 * make a link of, and without signs that turn or hide what is read. Whoever sends a cent can choose the words that come with it.
 */
export function safeText(text: string): string {
  if (text === '') return '';
  const shown = text.slice(0, 10_000).toWellFormed().replaceAll(breaks, ' ').replaceAll(unseen, '').replaceAll(heapedMarks, '$1').trim();
  return shown === '' ? '—' : unlink(shorten(maskNumbers(shown)));
}
