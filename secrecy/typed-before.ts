import type { Head, NumberHead, Scan } from './typed-heads.ts';
import { enders, fits, isTail, isYear, reachBack } from './typed-number-places.ts';
import type { Fit, NumberRead } from './typed-numbers.ts';
import { beside, binding, elsewhere, idle, possessives } from './typed-words.ts';

const bindingBack: ReadonlySet<string> = new Set('est c cest ce is s was etait = : → ⇒ comme as for pour en voila voici'.split(' '));

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
export function before(scan: Scan, head: NumberHead): NumberRead | undefined {
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
