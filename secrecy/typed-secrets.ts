import { after } from './typed-after.ts';
import { before } from './typed-before.ts';
import { type Head, headsOf, isOfNumber, type NumberHead, type Scan, scanOf } from './typed-heads.ts';
import { kindOf, type SecretKind } from './typed-kinds.ts';
import { near } from './typed-near.ts';
import { nearby, reach } from './typed-number-places.ts';
import type { NumberRead } from './typed-numbers.ts';
import { lettersOf, passwordsOf } from './typed-passwords.ts';
import { tokensOf } from './typed-tokens.ts';

/** Where a secret stands in a text. */
export interface SecretSpan {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
}

/** A second one of as many digits: "1234 ou 1243". */
function further({ meant, numberAt }: Scan, last: NumberRead): NumberRead | undefined {
  let at = last.to + 1;
  while (
    at < last.to + 4 &&
    ['et', 'ou', 'and', 'or', ',', '/', 'puis', 'then', 'pas', 'not', 'to', 'par', 'en', 'vers'].includes(meant[at] ?? '')
  )
    at += 1;
  if (at === last.to + 1) return undefined;
  const next = numberAt(at, { least: last.digits, most: last.digits });
  return next?.what === 'value' ? next : undefined;
}

/** Whether any number stands as near to a name as its secret may. */
function hasNumber({ tokens, numbers }: Scan, { from, to }: Head): boolean {
  const [begin, end] = [Math.max(0, from - nearby), Math.min(tokens.length, to + reach)];
  return (numbers[begin] ?? 0) < (numbers[end] ?? 0);
}

/** Secrets by the first token of each: whichever name finds one first says what it is. */
type Finds = Map<number, SecretSpan>;

function note(scan: Scan, head: NumberHead, { found, finds }: { readonly found: NumberRead | undefined; readonly finds: Finds }): void {
  for (let number = found; number && !finds.has(number.from); number = further(scan, number)) {
    const [first, last] = [scan.tokens[number.from], scan.tokens[number.to]];
    if (first && last) finds.set(number.from, { kind: kindOf(scan, head, found ?? number), start: first.start, end: last.end });
  }
}

/** First those that are bound to their names, then what only stands near one. */
function numbersOf(scan: Scan, heads: readonly NumberHead[]): SecretSpan[] {
  const finds: Finds = new Map();
  for (const head of heads) for (const found of [after(scan, head), before(scan, head)]) note(scan, head, { found, finds });
  for (const head of heads) {
    for (const found of near(scan, head, (from) => finds.has(from))) note(scan, head, { found, finds });
  }
  return [...finds.values()];
}

/**
 * Codes of cards, one-time codes, PINs and passwords that a text gives away, in French and in English: a name of the secret with its value
 * after it or before it, bound by nothing but words that may stand between the two. Who only speaks of a code gives none away.
 * Each name looks a few words around itself: linear in the length of the text.
 */
export function findSecrets(text: string): SecretSpan[] {
  const scan = scanOf(text, tokensOf(text));
  const heads = headsOf(scan);
  const ofNumbers = heads.filter(isOfNumber).filter((head) => hasNumber(scan, head));
  const withLetters = ofNumbers.filter(({ kind }) => kind === 'code' || kind === 'otp');
  return [
    ...numbersOf(scan, ofNumbers),
    ...heads.filter((head) => !isOfNumber(head)).flatMap((head) => passwordsOf(scan, head)),
    ...withLetters.flatMap((head) => lettersOf(scan, head)),
  ];
}
