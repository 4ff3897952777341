import type { Found } from './found.ts';

const sixDigits = /(?<!\d[ .-]?)\d(?:[ .-]?\d){5}(?![ .-]?\d)/g;
const alone = /^[\s"'(#:]*\d(?:[ .-]?\d){5}[\s"').!]*$/;
const announced = /(?<![a-z])code(?![a-z])/;

/** The six digits of the linking page, however they are grouped: only when they are awaited, announced as a code, or all there is. */
export function readLinkCode(folded: string, expected: boolean): Found<string> | undefined {
  if (!expected && !alone.test(folded) && !announced.test(folded)) return undefined;
  const matches = [...folded.matchAll(sixDigits)];
  const [match] = matches;
  if (!match || matches.length > 1) return undefined;
  return { value: match[0].replace(/\D/g, ''), start: match.index, end: match.index + match[0].length };
}
