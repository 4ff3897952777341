import { createHash } from 'node:crypto';
import { createRandom, type Random } from '../../support/random.ts';

/** A random source that belongs to a text. */
function randomOf(text: string): Random {
  return createRandom(createHash('sha256').update(text).digest().readUInt32BE());
}

const starts = [
  'Zak',
  'Vrok',
  'Quil',
  'Xan',
  'Bruz',
  'Ghol',
  'Wex',
  'Djur',
  'Kvol',
  'Pfim',
  'Yurd',
  'Tzor',
  'Nyx',
  'Hjal',
  'Fluq',
  'Svek',
] as const;
const middles = ['ari', 'uvo', 'eno', 'ilu', 'oqa', 'ezi', 'ubu', 'yfo', 'axu', 'iwe', 'oju', 'egy'] as const;
const ends = [
  'bex',
  'dwin',
  'gorf',
  'phir',
  'rtzo',
  'skyl',
  'vqua',
  'zzel',
  'kunt',
  'mbro',
  'ndjo',
  'lvik',
  'ptsu',
  'chna',
  'fryx',
  'hwol',
] as const;
const invented = new RegExp(`^(?:${starts.join('|')})(?:${middles.join('|')}){2}(?:${ends.join('|')})$`);

/** Whether a name is one of those that `inventedName` makes. */
export function isInvented(name: string): boolean {
  return invented.test(name);
}

/** A name that nobody has, the same at each call: `Zakarigorf`. */
export function inventedName(...of: readonly string[]): string {
  const random = randomOf(of.join('|'));
  return `${random.pick(starts)}${random.pick(middles)}${random.pick(middles)}${random.pick(ends)}`;
}

/** Remainder by 97 of a number too long for a number (ISO 7064). */
function mod97(digits: string): number {
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}

/** A French IBAN whose check digits are right (ISO 13616). */
export function inventedIban(of: string): string {
  const account = randomOf(of).digits(23);
  return `FR${String(98 - mod97(`${account}152700`)).padStart(2, '0')}${account}`;
}

/** A card number whose last digit is right (ISO/IEC 7812). */
export function inventedCardNumber(of: string): string {
  const body = `4970${randomOf(of).digits(11)}`;
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** A number of an account of another country. */
export function inventedNumber(of: string, digits: number): string {
  return `1${randomOf(of).digits(digits - 1)}`;
}

/** Makes an amount belong to one customer by its last digit. @param decimal `12.30`. @param mark 1 to 9. */
export function markedAmount(decimal: string, mark: number): string {
  return /\.\d\d$/.test(decimal) ? `${decimal.slice(0, -1)}${mark}` : decimal;
}
