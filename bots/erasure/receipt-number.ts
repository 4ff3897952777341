import { randomInt } from 'node:crypto';

/** Letters that make no words and that are not taken for one another; no digits, which could be taken for a card or a code. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';

/** Twelve letters in groups of four, 51 bits: names an erasure, and tells nothing of whose it is. */
export function newReceiptNumber(): string {
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}
