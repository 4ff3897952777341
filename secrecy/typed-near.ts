import type { NumberHead, Scan } from './typed-heads.ts';
import { enders, isTail, nearby } from './typed-number-places.ts';
import type { NumberRead } from './typed-numbers.ts';
import { cardWords, elsewhere, numbered, paying, received } from './typed-words.ts';

/** Away from its name, only a number that is no usual one counts. */
const nearFits = {
  pin: { least: 4, most: 6 },
  cvv: { least: 3, most: 3 },
  otp: { least: 4, most: 8 },
  code: { least: 4, most: 8 },
  digits: { least: 3, most: 3 },
  message: { least: 4, most: 8 },
} as const;

/** In digits: nobody pays more without saying in what. */
const longestAmount = 5;

/** Whether the words before a number tell that it was paid, dialled, or is of something else. */
function isOfOther(scan: Scan, { from, digits }: NumberRead): boolean {
  const words = scan.meant
    .slice(Math.max(0, from - 5), from)
    .filter((_word, index, all) => scan.tokens[from - all.length + index]?.kind === 'word');
  if (words.slice(-3).some((word) => elsewhere.has(word)) || (digits <= longestAmount && words.slice(-2).some((word) => paying.has(word))))
    return true;
  const last = words.at(-1) ?? '';
  // "Asked me for 804615": no amount.
  if (['for', 'pour'].includes(last) && digits > 4) return false;
  return numbered.has(last) || ((cardWords.has(last) || last === 'bleue') && digits === 4);
}

/** Years, round amounts, days without signs. */
const usual = /^(?:19|20)\d\d$|00$|^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$/;

/** "Le 3639": a telephone number of four digits. */
function isShortCall({ meant }: Scan, at: number): boolean {
  return /^3\d{3}$/.test(meant[at] ?? '') && ['le', 'au', 'du'].includes(meant[at - 1] ?? '');
}

/** Before a number: who sent the message, or when. */
const senders: ReadonlySet<string> = new Set(['du', 'de', 'd', 'a', 'au', 'from', 'at', 'to', 'by', 'par']);

/** Six digits of a text message are a code; four are one where the message says that it brought them. */
function isTold({ meant }: Scan, { kind }: NumberHead, { from, to, digits }: NumberRead): boolean {
  if (kind !== 'message' || digits >= 6) return true;
  if (senders.has(meant[from - 1] ?? '')) return false;
  return meant.slice(Math.max(0, from - 4), to + 5).some((word) => received.has(word));
}

/** Numbers around a name that can hardly be anything but the secret: "je tape 6617 et il me dit code faux". */
export function near(scan: Scan, head: NumberHead, isFound: (from: number) => boolean): NumberRead[] {
  if (head.kind === 'after_card') return [];
  const fit = nearFits[head.kind];
  const found: NumberRead[] = [];
  const isEnd = (at: number): boolean => enders.has(scan.meant[at] ?? '') && scan.meant[at - 1] !== scan.meant[at];
  let [begin, end] = [head.from, head.to];
  while (begin > Math.max(0, head.from - nearby) && !isEnd(begin - 1)) begin -= 1;
  while (end < Math.min(scan.tokens.length - 1, head.to + nearby) && !isEnd(end + 1)) end += 1;
  if (head.kind === 'digits' && !scan.meant.slice(begin, end + 1).some((word) => cardWords.has(word))) return [];
  for (let at = begin; at <= end; at += 1) {
    const number = scan.tokens[at]?.kind === 'number' && !isFound(at) ? scan.numberAt(at, fit) : undefined;
    if (!number) continue;
    const isSecret = isTold(scan, head, number) && number.what === 'value' && !isTail(scan, at, head) && !isOfOther(scan, number);
    const written = scan.meant[at] ?? '';
    if (isSecret && !usual.test(written) && !isShortCall(scan, at)) found.push(number);
    at = number.to;
  }
  return found;
}
