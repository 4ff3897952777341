import { numberFromWords } from '../number-words.ts';

const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'.split(
    ' ',
  );
const cardinals =
  'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un'.split(
    ' ',
  );

/** Alternatives of a regular expression for a day of the month in words, the longest first. */
export const dayWord = ['premier', ...ordinals, ...cardinals]
  .sort((first, second) => second.length - first.length)
  .map((word) => word.replaceAll('-', '[ -]'))
  .join('|');

/** The day that "douze" or "twelfth" names, where a month stands beside it. */
export function dayInWords(text: string): number | undefined {
  if (text === 'premier') return 1;
  const ordinal = ordinals.indexOf(text.replace(' ', '-'));
  return ordinal < 0 ? numberFromWords(text) : ordinal + 1;
}
