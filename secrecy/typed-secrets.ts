import { type Head, headsOf, type Scan, scanOf } from './typed-heads.ts';
import type { Fit, NumberRead } from './typed-numbers.ts';
import { lettersOf, passwordsOf } from './typed-passwords.ts';
import { tokensOf } from './typed-tokens.ts';
import {
  backOfCard,
  beside,
  binding,
  cardCode,
  cardWords,
  changing,
  elsewhere,
  handingLink,
  idle,
  numbered,
  pageWords,
  paying,
  perhapsSent,
  pointing,
  possessives,
  received,
  sentCode,
  ways,
} from './typed-words.ts';

/** `link_code`: six digits or nearly of some code, which may be the one that the linking page shows. */
export type SecretKind = 'cvv' | 'code' | 'password' | 'pin' | 'link_code';

/** Where a secret stands in a text. */
export interface SecretSpan {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
}

type NumberKind = Exclude<Head['kind'], 'password' | 'pass' | 'access'>;
type NumberHead = Head & { readonly kind: NumberKind };

function isOfNumber(head: Head): head is NumberHead {
  return head.kind !== 'password' && head.kind !== 'pass' && head.kind !== 'access';
}

const fits: Readonly<Record<NumberKind, Fit>> = {
  pin: { least: 4, most: 8 },
  cvv: { least: 3, most: 4 },
  otp: { least: 4, most: 10 },
  code: { least: 3, most: 10 },
  digits: { least: 3, most: 4 },
  message: { least: 4, most: 8 },
  after_card: { least: 3, most: 3 },
};

/** Away from its name, only a number that is no usual one counts. */
const nearFits = {
  pin: { least: 4, most: 6 },
  cvv: { least: 3, most: 3 },
  otp: { least: 4, most: 8 },
  code: { least: 4, most: 8 },
  digits: { least: 3, most: 3 },
  message: { least: 6, most: 8 },
} as const;

/** In tokens: who copies the code of the linking page writes little with it. */
const longestLink = 30;

/** How many tokens a secret may stand after its name, and before it. */
const reach = 18;
const reachBack = 10;
const enders: ReadonlySet<string> = new Set(['.', '!', '?', ';', '…']);
const bindingBack: ReadonlySet<string> = new Set(
  'est c cest ce is s was etait = : → ⇒ comme as for pour en voila voici'.split(' '),
);
const year = /^(?:19|20)\d\d$/;
const yearly: ReadonlySet<string> = new Set(['en', 'in', 'since', 'depuis', 'de', 'from', 'by', 'of', 'annee', 'year', 'avant', 'before']);

type Step = 'stop' | 'bound' | 'idle' | 'beside' | 'unknown';

function stepOf({ tokens, meant }: Scan, at: number): Step {
  const word = meant[at] ?? '';
  const token = tokens[at];
  if (enders.has(word)) return meant[at + 1] === word || meant[at - 1] === word || ['n', 'no', 'num'].includes(meant[at - 1] ?? '') ? 'idle' : 'stop';
  if (word === ',' && possessives.has(meant[at + 1] ?? '') && meant[at + 1] !== 'the') return 'stop';
  if (binding.has(word)) return 'bound';
  if (elsewhere.has(word)) return ways.has(meant[at - 1] ?? '') ? 'beside' : 'stop';
  if (idle.has(word) || token?.kind === 'sign') return 'idle';
  return beside.has(word) ? 'beside' : 'unknown';
}

/** The word before a token, signs passed over. */
function wordBefore({ tokens, meant }: Scan, at: number): string {
  let before = at - 1;
  while (before >= 0 && before > at - 4 && tokens[before]?.kind === 'sign') before -= 1;
  return meant[before] ?? '';
}

/** Part of a name, a time, a reference: letters right before it that bind nothing. */
function isTail({ tokens, meant }: Scan, at: number, head: Head): boolean {
  const before = meant[at - 1] ?? '';
  if (tokens[at]?.touches !== true || tokens[at - 1]?.kind !== 'word') return false;
  return !(at - 1 === head.to || (binding.has(before) && tokens[at - 2]?.kind !== 'number'));
}

const speaksOn: ReadonlySet<string> = new Set('est is ne n a has was s isn doesn don won qui that which'.split(' '));

/** Whether a number may follow the name of a secret without anything that binds the two. */
function isDirect(scan: Scan, number: NumberRead, head: Head): boolean {
  const before = wordBefore(scan, number.from);
  if (number.from - 1 === head.to) return true;
  if (changing.has(scan.meant[number.to + 1] ?? '')) return true;
  if (head.kind === 'message' || numbered.has(before)) return false;
  if (number.digits !== 4 || !(cardWords.has(before) || before === 'bleue' || before === 'bancaire')) return true;
  // "Le code de ma carte 4242 est bloqué" tells which card.
  return !speaksOn.has(scan.meant[number.to + 1] ?? '') || !scan.meant.slice(Math.max(head.to, number.from - 4), number.from).some((word) => pointing.has(word));
}

function isYear(scan: Scan, number: NumberRead): boolean {
  return year.test(scan.meant[number.from] ?? '') && number.digits === 4 && yearly.has(wordBefore(scan, number.from));
}

/** "3D Secure", "2FA": names that begin with a digit. */
function isNameWithDigit({ meant }: Scan, at: number): boolean {
  return ['d', 'ds', 'fa', 'e'].includes(meant[at + 1] ?? '') && (meant[at] ?? '').length === 1;
}

/** "12/28", the end of a card, which stands between its number and the digits on its back. */
function isExpiry({ meant }: Scan, { from, to }: NumberRead): boolean {
  return /^(?:0?[1-9]|1[0-2])[/-](?:20)?\d\d$/.test(meant.slice(from, to + 1).join(''));
}

/** A number that is a sentence by itself: "Mon code ? 1234." */
function alone({ tokens, meant, numberAt }: Scan, at: number, fit: Fit): NumberRead | undefined {
  const number = enders.has(meant[at - 1] ?? '') ? numberAt(at, fit) : undefined;
  const next = number && tokens[number.to + 1];
  return number?.what === 'value' && (!next || next.kind === 'line' || enders.has(next.folded)) ? number : undefined;
}

/** The secret that follows its name. */
function after(scan: Scan, head: NumberHead): NumberRead | undefined {
  let unknown = 0;
  let bound = false;
  for (let at = head.to + 1; at < Math.min(scan.tokens.length, head.to + reach); at += 1) {
    const number = scan.numberAt(at, fits[head.kind]);
    if (number && isNameWithDigit(scan, at)) at += 1;
    else if (number) {
      const isValue = number.what === 'value' && !isTail(scan, at, head) && !isYear(scan, number);
      if (isValue && (bound || (unknown === 0 && isDirect(scan, number, head)))) return number;
      unknown += number.what === 'length' || isExpiry(scan, number) ? 0 : 1;
      bound = false;
      at = number.to;
    } else if (scan.tokens[at]?.kind === 'line') {
      if (unknown > 0) return undefined;
      bound = true;
    } else {
      const step = stepOf(scan, at);
      if (step === 'stop') return unknown === 0 ? alone(scan, at + 1, fits[head.kind]) : undefined;
      if (step !== 'idle') bound = step === 'bound';
      if (step === 'unknown') unknown += 1;
    }
  }
  return undefined;
}

/** The longest number that ends at a token. */
function numberUpTo(scan: Scan, to: number, fit: Fit): NumberRead | undefined {
  for (let from = Math.max(0, to - reachBack); from <= to; from += 1) {
    const number = scan.numberAt(from, fit);
    if (number?.what === 'value' && number.to === to) return number;
    if (number && number.to >= to) return undefined;
    from = number?.to ?? from;
  }
  return undefined;
}

/** Where the words begin that go with a name: "the security", "mon". */
function beginOfName({ meant }: Scan, head: Head): number {
  let at = head.from - 1;
  while (at > head.from - 6 && beside.has(meant[at] ?? '') && !binding.has(meant[at] ?? '')) at -= 1;
  return at;
}

/** "is 9124 still my pin?", "c’est bien 9124 mon code ?" */
function isAskedBack(scan: Scan, number: NumberRead): boolean {
  const words = scan.meant.slice(Math.max(0, number.from - 4), number.from);
  return words.some((word) => ['est', 'is', 'c'].includes(word)) && !words.some((word) => elsewhere.has(word));
}

/** The secret that stands before its name: "1234 c’est mon code". */
function before(scan: Scan, head: NumberHead): NumberRead | undefined {
  if (head.kind === 'message' || head.kind === 'after_card') return undefined;
  let bound = false;
  let possessive = false;
  for (let at = beginOfName(scan, head); at >= Math.max(0, head.from - reachBack); at -= 1) {
    const word = scan.meant[at] ?? '';
    const here = scan.numberAt(at, fits[head.kind]);
    // "The three digits", "mon code à 4 chiffres".
    if (here?.what === 'length') continue;
    if (here || !(bindingBack.has(word) || idle.has(word) || (scan.tokens[at]?.kind === 'sign' && !enders.has(word)))) {
      const number = numberUpTo(scan, at, fits[head.kind]);
      const counts = number && !isTail(scan, number.from, head) && !isYear(scan, number);
      return counts && (bound || (possessive && isAskedBack(scan, number))) ? number : undefined;
    }
    bound ||= bindingBack.has(word);
    possessive ||= possessives.has(word);
  }
  return undefined;
}

/** How far around its name a secret may stand with words between that nothing is known of. */
const nearby = 14;

/** Whether the words before a number tell that it was paid, dialled, or is of something else. */
function isOfOther(scan: Scan, { from, digits }: NumberRead): boolean {
  const words = scan.meant.slice(Math.max(0, from - 5), from).filter((_word, index, all) => scan.tokens[from - all.length + index]?.kind === 'word');
  if (words.slice(-3).some((word) => elsewhere.has(word)) || words.slice(-2).some((word) => paying.has(word))) return true;
  const last = words.at(-1) ?? '';
  return numbered.has(last) || ((cardWords.has(last) || last === 'bleue') && digits === 4);
}

/** Years, round amounts, days without signs. */
const usual = /^(?:19|20)\d\d$|00$|^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$/;

/** "Le 3639": a telephone number of four digits. */
function isShortCall({ meant }: Scan, at: number): boolean {
  return /^3\d{3}$/.test(meant[at] ?? '') && ['le', 'au', 'du'].includes(meant[at - 1] ?? '');
}

/** Numbers around a name that can hardly be anything but the secret: "je tape 6617 et il me dit code faux". */
function near(scan: Scan, head: NumberHead): NumberRead[] {
  if (head.kind === 'after_card' || (head.kind === 'digits' && !scan.meant.some((word) => cardWords.has(word)))) return [];
  const fit = nearFits[head.kind];
  const found: NumberRead[] = [];
  const isEnd = (at: number): boolean => enders.has(scan.meant[at] ?? '') && scan.meant[at - 1] !== scan.meant[at];
  let [begin, end] = [head.from, head.to];
  while (begin > Math.max(0, head.from - nearby) && !isEnd(begin - 1)) begin -= 1;
  while (end < Math.min(scan.tokens.length - 1, head.to + nearby) && !isEnd(end + 1)) end += 1;
  for (let at = begin; at <= end; at += 1) {
    const number = scan.tokens[at]?.kind === 'number' ? scan.numberAt(at, fit) : undefined;
    const isTold = head.kind !== 'message' || scan.meant.slice(Math.max(0, at - 4), at).some((word) => received.has(word));
    const isSecret = isTold && number?.what === 'value' && !isTail(scan, at, head) && !isOfOther(scan, number);
    const written = scan.meant[at] ?? '';
    if (number && isSecret && !usual.test(written) && !isShortCall(scan, at)) found.push(number);
    at = number?.to ?? at;
  }
  return found;
}

/** A second one of as many digits: "1234 ou 1243". */
function further({ meant, numberAt }: Scan, last: NumberRead): NumberRead | undefined {
  let at = last.to + 1;
  while (at < last.to + 4 && ['et', 'ou', 'and', 'or', ',', '/', 'puis', 'then', 'pas', 'not', 'to', 'par', 'en', 'vers'].includes(meant[at] ?? '')) at += 1;
  if (at === last.to + 1) return undefined;
  const next = numberAt(at, { least: last.digits, most: last.digits });
  return next?.what === 'value' ? next : undefined;
}

/** Whether a message says nothing but what the code of the linking page is. */
function isHandedOver(meant: readonly string[]): boolean {
  const known = [idle, binding, pageWords, handingLink];
  return meant.length <= longestLink && meant.every((word) => !/^[a-z]/.test(word) || known.some((list) => list.has(word)));
}

/** What kind of secret it is, by its name and the words around the two. */
function kindOf({ meant }: Scan, head: Head, { from, to, digits }: NumberRead): SecretKind {
  if (head.kind === 'pin') return 'pin';
  if (head.kind === 'cvv' || head.kind === 'digits' || head.kind === 'after_card') return 'cvv';
  if (head.kind !== 'code') return 'code';
  const around = meant.slice(Math.max(0, Math.min(head.from, from) - 8), Math.max(head.to, to) + 8);
  const says = (words: ReadonlySet<string>): boolean => around.some((word) => words.has(word));
  if (digits <= 4 && says(backOfCard)) return 'cvv';
  const isOnce = around.some((word, index) => word === 'time' && ['one', '-'].includes(around[index - 1] ?? ''));
  if (isOnce || says(sentCode)) return digits === 3 ? 'cvv' : 'code';
  if (says(cardCode)) return 'pin';
  if (says(perhapsSent) && !says(pageWords)) return digits === 4 ? 'pin' : 'code';
  if (digits <= 4) return digits === 4 ? 'pin' : 'cvv';
  return digits <= 7 && isHandedOver(meant) ? 'link_code' : 'code';
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
    for (const found of near(scan, head)) note(scan, head, { found, finds });
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
