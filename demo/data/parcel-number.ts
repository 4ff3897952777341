import { hashNumbers } from './random.ts';

/** Whose parcel it is and of which day's order. */
export interface ParcelPlace {
  readonly customerNumber: number;
  readonly day: number;
}

const prefix = '6A';
const spread = 0x9e3779b1;
/** 4096 days from 12 September 2021: twelve bits of a number that has room for no more. */
const firstDay = 18_882;
const checks = 23;
const space = 2 ** 32;

function inverseOf(odd: number): number {
  let inverse = odd;
  for (let round = 0; round < 5; round += 1) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}

/** Writes a Colissimo number: `6A` and eleven digits that hold the place, scrambled, and a check. */
export function encodeParcelNumber(seed: number, { customerNumber, day }: ParcelPlace): string {
  const packed = (customerNumber * 4096 + ((day - firstDay) & 4095)) >>> 0;
  const scrambled = Math.imul((packed ^ seed) | 0, spread) >>> 0;
  return prefix + String((hashNumbers([seed, scrambled, 21]) % checks) * space + scrambled).padStart(11, '0');
}

/** Reads a Colissimo number of this bank's customers; undefined where the check does not fit. */
export function decodeParcelNumber(seed: number, number: string): ParcelPlace | undefined {
  const digits = /^6A(\d{11})$/.exec(number)?.[1];
  if (digits === undefined) return undefined;
  const value = Number(digits);
  const scrambled = value % space;
  if (Math.floor(value / space) !== hashNumbers([seed, scrambled, 21]) % checks) return undefined;
  const packed = (Math.imul(scrambled | 0, inverseOf(spread)) ^ seed) >>> 0;
  return { customerNumber: Math.floor(packed / 4096), day: firstDay + (packed % 4096) };
}
