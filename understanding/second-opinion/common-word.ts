import { isNear } from '../plain/spelling.ts';
import { fold } from '../text/readable-text.ts';
import lists from './common-words.json' with { type: 'json' };

/** The public list by first letter: reviewed by hand, without names of people, shops and places, and without numbers. */
const byLetter: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([letter, words]) => [letter, new Set(words.split(' '))]),
);

/** A shorter word is too near to too many others. */
const shortestRespelt = 5;

/** Written with a capital in English, and no names. */
const calendarWords = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february july september october november december'.split(' '),
);

/** Whether a folded word is the name of a day or of a month that is nobody's first name. */
export function isCalendarWord(folded: string): boolean {
  return calendarWords.has(folded);
}

/**
 * The word of the public list that somebody has written, accents and one typing error aside; undefined where there is none.
 * What is returned is always of the list: the customer's own spelling never leaves.
 */
export function commonWord(written: string): string | undefined {
  const folded = fold(written);
  const words = byLetter.get(folded.charAt(0));
  if (!words || words.has(folded)) return words && folded;
  // A capital, even at the beginning of a sentence: rather a name than a slip.
  const isSlip = folded.length >= shortestRespelt && written.slice(0, 1) === folded.slice(0, 1);
  return isSlip ? [...words].find((word) => word.length >= shortestRespelt - 1 && isNear(folded, word, 1)) : undefined;
}
