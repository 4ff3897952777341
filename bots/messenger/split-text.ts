import { textLimits } from './text-limits.ts';

/** Spaces at which a line may break. NBSP and NNBSP are not among them: they hold `1 250,00 €` together. */
const space = '[\\t\\n\\v\\f\\r \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]';
const onlySpaces = new RegExp(`^${space}+$`);
const leadingSpace = new RegExp(`^${space}`);
const trailingSpaces = new RegExp(`${space}+$`);

const lastResort = new RegExp(space, 'g');

/** Where to cut, best first: after a paragraph, a line, a sentence, a word. */
const cuts = [/\r?\n[ \t]*\r?\n/g, /\r?\n/g, new RegExp(`[.!?…。！？]["'»”’)\\]]*[\\u00a0\\u202f]?["»”]?${space}`, 'g'), lastResort];

type Boundaries = (index: number) => boolean;

function graphemeBoundaries(text: string): Boundaries {
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  return (index) => index >= text.length || segments.containing(index)?.index === index;
}

/** The last match of `pattern` that ends within `limit` and not inside a grapheme, or 0. */
function lastCut(text: string, pattern: RegExp, within: { limit: number; isBoundary: Boundaries }): number {
  let best = 0;
  for (const match of text.slice(0, within.limit + 1).matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (match.index <= within.limit && within.isBoundary(end)) best = end;
  }
  return best;
}

/** Where the text has no space: between two graphemes, or inside one that is longer than a whole message. */
function hardCut(text: string, limit: number, isBoundary: Boundaries): number {
  for (let index = limit; index > 0; index -= 1) if (isBoundary(index)) return index;
  const code = text.charCodeAt(limit);
  return code >= 0xdc00 && code <= 0xdfff ? limit - 1 : limit;
}

function findCut(text: string, limit: number): number {
  const isBoundary = graphemeBoundaries(text.slice(0, limit + 64));
  for (const pattern of cuts) {
    const cut = lastCut(text, pattern, { limit, isBoundary });
    // A better kind of cut is not worth a bubble that holds a few words only; a word is cut for no reason at all.
    if (cut > (pattern === lastResort ? 0 : limit / 4)) return cut;
  }
  return hardCut(text, limit, isBoundary);
}

function dropLeadingSpaces(text: string): string {
  // Taking a text apart into graphemes costs as much as all the rest of rendering it.
  if (!leadingSpace.test(text)) return text;
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (!onlySpaces.test(segment)) return text.slice(index);
  }
  return '';
}

/**
 * Cuts a text into parts of at most `limit` UTF-16 units, at the end of a paragraph, a line, a sentence or a word,
 * never inside a grapheme. Nothing is lost but the spaces at the cuts.
 */
export function splitText(text: string, limit: number = textLimits.text): string[] {
  const parts: string[] = [];
  let rest = text.trim() === '' ? '' : dropLeadingSpaces(text).replace(trailingSpaces, '');
  while (rest.length > limit) {
    const cut = findCut(rest, limit);
    parts.push(rest.slice(0, cut).replace(trailingSpaces, ''));
    rest = dropLeadingSpaces(rest.slice(cut));
  }
  return rest === '' ? parts : [...parts, rest];
}
