import type { Token } from './typed-tokens.ts';
import { items, lengths, units } from './typed-words.ts';

/** How many digits a secret may have. */
export interface Fit {
  readonly least: number;
  readonly most: number;
}

/** A number as it was read: a possible secret, how long one is ("à 4 chiffres"), or something that is counted, paid, dated or dialled. */
export interface NumberRead {
  readonly what: 'value' | 'length' | 'other';
  /** The first token and the last one. */
  readonly from: number;
  readonly to: number;
  readonly digits: number;
}

const spelled: ReadonlySet<string> = new Set(
  `zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante
   soixante septante huitante nonante oh one two three four five seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
   seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety double triple cent cents hundred mille thousand`.split(
    /\s+/,
  ),
);
const joins: ReadonlySet<string> = new Set(['et', 'and', '-', ',']);
const currency: ReadonlySet<string> = new Set(['€', '$', '£']);
const inner: ReadonlySet<string> = new Set(['-', '.', '_', '/', ',', ':']);
/** Nobody types a secret in more groups, or says it in more words. */
const mostGroups = 12;
const mostWords = 16;

function follows(tokens: readonly Token[], to: number): NumberRead['what'] {
  const [last, next] = [tokens[to], tokens[to + 1]];
  if (!last || !next) return 'value';
  if (items.has(next.folded) && last.folded.length <= 3) return 'other';
  if (lengths.has(next.folded)) return 'length';
  return units.has(next.folded) ? 'other' : 'value';
}

/** Digits one after the other in words: three, or two of which one is no digit ("quarante-huit"). */
function spelledAt(tokens: readonly Token[], from: number): NumberRead | undefined {
  let to = from;
  let count = 0;
  for (let at = from; at < Math.min(tokens.length, from + mostWords); at += 1) {
    const folded = tokens[at]?.folded ?? '';
    if (spelled.has(folded)) {
      count += 1;
      to = at;
    } else if (!joins.has(folded)) break;
  }
  const what = follows(tokens, to);
  if (count >= 3) return { what, from, to, digits: count };
  return count > 0 && what === 'length' ? { what, from, to, digits: 0 } : undefined;
}

/** Where the row of signs and digits ends that nothing parts. */
function endOfChunk(tokens: readonly Token[], from: number): number {
  let to = from;
  for (let next = tokens[to + 1]; next?.touches; next = tokens[to + 1]) {
    const isSign = next.kind === 'sign' && inner.has(next.folded);
    const after = tokens[to + 2];
    if (next.kind === 'number') to += 1;
    else if (isSign && after?.kind === 'number' && after.touches) to += 2;
    else break;
  }
  return to;
}

/** Whether digits parted by signs may be one secret: 1-2-3-4, 482-913, 48-21. */
function isSpacedOut(chunk: readonly Token[]): boolean {
  const signs = new Set(chunk.filter(({ kind }) => kind === 'sign').map(({ folded }) => folded));
  const sizes = chunk.filter(({ kind }) => kind === 'number').map(({ folded }) => folded.length);
  const [sign = ''] = signs;
  const [size = 0] = sizes;
  if (signs.size !== 1 || !['-', '.', '_'].includes(sign) || !sizes.every((each) => each === size)) return false;
  return size === 1 || (size === 3 && sign !== '.') || (size === 2 && sizes.length === 2) || (size === 4 && sizes.length === 2);
}

const digitsIn = (chunk: readonly Token[]): number =>
  chunk.reduce((sum, { kind, folded }) => sum + (kind === 'number' ? folded.length : 0), 0);

/** Rows of digits with single spaces between them, by where each ends. */
function groupsFrom(tokens: readonly Token[], from: number): number[] {
  const ends: number[] = [];
  if (tokens[from]?.touches && tokens[from - 1]?.kind === 'word') return [from];
  for (let at = from; tokens[at]?.kind === 'number' && ends.length < mostGroups; at += 1) {
    if (endOfChunk(tokens, at) !== at || (at > from && tokens[at]?.touches)) break;
    ends.push(at);
  }
  return ends;
}

/** Groups of digits, as many as make a secret, with all that follow in the same size. */
function groupedAt(tokens: readonly Token[], from: number, { least, most }: Fit): NumberRead {
  const ends = groupsFrom(tokens, from);
  const last = ends.at(-1) ?? from;
  const whole = digitsIn(tokens.slice(from, last + 1));
  const first = tokens[from]?.folded ?? '';
  const isPhone = ends.length > 2 && whole >= 9 && ends.length < whole;
  if (isPhone || first.length > most || (whole >= 10 && first.startsWith('0'))) return { what: 'other', from, to: last, digits: whole };
  const enough = ends.find((end) => digitsIn(tokens.slice(from, end + 1)) >= least) ?? from;
  let to = enough;
  while (to < last && tokens[to + 1]?.folded.length === first.length && digitsIn(tokens.slice(from, to + 2)) <= most) to += 1;
  const digits = digitsIn(tokens.slice(from, to + 1));
  const what = follows(tokens, to);
  return { what: what === 'value' && (digits < least || digits > most) ? 'other' : what, from, to, digits };
}

/** Whether letters stand right after a number, so that it is part of something else (14h30, 6A123). */
function isGlued(tokens: readonly Token[], from: number, to: number): boolean {
  const next = tokens[to + 1];
  return next?.touches === true && (next.kind === 'word' || next.folded === '/' || next.folded === '@');
}

/** Whether a number may begin at a token. */
export function mayBegin({ kind, folded }: Token): boolean {
  return kind === 'number' || (kind === 'word' && spelled.has(folded));
}

function numberAt(tokens: readonly Token[], from: number, fit: Fit): NumberRead | undefined {
  const token = tokens[from];
  if (token?.kind === 'word') return spelled.has(token.folded) ? spelledAt(tokens, from) : undefined;
  if (token?.kind !== 'number') return undefined;
  const to = endOfChunk(tokens, from);
  const before = tokens[from - 1];
  const digits = digitsIn(tokens.slice(from, to + 1));
  if (isGlued(tokens, from, to) || currency.has(before?.folded ?? ''))
    return { what: follows(tokens, to) === 'length' ? 'length' : 'other', from, to, digits };
  if (to === from) return groupedAt(tokens, from, fit);
  const fits = digits >= fit.least && digits <= fit.most && isSpacedOut(tokens.slice(from, to + 1));
  return { what: fits ? follows(tokens, to) : 'other', from, to, digits };
}

/** Reads the number that begins at a token; undefined where none does. */
export type NumberReader = (from: number, fit: Fit) => NumberRead | undefined;

/** Makes the reader of one text; it reads each number once, for names that stand near each other ask for the same ones. */
export function createNumberReader(tokens: readonly Token[]): NumberReader {
  const known = new Map<number, Map<number, NumberRead | undefined>>();
  return (from, fit) => {
    const token = tokens[from];
    if (!token || !mayBegin(token)) return undefined;
    const key = fit.least * 100 + fit.most;
    const read = known.get(key) ?? new Map<number, NumberRead | undefined>();
    known.set(key, read);
    if (!read.has(from)) read.set(from, numberAt(tokens, from, fit));
    return read.get(from);
  };
}
