import cardValidator from 'card-validator';
import type { Random } from '../support/random.ts';
import { frames, inGroups, scripts, separators } from './typed-random.ts';

/** A card number in a text, and how it was made. */
export interface TypedCard {
  readonly number: string;
  readonly text: string;
  readonly scheme: string;
}

/** Written apart from the code under test: over a doubled table. */
function luhnDigit(body: string): string {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? (doubled[Number(digit)] ?? 0) : Number(digit)), 0);
  return String((10 - (sum % 10)) % 10);
}

const { creditCardType } = cardValidator;
const schemes = Object.values(creditCardType.types).map((type) => creditCardType.getTypeInfo(type));

/** A number that card-validator calls valid, of any of its schemes and lengths. */
export function makeCard(random: Random): { readonly number: string; readonly scheme: string; readonly gaps: readonly number[] } {
  for (;;) {
    const { type, patterns, lengths, gaps } = random.pick(schemes);
    const pattern = random.pick(patterns);
    const [from = 0, to = 0] = typeof pattern === 'number' ? [pattern, pattern] : pattern;
    const prefix = String(from + random.below(to - from + 1));
    const body = prefix + random.digits(random.pick(lengths) - prefix.length - 1);
    const number = body + luhnDigit(body);
    if (cardValidator.number(number).isValid) return { number, scheme: type, gaps };
  }
}

/** Groups as they stand on the card, or in fours. */
function sizesOf(random: Random, gaps: readonly number[]): readonly number[] {
  return random.below(4) === 0 ? [4] : gaps.map((gap, index) => gap - (gaps[index - 1] ?? 0));
}

/** Card numbers of every scheme with every separator, in digits of any script, amid words. */
export function makeTypedCards(random: Random, count: number): TypedCard[] {
  return Array.from({ length: count }, (_unused, index) => {
    const { number, scheme, gaps } = makeCard(random);
    const separator = separators[index % separators.length] ?? '';
    const sizes = sizesOf(random, gaps);
    const grouped = separator === '' ? number : inGroups(number, [...sizes, ...(sizes.length > 1 ? [number.length] : [])], separator);
    const written = random.below(5) === 0 ? random.pick(scripts)(grouped) : grouped;
    return { number, scheme: `${scheme} of ${number.length}`, text: random.pick(frames)(written) };
  });
}
