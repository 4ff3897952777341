import { functionWords } from '../text/function-words.ts';
import type { ReadableText } from '../text/readable-text.ts';
import type { Found } from './found.ts';

/** What is known of names of shops. */
export interface NameContext {
  /** Whether a word can begin or continue a name. Folded. */
  isName(word: string): boolean;
  /** Whether this is the whole of a well-known name. Folded. */
  isKnown(text: string): boolean;
}

const word = /[a-z0-9][a-z0-9&'+.-]*|&/y;
const longestName = 4;
const joiners = new Set(['&', 'de', 'la', 'le', 'du', 'des', 'et', 'and', 'of', 'the', 'd', 'a', 'en']);

/** A name as the customer wrote it; undefined where nothing of it is left. */
export function cut({ clean }: ReadableText, start: number, end: number): Found<string> | undefined {
  const value = clean
    .slice(start, end)
    .replace(/[.'&+-]+$/, (tail) => (tail === '+' ? tail : ''))
    .trim();
  return value.length > 1 ? { value, start, end } : undefined;
}

/** The words from `start` on that look like one name: up to four, ended by a small word or anything that is not a word. */
export function nameAt(text: ReadableText, start: number, { isName }: NameContext): Found<string> | undefined {
  let end = start;
  let position = start;
  for (let count = 0; count < longestName; count += 1) {
    word.lastIndex = position;
    const match = word.exec(text.folded);
    if (!match) break;
    const said = match[0].replace(/[.']+$/, '');
    const joined = count > 0 && joiners.has(said) && continues(text.folded, position + match[0].length, isName);
    if (!joined && (count === 0 ? !isName(said) : !isName(said) || functionWords.has(said))) break;
    position += match[0].length;
    end = start + (position - start) - (match[0].length - said.length);
    if (said !== match[0] && !/'/.test(match[0])) break;
    if (text.folded.charAt(position) !== ' ') break;
    position += 1;
  }
  return end > start ? cut(text, start, end) : undefined;
}

/** Whether a name goes on after a joining word: "Marks & Spencer", "Maisons du Monde", but not "Fnac et Darty". */
function continues(folded: string, position: number, isName: (word: string) => boolean): boolean {
  if (/(?:et|and|a|en|of|the)$/.test(folded.slice(0, position))) return false;
  word.lastIndex = position + 1;
  const next = word.exec(folded);
  return folded.charAt(position) === ' ' && next !== null && isName(next[0]);
}

/** The longest well-known name that begins at `start`; `listed` after another, where it is no ordinary word. */
export function knownAt(
  text: ReadableText,
  start: number,
  { isKnown, listed = false }: NameContext & { readonly listed?: boolean },
): Found<string> | undefined {
  const words = /^[a-z0-9][a-z0-9&'+.-]*(?: [a-z0-9&][a-z0-9&'+.-]*){0,2}/.exec(text.folded.slice(start))?.[0].split(' ') ?? [];
  for (let length = words.length; length >= 1; length -= 1) {
    const end =
      start +
      words
        .slice(0, length)
        .join(' ')
        .replace(/[.'-]+$/, '').length;
    if (isKnown(text.folded.slice(start, end)) && (listed || !isOrdinary(text, start, end))) return cut(text, start, end);
  }
  return undefined;
}

/** Names that are also words: taken as a name only with a capital inside a sentence, or after a cue (read elsewhere). */
export const ordinaryNames: ReadonlySet<string> = new Set([
  'action',
  'but',
  'quick',
  'next',
  'paul',
  'apple',
  'orange',
  'target',
  'gap',
  'casino',
  'sky',
  'spar',
  'boots',
  'subway',
  'shell',
  'steam',
  'lime',
  'picard',
  'printemps',
  'mango',
  'pret',
  'paypal me',
  'total',
  'google',
  'costa',
  'boulanger',
  'rer',
  'speedy',
  'mercure',
  'midas',
  'lydia',
  'new look',
  'the range',
  'chevron',
]);

/** Whether what is spelt like a known name is only the word here. */
export function isOrdinary({ clean, folded }: ReadableText, start: number, end: number): boolean {
  if (!ordinaryNames.has(folded.slice(start, end)) || /(?<![a-z])(?:from|at|chez|de chez) $/.test(folded.slice(0, start))) return false;
  return start === 0 ? folded.trim().length > end : clean.charAt(start) === folded.charAt(start);
}

/** Endings of words that say how a payment is: "récurrents", "unnecessary", "declined". */
const quality =
  /^[^A-Z]*.{3}(?:ants?|ents?|ifs?|ives?|eux|euses?|[ai]bles?|iques?|uels?|uelles?|iles?|é|ée|és|ées|ètes?|ing|ed|ous|less|est|ary|ful|ly)$/;

/** Refuses a word in small letters that only says of what kind the payment beside it is; well-known names are read before. */
export function withoutQualities({ clean, folded }: ReadableText, context: NameContext): NameContext {
  const qualities = new Set(
    [...clean.matchAll(/[\p{L}\p{N}][\p{L}\p{N}&'+.-]*/gu)]
      .filter(([word]) => quality.test(word))
      .map(({ 0: word, index }) => folded.slice(index, index + word.length)),
  );
  return { ...context, isName: (said) => context.isName(said) && !qualities.has(said) };
}
