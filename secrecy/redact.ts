import { isCardNumber } from './card-schemes.ts';
import { ibanForm } from './iban-forms.ts';
import { digitOf, invisible } from './typed-digits.ts';

/**
 * What was taken out of a text. `probable_card`: sixteen digits that look like a mistyped card number; `card_part`: a card number that
 * is sent in two messages; `cvv`: the digits on the back of a card; `code`: one that the bank has sent.
 */
export const redactions = ['card', 'iban', 'probable_card', 'card_part', 'cvv', 'code', 'password', 'pin'] as const;
export type Redaction = (typeof redactions)[number];

export interface Redacted {
  readonly text: string;
  readonly found: readonly Redaction[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: 'card' | 'iban';
  /** Digits and capital letters of the number. */
  readonly number: string;
}

/** One character of the text as it counts for a number: its digit or capital letter, and where it stands. */
interface Sign {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Digits, or letters, that were written without anything between them. */
interface Piece {
  readonly written: string;
  readonly start: number;
  readonly end: number;
  readonly isDigits: boolean;
  /** Nothing stands between this and the piece before it. */
  readonly touches: boolean;
}

/** Any sign but those of amounts. */
const separators = /[[\s\p{P}\p{S}]--[\p{Sc}%‰]]/v;
const maximumGap = 6;

/** Latin letters and digits of any script, each with its place; separators between them are looked through, up to six in a row. */
function signsOf(text: string): Sign[][] {
  const runs: Sign[][] = [[]];
  let gap = 0;
  let at = 0;
  for (const character of text) {
    const start = at;
    at += character.length;
    const value = signOf(character);
    if (value !== undefined) {
      runs.at(-1)?.push({ value, start, end: at });
      gap = 0;
    } else if (!invisible.test(character) && (!separators.test(character) || ++gap > maximumGap)) {
      if (runs.at(-1)?.length) runs.push([]);
      gap = 0;
    }
  }
  return runs;
}

function signOf(character: string): string | undefined {
  if (character < '\u0080') {
    const capital = character.toUpperCase();
    return (capital >= '0' && capital <= '9') || (capital >= 'A' && capital <= 'Z') ? capital : undefined;
  }
  const folded = character.normalize('NFKC').toUpperCase();
  const value = /^\p{Nd}$/u.test(folded) ? digitOf(folded) : folded;
  return /^[0-9A-Z]$/.test(value) ? value : undefined;
}

/** Modulo 97 of ISO 13616 on the rearranged number. */
function isIban(candidate: string): boolean {
  const rearranged = candidate.slice(4) + candidate.slice(0, 4);
  let remainder = 0;
  for (const sign of rearranged) {
    const value = /\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55);
    for (const digit of value) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}

/** The IBAN that begins at one sign of a run. Country, length and build leave so little to chance that words may touch it. */
function ibanAt(run: readonly Sign[], from: number): Span | undefined {
  const [first, second] = [run[from], run[from + 1]];
  // Most signs are digits, and begin none.
  const form = first && second && first.value >= 'A' && second.value >= 'A' ? ibanForm(first.value + second.value) : undefined;
  const last = form && run[from + form.length - 1];
  if (!first || !form || !last) return undefined;
  const signs = run.slice(from, from + form.length);
  const number = signs.map(({ value }) => value).join('');
  return form.pattern.test(number) && isIban(number) ? { start: first.start, end: last.end, kind: 'iban', number } : undefined;
}

const unseen = /^[\p{Default_Ignorable_Code_Point}\u20E3]*$/u;

/** A run in pieces of digits only and letters only, each written without anything between its signs. */
function piecesOf(run: readonly Sign[], text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { value, start, end } of run) {
    const isDigits = value >= '0' && value <= '9';
    const last = pieces.at(-1);
    const touches = last !== undefined && unseen.test(text.slice(last.end, start));
    if (last && touches && last.isDigits === isDigits) pieces[pieces.length - 1] = { ...last, written: last.written + value, end };
    else pieces.push({ written: value, start, end, isDigits, touches });
  }
  return pieces;
}

/** One or two letters amid digits: a part of some code (a parcel's, a hash), of which the digits around are parts, too. */
function isInCode(piece: Piece | undefined, next: Piece | undefined): boolean {
  return piece !== undefined && !piece.isDigits && piece.written.length <= 2 && piece.touches && next?.touches === true;
}

/** The digits of a run in the groups in which they were written; letters between two groups keep them apart for good. */
function groupsOf(run: readonly Sign[], text: string): Piece[][] {
  const pieces = piecesOf(run, text);
  const lists: Piece[][] = [[]];
  for (const [index, piece] of pieces.entries()) {
    const partOfCode = isInCode(pieces[index - 1], piece) || isInCode(pieces[index + 1], pieces[index + 2]);
    if (piece.isDigits && !partOfCode) lists.at(-1)?.push(piece);
    else if (lists.at(-1)?.length) lists.push([]);
  }
  return lists;
}

/**
 * Whether people write a card in groups of these sizes: 4-4-4-4, 4-6-5, 6-13, 8-8. Short groups (pairs, single digits) all have one
 * size and one separator: telephone numbers, dates and amounts that follow each other do not make a card, nor does an order 302-1234567-1234567.
 */
function isWrittenAsCard(groups: readonly Piece[], text: string): boolean {
  const sizes = groups.map(({ written }) => written.length);
  const [first = 0, ...others] = sizes;
  if (others.length === 0) return true;
  if ([4, 5, 6, 8].includes(first) && others.slice(0, -1).every((size) => size >= 4)) return true;
  const gaps = new Set(groups.slice(1).map(({ start }, index) => text.slice(groups[index]?.end, start)));
  const body = new Set(sizes.slice(first === 4 ? 1 : 0, -1));
  return gaps.size === 1 && body.size === 1 && (others[0] ?? 0) <= 5 && (others.at(-1) ?? 0) <= (others[0] ?? 0);
}

const shortest = 13;
const longest = 19;

/** Groups with all their digits in one text, and where in it each of them begins. */
interface Row {
  readonly groups: readonly Piece[];
  readonly digits: string;
  readonly begins: readonly number[];
}

function rowOf(groups: readonly Piece[]): Row {
  let digits = 0;
  const begins = groups.map(({ written }) => (digits += written.length) - written.length);
  return { groups, digits: groups.map(({ written }) => written).join(''), begins: [...begins, digits] };
}

/** The longest card number that begins with one group and ends with another, and how many groups it takes. */
function cardAt({ groups, digits, begins }: Row, from: number, text: string): { readonly span: Span; readonly count: number } | undefined {
  const [first, begin = 0] = [groups[from], begins[from]];
  let found: { readonly span: Span; readonly count: number } | undefined;
  for (let index = from; index < groups.length && (begins[index + 1] ?? 0) - begin <= longest; index += 1) {
    const [last, end = 0] = [groups[index], begins[index + 1]];
    if (!first || !last || end - begin < shortest) continue;
    const number = digits.slice(begin, end);
    const isCard = isCardNumber(number) && isWrittenAsCard(groups.slice(from, index + 1), text);
    if (isCard) found = { span: { start: first.start, end: last.end, kind: 'card', number }, count: index + 1 - from };
  }
  return found;
}

function cardsOf(groups: readonly Piece[], text: string): Span[] {
  const row = rowOf(groups);
  const spans: Span[] = [];
  for (let index = 0; index < groups.length; ) {
    const card = cardAt(row, index, text);
    if (card) spans.push(card.span);
    index += card?.count ?? 1;
  }
  return spans;
}

/** IBANs first: the digits of one may look like a card. */
function spansOf(run: readonly Sign[], text: string): Span[] {
  const spans: Span[] = [];
  let rest: Sign[] = [];
  const closeRest = (): void => {
    for (const groups of groupsOf(rest, text)) spans.push(...cardsOf(groups, text));
    rest = [];
  };
  for (let index = 0; index < run.length; ) {
    const iban = ibanAt(run, index);
    const sign = run[index];
    if (iban) {
      closeRest();
      spans.push(iban);
    } else if (sign) rest.push(sign);
    index += iban ? iban.number.length : 1;
  }
  closeRest();
  return spans;
}

/** Whatever counts as a digit, in any script and form: there is none of it in most texts, and some of it in every card number and IBAN. */
const digitOfAnyKind = /\p{N}/u;

/** Where whole card numbers and IBANs stand in a text, in order. */
function findNumbers(text: string): Span[] {
  if (!digitOfAnyKind.test(text)) return [];
  return signsOf(text).flatMap((run) => spansOf(run, text));
}

function replaceNumbers(text: string, spans: readonly Span[], by: (span: Span) => string): string {
  let clean = '';
  let done = 0;
  for (const span of spans) {
    clean += text.slice(done, span.start) + by(span);
    done = span.end;
  }
  return clean + text.slice(done);
}

/**
 * Replaces whole card numbers (known schemes, Luhn's check, however they are spaced, in any script) and IBANs (by the build of their
 * country, modulo 97) by `[card]` and `[iban]`. Meta forbids them in messages, and nothing here may store them.
 * Linear in the length of the text.
 */
export function redact(text: string): Redacted {
  const spans = findNumbers(text);
  return { text: replaceNumbers(text, spans, ({ kind }) => `[${kind}]`), found: [...new Set(spans.map(({ kind }) => kind))] };
}

/** Leaves of card numbers and IBANs what Meta's rules let through in a message: the last four signs, after `····`. */
export function maskNumbers(text: string): string {
  return replaceNumbers(text, findNumbers(text), ({ number }) => `···· ${number.slice(-4)}`);
}
