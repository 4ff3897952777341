import { fold, readableText } from '../text/readable-text.ts';
import { commonWord, isCalendarWord } from './common-word.ts';
import { hiddenKind, type NamedParts, namedSpans } from './hidden-parts.ts';

/** A sentence of which a stranger may read every word, and the way back from its words to those of the customer. */
export interface BlindSentence {
  /** Words of the public list, and numbered placeholders such as `[name_1]` for everything else. */
  readonly sentence: string;
  /** How many words of the public list are in it. */
  readonly readable: number;
  /** What the customer wrote where the blind sentence says this; undefined where it says no such thing. */
  original(quote: string): string | undefined;
}

/** Longer messages tell stories, and cost more. */
const mostSigns = 60;
const longestText = 400;
/** A quotation longer than this is none. */
const longestQuote = 400;

/** What was taken out before, addresses, numbers however they are written, words, and the marks that carry sense. */
const signs =
  /\[(?:card|iban|code|pin|password|cvv)\]|[^\s,;]*@[^\s,;]+|(?:https?:|www\.)\S+|\p{N}+(?:[ .,'/:-]?\p{N}+)*(?![\p{L}\p{N}])|[\p{L}\p{N}]+|[?!.,]/gu;
const quoted = /\[[a-z]+(?:_\d+)?\]|\p{L}+/gu;
const endsSentence = /^[?!.]$/;
const takenOut = /^\[[a-z]+\]$/;

interface Sign {
  /** As a stranger reads it; for what is hidden, its kind. */
  readonly shown: string;
  readonly hidden: boolean;
  readonly start: number;
  readonly end: number;
}

/** A capital inside a sentence makes a name of any word, except where everything is written in capitals. */
function isNameLike(written: string, before: Sign | undefined, shouted: boolean): boolean {
  if (shouted || before === undefined || endsSentence.test(before.shown) || written.length < 2) return false;
  return written.charAt(0) !== written.charAt(0).toLowerCase() && !isCalendarWord(fold(written));
}

function signsOf(clean: string, named: NamedParts): Sign[] {
  const spans = namedSpans(clean, named);
  const shouted = clean === clean.toUpperCase();
  const list: Sign[] = [];
  for (const { 0: written, index: start } of clean.matchAll(signs)) {
    const end = start + written.length;
    const inside = spans.find((span) => start < span.end && end > span.start);
    const isMark = takenOut.test(written) || /^[?!.,]$/.test(written);
    const word = isMark ? written : isNameLike(written, list.at(-1), shouted) ? undefined : commonWord(written);
    const shown = inside && !isMark ? undefined : word;
    list.push({ shown: shown ?? inside?.kind ?? hiddenKind(written), hidden: shown === undefined, start, end });
  }
  return list;
}

/** Neighbours of one kind are one: "Marks & Spencer" is one name. */
function joined(list: readonly Sign[]): Sign[] {
  const result: Sign[] = [];
  for (const sign of list) {
    const last = result.at(-1);
    if (last?.hidden && sign.hidden && last.shown === sign.shown) result[result.length - 1] = { ...last, end: sign.end };
    else result.push(sign);
  }
  return result;
}

/** The same words get the same number, so that the two of "Anna and Anna" are one. */
function numbered(list: readonly Sign[], clean: string): Sign[] {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  return list.map((sign) => {
    if (!sign.hidden) return sign;
    const key = `${sign.shown} ${fold(clean.slice(sign.start, sign.end))}`;
    const count = (counts.get(sign.shown) ?? 0) + 1;
    const name = known.get(key) ?? `[${sign.shown}_${count}]`;
    if (!known.has(key)) counts.set(sign.shown, count);
    known.set(key, name);
    return { ...sign, shown: name };
  });
}

/**
 * Makes a sentence that tells a stranger what is wanted and nothing of who wants it: every word that is not on the public list, every
 * figure, and what was read as a shop or an account stands as a numbered placeholder.
 * @param named what the embedded readers took for the name of a shop or of an account.
 * @returns undefined for a text that is too long to be shown.
 */
export function blindSentence(text: string, named: NamedParts = {}): BlindSentence | undefined {
  const { clean } = readableText(text);
  if (text.length > longestText) return undefined;
  const list = numbered(joined(signsOf(clean, named)), clean);
  if (list.length > mostSigns) return undefined;
  const words = list.filter(({ shown }) => !/^[?!.,]$/.test(shown));
  return {
    sentence: list.map(({ shown }) => shown).join(' '),
    readable: words.filter(({ hidden, shown }) => !hidden && !takenOut.test(shown)).length,
    original(quote) {
      if (quote.length > longestQuote) return undefined;
      const wanted = quote.toLowerCase().match(quoted) ?? [];
      const at = words.findIndex((_, from) => wanted.every((word, index) => words[from + index]?.shown === word));
      const [first, last] = [words[at], words[at + wanted.length - 1]];
      return wanted.length === 0 || !first || !last ? undefined : clean.slice(first.start, last.end);
    },
  };
}
