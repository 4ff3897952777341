/** First digits of a scheme's cards, from and to, and how many digits its numbers have. */
interface CardScheme {
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}

const longCard = [16, 17, 18, 19] as const;
const maestro = [16, 17, 18, 19] as const;
/** Numbers so short are those of orders and parcels as well: what is said of them decides. */
const shortMaestro = [12, 13, 14, 15] as const;
const unionPay = [14, 15, 16, 17, 18, 19] as const;

/**
 * Number ranges of ISO/IEC 7812 that are issued as payment cards: Visa (with Carte Bancaire), Mastercard, American Express, Diners,
 * Discover, JCB, UnionPay, Maestro, Mir, RuPay, Troy, Verve. What lies outside is an order or a parcel, whatever its check digit.
 */
const schemes: readonly CardScheme[] = [
  { from: 4, to: 4, lengths: [13, 16, 18, 19] },
  { from: 493698, to: 493698, lengths: maestro },
  { from: 51, to: 55, lengths: [16] },
  { from: 2221, to: 2720, lengths: [16] },
  { from: 34, to: 34, lengths: [15] },
  { from: 37, to: 37, lengths: [15] },
  { from: 300, to: 305, lengths: [14, 16, 17, 18, 19] },
  { from: 3095, to: 3095, lengths: [14, 16, 17, 18, 19] },
  { from: 36, to: 36, lengths: [14, 16, 17, 18, 19] },
  { from: 38, to: 39, lengths: [14, 16, 17, 18, 19] },
  { from: 3528, to: 3589, lengths: longCard },
  { from: 2131, to: 2131, lengths: longCard },
  { from: 1800, to: 1800, lengths: longCard },
  { from: 62, to: 62, lengths: unionPay },
  { from: 50, to: 50, lengths: maestro },
  { from: 56, to: 69, lengths: maestro },
  { from: 81, to: 82, lengths: unionPay },
  { from: 2200, to: 2205, lengths: longCard },
  { from: 9792, to: 9792, lengths: [16] },
];

/** Luhn's check (ISO/IEC 7812-1, annex B). */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const shortSchemes: readonly CardScheme[] = [
  { from: 493698, to: 493698, lengths: shortMaestro },
  { from: 50, to: 50, lengths: shortMaestro },
  { from: 56, to: 69, lengths: shortMaestro },
];

/** Schemes by the first digit of their numbers: most rows of digits are told from a card by it and by their length. */
function byFirstDigit(list: readonly CardScheme[]): readonly (readonly CardScheme[])[] {
  const first = (number: number): number => Number(String(number)[0]);
  return Array.from({ length: 10 }, (_unused, digit) => list.filter(({ from, to }) => first(from) <= digit && digit <= first(to)));
}

const allSchemes = byFirstDigit(schemes);
const allShortSchemes = byFirstDigit(shortSchemes);

function isOf(list: readonly (readonly CardScheme[])[], digits: string): boolean {
  const fits = ({ from, to, lengths }: CardScheme): boolean => {
    if (!lengths.includes(digits.length)) return false;
    const begin = Number(digits.slice(0, String(from).length));
    return begin >= from && begin <= to;
  };
  return (list[digits.charCodeAt(0) - 48] ?? []).some(fits) && isLuhn(digits);
}

/** Whether these digits are the number of a payment card. */
export function isCardNumber(digits: string): boolean {
  return isOf(allSchemes, digits);
}

/** Whether they are one of a Maestro card of twelve to fifteen digits, or chance. */
export function isShortCardNumber(digits: string): boolean {
  return isOf(allShortSchemes, digits);
}
