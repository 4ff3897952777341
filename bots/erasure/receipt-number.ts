import { hash, randomBytes } from 'node:crypto';

/** Letters that make no words and that are not taken for one another; no digits, which could be taken for a card or a code. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';

/** Twelve letters in groups of four, 51 bits: names an erasure, and tells nothing of whose it is. */
export function newReceiptNumber(): string {
  return numberFrom(randomBytes(32));
}

/** The number that belongs to these bytes: always the same. */
export function numberFrom(bytes: Uint8Array): string {
  let rest = BigInt(`0x${hash('sha256', bytes, 'hex')}`);
  const next = (): string => {
    const letter = letters[Number(rest % 20n)] ?? '';
    rest /= 20n;
    return letter;
  };
  return Array.from({ length: 3 }, () => Array.from({ length: 4 }, next).join('')).join('-');
}
