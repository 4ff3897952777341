import { lookUp } from '../look-up.ts';
import { editDistance } from './edit-distance.ts';
import { foldText } from './fold-text.ts';

/** `exact`: every word is there. `close`: only with a typing error forgiven or a word begun. */
export type MerchantMatch = 'exact' | 'close' | 'none';

/** What customers say and what tills print, where no rule leads from one to the other. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  amzn: ['amazon'],
  mcdo: ['mcdonalds'],
  macdo: ['mcdonalds'],
  starbuck: ['starbucks'],
  sbux: ['starbucks'],
};

/** Words around a name that are no part of it. */
const fillers = new Set(
  'chez le la les l du de des d a au aux un une the at of in from my mon ma mes and et store shop magasin'.split(' '),
);

/** Longest run of words that is read as one: `mc donald s`. */
const longestRun = 4;
const shortestPrefix = 4;
const shortestTypo = 4;
const longWord = 8;

function wordsOf(text: string): string[] {
  // An apostrophe joins (mcdonald's, l'occitane); everything else that is no letter or digit separates.
  const folded = foldText(text).replace(/['’‘`´]/g, '');
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.flatMap((word) => lookUp(aliases, word) ?? [word]);
}

/** Store numbers and dates say where, not who; a name that is all digits stays. */
function withoutNumbers(words: readonly string[]): readonly string[] {
  const kept = words.filter((word) => !/^\d+$/.test(word));
  return kept.length === 0 ? words : kept;
}

function significant(words: readonly string[]): readonly string[] {
  const kept = withoutNumbers(words).filter((word) => !fillers.has(word));
  return kept.length === 0 ? words : kept;
}

function singular(word: string): string {
  return word.length >= 4 ? word.replace(/(?:s|(?<=u)x)$/, '') : word;
}

function typosForgiven(first: string, second: string): number {
  if (Math.min(first.length, second.length) < shortestTypo) return 0;
  return Math.max(first.length, second.length) >= longWord ? 2 : 1;
}

/** `wanted` begins the printed word, or the printed word was cut short as statements do. */
function begins(wanted: string, printed: string): boolean {
  if (wanted.length >= shortestPrefix && printed.startsWith(wanted)) return true;
  return printed.length >= 5 && printed.length * 5 >= wanted.length * 3 && wanted.startsWith(printed);
}

function compareWords(wanted: string, printed: string): MerchantMatch {
  if (wanted === printed || singular(wanted) === singular(printed)) return 'exact';
  if (begins(wanted, printed)) return 'close';
  const limit = typosForgiven(wanted, printed);
  return limit > 0 && wanted[0] === printed[0] && editDistance(wanted, printed, limit) <= limit ? 'close' : 'none';
}

function best(matches: readonly MerchantMatch[]): MerchantMatch {
  if (matches.includes('exact')) return 'exact';
  return matches.includes('close') ? 'close' : 'none';
}

function worst(matches: readonly MerchantMatch[]): MerchantMatch {
  if (matches.includes('none')) return 'none';
  return matches.includes('close') ? 'close' : 'exact';
}

/** Words that follow each other as one, from each word on that begins with the letter. */
function runsOf(words: readonly string[], letter: string | undefined): string[] {
  const runs = words.map((word, start) =>
    word[0] === letter ? Array.from({ length: longestRun }, (_word, more) => words.slice(start, start + more + 1).join('')) : [],
  );
  return [...new Set(runs.flat())];
}

/**
 * Whether a printed name (merchant or statement line) is the shop that the customer named.
 * Accents, case, apostrophes, plurals, store numbers, one or two typing errors and cut-off words are forgiven;
 * the first letter is not, and all the customer's words must be there.
 */
export function matchMerchant(wanted: string, printed: string): MerchantMatch {
  return merchantMatcher(wanted)(printed);
}

/** `matchMerchant` for many printed names. */
export function merchantMatcher(wanted: string): (printed: string) => MerchantMatch {
  const asked = significant(wordsOf(wanted));
  const isNumber = asked.every((word) => /^\d+$/.test(word));
  return (printed) => {
    const all = wordsOf(printed);
    return compareNames(asked, isNumber ? all : withoutNumbers(all));
  };
}

function compareNames(asked: readonly string[], words: readonly string[]): MerchantMatch {
  const letter = asked[0]?.[0];
  // No first letter is forgiven, neither by itself nor in one word: that settles it for nearly all of a customer's statement lines.
  if (!words.some((word) => word[0] === letter)) return 'none';
  const wordByWord = worst(asked.map((word) => best(words.map((other) => compareWords(word, other)))));
  if (wordByWord === 'exact') return 'exact';
  const joined = asked.join('');
  const runs = runsOf(words, letter);
  const asOneWord = best(runs.map((run) => (asked.length > 1 || run.length >= shortestTypo ? compareWords(joined, run) : 'none')));
  const spelledApart = asked.length === 1 && runs.includes(joined) ? 'exact' : 'none';
  return best([wordByWord, asOneWord, spelledApart]);
}
