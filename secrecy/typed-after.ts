import type { Head, NumberHead, Scan } from './typed-heads.ts';
import { enders, fits, isTail, isYear, reach, wordBefore } from './typed-number-places.ts';
import type { Fit, NumberRead } from './typed-numbers.ts';
import {
  backOfCard,
  beside,
  binding,
  cardWords,
  changing,
  elsewhere,
  idle,
  numbered,
  pointing,
  possessives,
  sentCode,
  ways,
} from './typed-words.ts';

type Step = 'stop' | 'bound' | 'idle' | 'beside' | 'unknown';

function stepOf({ tokens, meant }: Scan, at: number): Step {
  const word = meant[at] ?? '';
  const token = tokens[at];
  if (enders.has(word))
    return meant[at + 1] === word || meant[at - 1] === word || ['n', 'no', 'num'].includes(meant[at - 1] ?? '') ? 'idle' : 'stop';
  if (word === ',' && possessives.has(meant[at + 1] ?? '') && meant[at + 1] !== 'the') return 'stop';
  if (binding.has(word)) return 'bound';
  if (elsewhere.has(word)) return ways.has(meant[at - 1] ?? '') ? 'beside' : 'stop';
  if (idle.has(word) || token?.kind === 'sign') return 'idle';
  return beside.has(word) ? 'beside' : 'unknown';
}

const speaksOn: ReadonlySet<string> = new Set('est is ne n a has was s isn doesn don won qui that which'.split(' '));

const security: ReadonlySet<string> = new Set(['securite', 'security', 'secu', 'sec']);

/** Three digits after "code" alone are a code of anything; on the back of a card they are one of a card. */
function isOfBack({ meant }: Scan, { from, to }: NumberRead): boolean {
  const around = meant.slice(Math.max(0, from - 10), to + 10);
  return around.some((word) => backOfCard.has(word) || cardWords.has(word) || security.has(word));
}

/** Whether a number may follow the name of a secret without anything that binds the two. */
function isDirect(scan: Scan, number: NumberRead, head: Head): boolean {
  const before = wordBefore(scan, number.from);
  if (head.kind === 'code' && number.digits === 3) return isOfBack(scan, number);
  if (number.from - 1 === head.to) return true;
  if (changing.has(scan.meant[number.to + 1] ?? '')) return true;
  if (head.kind === 'message' || numbered.has(before)) return false;
  if (number.digits !== 4 || !(cardWords.has(before) || before === 'bleue' || before === 'bancaire')) return true;
  // "Le code de ma carte 4242 est bloqué" tells which card.
  return (
    !speaksOn.has(scan.meant[number.to + 1] ?? '') ||
    !scan.meant.slice(Math.max(head.to, number.from - 4), number.from).some((word) => pointing.has(word))
  );
}

/** "3D Secure", "2FA": names that begin with a digit. */
function isNameWithDigit({ meant }: Scan, at: number): boolean {
  return ['d', 'ds', 'fa', 'e'].includes(meant[at + 1] ?? '') && (meant[at] ?? '').length === 1;
}

/** "12/28", the end of a card, which stands between its number and the digits on its back. */
function isExpiry({ meant }: Scan, { from, to }: NumberRead): boolean {
  return /^(?:0?[1-9]|1[0-2])[/-](?:20)?\d\d$/.test(meant.slice(from, to + 1).join(''));
}

/** How many words may lead to the answer: "Mon code ? C’est le 1234." */
const longestLead = 5;

/** A number that is a sentence by itself: "Mon code ? 1234." */
function alone({ tokens, meant, numberAt }: Scan, from: number, fit: Fit): NumberRead | undefined {
  if (!enders.has(meant[from - 1] ?? '')) return undefined;
  let at = from;
  const leads = (word: string): boolean => binding.has(word) || idle.has(word) || word === "'";
  while (at < from + longestLead && !numberAt(at, fit) && leads(meant[at] ?? '')) at += 1;
  const number = numberAt(at, fit);
  const next = number && tokens[number.to + 1];
  return number?.what === 'value' && (!next || next.kind === 'line' || enders.has(next.folded)) ? number : undefined;
}

/** "Code de transaction reçu": what a code is for, right after its name. */
function isPurpose({ meant }: Scan, at: number, head: Head): boolean {
  return at - head.to <= 3 && ['de', 'd', 'of', "'"].includes(meant[at - 1] ?? '');
}

/** "Code de confirmation d’achat 86201": what it approves, with the code right after it. */
function isApproval({ meant, numberAt }: Scan, at: number): boolean {
  if (!sentCode.has(meant[at] ?? '') || !['de', 'd', 'of', "'"].includes(meant[at - 1] ?? '')) return false;
  return binding.has(meant[at + 1] ?? '') || numberAt(at + 1, fits.otp)?.what === 'value';
}

/** The secret that follows its name. */
export function after(scan: Scan, head: NumberHead): NumberRead | undefined {
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
      const step = isApproval(scan, at) ? 'beside' : stepOf(scan, at);
      if (step === 'stop' && unknown === 0 && isPurpose(scan, at, head)) continue;
      if (step === 'stop') return unknown === 0 ? alone(scan, at + 1, fits[head.kind]) : undefined;
      if (step !== 'idle') bound = step === 'bound';
      if (step === 'unknown') unknown += 1;
    }
  }
  return undefined;
}
