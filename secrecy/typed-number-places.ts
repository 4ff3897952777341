import type { Head, NumberKind, Scan } from './typed-heads.ts';
import type { Fit, NumberRead } from './typed-numbers.ts';
import { binding } from './typed-words.ts';

/** How many digits what a name stands for has. */
export const fits: Readonly<Record<NumberKind, Fit>> = {
  pin: { least: 4, most: 8 },
  cvv: { least: 3, most: 4 },
  otp: { least: 4, most: 10 },
  code: { least: 3, most: 10 },
  digits: { least: 3, most: 4 },
  message: { least: 4, most: 8 },
  after_card: { least: 3, most: 3 },
};

/** How many tokens a secret may stand after its name, and before it. */
export const reach = 18;
export const reachBack = 10;
/** What ends a sentence. */
export const enders: ReadonlySet<string> = new Set(['.', '!', '?', ';', '…']);

/** How far around its name a secret may stand with words between that nothing is known of. */
export const nearby = 14;

const year = /^(?:19|20)\d\d$/;
const yearly: ReadonlySet<string> = new Set(['en', 'in', 'since', 'depuis', 'de', 'from', 'by', 'of', 'annee', 'year', 'avant', 'before']);

/** The word before a token, signs passed over. */
export function wordBefore({ tokens, meant }: Scan, at: number): string {
  let before = at - 1;
  while (before >= 0 && before > at - 4 && tokens[before]?.kind === 'sign') before -= 1;
  return meant[before] ?? '';
}

/** Part of a name, a time, a reference: letters right before it that bind nothing. */
export function isTail({ tokens, meant }: Scan, at: number, head: Head): boolean {
  const before = meant[at - 1] ?? '';
  if (tokens[at]?.touches !== true || tokens[at - 1]?.kind !== 'word') return false;
  return !(at - 1 === head.to || (binding.has(before) && tokens[at - 2]?.kind !== 'number'));
}

/** "In 2024": no code. */
export function isYear(scan: Scan, number: NumberRead): boolean {
  return year.test(scan.meant[number.from] ?? '') && number.digits === 4 && yearly.has(wordBefore(scan, number.from));
}
