import { joinMerchants } from '../../engine/slots/merchant-list.ts';
import type { ReadableText } from '../text/readable-text.ts';
import type { Found } from './found.ts';
import { knownAt, type NameContext, nameAt } from './merchant-name.ts';

const another =
  /(?:'s)? ?(?:,|&|(?:, ?)?(?:et|and|ou|or|puis|then|ensuite|plus)(?![a-z])) ?(?:(?:chez|at|from|to|with|de|du|de la|a)(?![a-z]) ?|d')?(?:(?:le|la|les|the) )?/y;
const mostMerchants = 5;

/** "Carrefour, Lidl et Fnac": the shops that are named right after the first one. */
export function withOthers(text: ReadableText, first: Found<string>, context: NameContext): Found<string> {
  const names = [first.value];
  let { end } = first;
  while (names.length < mostMerchants) {
    another.lastIndex = end;
    const match = another.exec(text.folded);
    const next = match ? nameInList(text, end + match[0].length, { ...context, cued: /(?:chez|at) /.test(match[0]) }) : undefined;
    if (!next) break;
    names.push(next.value);
    end = next.end;
  }
  return { value: joinMerchants(names), start: first.start, end };
}

/** A further name of a list: a shop that is known, one written with a capital, or one after "chez". */
function nameInList(
  text: ReadableText,
  start: number,
  { cued, ...context }: NameContext & { readonly cued: boolean },
): Found<string> | undefined {
  const known = knownAt(text, start, { ...context, listed: true });
  if (known) return known;
  const letter = text.clean.charAt(start);
  const capital = letter !== letter.toLowerCase() && text.clean !== text.clean.toUpperCase();
  return capital || cued ? nameAt(text, start, context) : undefined;
}
