import { describe, expect, test } from '@jest/globals';
import { growthOf } from '../test/support/growth.ts';
import { createRandom, type Random } from '../test/support/random.ts';
import { maskNumbers, redact } from './redact.ts';

/** Written apart from the code under test: sums from the left, over a doubled table. */
function luhnDigit(body: string): string {
  const table = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const sum = body.split('').reduce((total, digit, index) => {
    const value = Number(digit);
    return total + ((body.length - index) % 2 === 1 ? (table[value] ?? 0) : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

const schemes: readonly (readonly [name: string, prefix: string, length: number, groups: readonly number[]])[] = [
  ['Visa', '4', 16, [4, 4, 4, 4]],
  ['Visa, French bank', '4970', 16, [4, 4, 4, 4]],
  ['Visa of 13 digits', '4', 13, [4, 3, 3, 3]],
  ['Visa of 19 digits', '4', 19, [4, 4, 4, 4, 3]],
  ['Mastercard', '51', 16, [4, 4, 4, 4]],
  ['Mastercard', '55', 16, [4, 4, 4, 4]],
  ['Mastercard of the second series', '2221', 16, [4, 4, 4, 4]],
  ['Mastercard of the second series', '2719', 16, [4, 4, 4, 4]],
  ['American Express', '34', 15, [4, 6, 5]],
  ['American Express', '37', 15, [4, 6, 5]],
  ['Diners', '300', 14, [4, 6, 4]],
  ['Diners', '36', 14, [4, 6, 4]],
  ['Diners', '38', 16, [4, 4, 4, 4]],
  ['Discover', '6011', 16, [4, 4, 4, 4]],
  ['Discover', '65', 16, [4, 4, 4, 4]],
  ['JCB', '3528', 16, [4, 4, 4, 4]],
  ['JCB', '3589', 16, [4, 4, 4, 4]],
  ['UnionPay', '62', 16, [4, 4, 4, 4]],
  ['UnionPay of 19 digits', '62', 19, [6, 13]],
  ['Maestro', '50', 16, [4, 4, 4, 4]],
  ['Maestro of 18 digits', '6759', 18, [4, 4, 4, 4, 2]],
  ['Maestro of 19 digits', '6304', 19, [4, 4, 4, 4, 3]],
  ['Mir', '2200', 16, [4, 4, 4, 4]],
  ['RuPay', '8172', 16, [4, 4, 4, 4]],
  ['Troy', '9792', 16, [4, 4, 4, 4]],
  ['Verve', '5061', 19, [4, 4, 4, 4, 3]],
];

const separators = [
  '',
  ' ',
  '-',
  '.',
  '_',
  '/',
  '·',
  '•',
  ',',
  ' - ',
  '  ',
  '\u00A0',
  '\u202F',
  '\u2009',
  '\u200B',
  '\u2060',
  '\u00AD',
  '\u2011',
  '–',
  '|',
  '\n',
  '\r\n',
  '\t',
  ' . ',
]; // prettier-ignore

const scripts = [0x30, 0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce, 0x1d7f6].map(
  (zero) => (number: string) => number.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))),
);
const keycaps = (number: string): string => number.replaceAll(/\d/g, (digit) => `${digit}\uFE0F\u20E3`);

const frames: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => `Bonjour, ma carte n°${number} ne passe plus.`,
  (number) => `carte${number}svp`,
  (number) => `CB:${number}, exp 12/28, cvv 123`,
  (number) => `CB n° ${number} exp. 12/28`,
  (number) => `My card (${number}) was stolen on 12/11/2026!`,
  (number) => `"${number}"`,
  (number) => `card=${number}&x=1`,
  (number) => `le 3 novembre\n${number}\nmerci`,
  (number) => `numéro de carte ${number}.`,
  (number) => `💳${number}💳`,
  (number) => `paid 12,50 € with ${number} yesterday`,
];

function grouped(number: string, groups: readonly number[], separator: string): string {
  let at = 0;
  return groups.map((size) => number.slice(at, (at += size))).join(separator);
}

function makeCards(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => {
    const [, prefix, length, groups] = random.pick(schemes);
    const body = prefix + random.digits(length - prefix.length - 1);
    const separator = random.pick(separators);
    const written = grouped(body + luhnDigit(body), groups, separator);
    const spelt = random.below(5) === 0 ? random.pick([...scripts, keycaps])(written) : written;
    return random.pick(frames)(spelt);
  });
}

/** Country, build of what follows the check digits: `n` digits, `a` letters, `c` either. */
const ibans: readonly (readonly [country: string, build: string])[] = [
  ['FR', 'nnnnnnnnnncccccccccccnn'],
  ['DE', 'n'.repeat(18)],
  ['GB', `aaaa${'n'.repeat(14)}`],
  ['ES', 'n'.repeat(20)],
  ['IT', `a${'n'.repeat(10)}${'c'.repeat(12)}`],
  ['NL', `aaaa${'n'.repeat(10)}`],
  ['BE', 'n'.repeat(12)],
  ['LU', `nnn${'c'.repeat(13)}`],
  ['CH', `nnnnn${'c'.repeat(12)}`],
  ['AT', 'n'.repeat(16)],
  ['PT', 'n'.repeat(21)],
  ['IE', `aaaa${'n'.repeat(14)}`],
  ['PL', 'n'.repeat(24)],
  ['SE', 'n'.repeat(20)],
  ['NO', 'n'.repeat(11)],
  ['DK', 'n'.repeat(14)],
  ['FI', 'n'.repeat(14)],
  ['GR', `${'n'.repeat(7)}${'c'.repeat(16)}`],
  ['CZ', 'n'.repeat(20)],
  ['HU', 'n'.repeat(24)],
  ['RO', `aaaa${'c'.repeat(16)}`],
  ['BG', 'aaaannnnnncccccccc'],
  ['HR', 'n'.repeat(17)],
  ['MT', `aaaannnnn${'c'.repeat(18)}`],
  ['MC', 'nnnnnnnnnncccccccccccnn'],
  ['TR', `nnnnnn${'c'.repeat(16)}`],
  ['SA', `nn${'c'.repeat(18)}`],
  ['BR', `${'n'.repeat(23)}ac`],
  ['MA', 'n'.repeat(24)],
  ['TN', 'n'.repeat(20)],
  ['LV', `aaaa${'c'.repeat(13)}`],
  ['CY', `${'n'.repeat(8)}${'c'.repeat(16)}`],
]; // prettier-ignore

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const figures = '0123456789'.split('');

/** By big integers, unlike the code under test. */
function checkDigits(country: string, body: string): string {
  const written = `${body}${country}00`
    .split('')
    .map((sign) => (/\d/.test(sign) ? sign : String(capitals.indexOf(sign) + 10)))
    .join('');
  return String(98n - (BigInt(written) % 97n)).padStart(2, '0');
}

function makeIbans(random: Random, count: number): string[] {
  const signOf = { n: () => random.digits(1), a: () => random.pick(capitals), c: () => random.pick([...capitals, ...figures]) };
  return Array.from({ length: count }, (_unused, index) => {
    const [country, build] = ibans[index % ibans.length] ?? random.pick(ibans);
    const body = build
      .split('')
      .map((kind) => (kind === 'n' ? signOf.n() : kind === 'a' ? signOf.a() : signOf.c()))
      .join('');
    const number = `${country}${checkDigits(country, body)}${body}`;
    const cased = random.pick([number, number.toLowerCase(), number]);
    const spaced = (cased.match(/.{1,4}/g) ?? []).join(random.pick(['', ' ', '\u00A0', '-', '.', '  ', '\n', '\u200B']));
    return random.pick([
      spaced,
      `Mon IBAN est ${spaced}.`,
      `iban:${spaced}`,
      `iban${spaced}`,
      `(${spaced})`,
      `virement vers ${spaced} merci`,
      `my account, ${spaced}, please`,
    ]);
  });
}

const merchants = ['Carrefour', 'Fnac', 'SNCF', 'Amazon', 'Tesco', 'Boots', 'Picard', 'Decathlon', 'IKEA', 'Uber Eats'] as const;

/** Sentences as customers write them to a bank, with the numbers that they write there. */
const ordinary: readonly ((random: Random) => string)[] = [
  (r) => `Quel est le solde de mon compte ${r.digits(4)} ?`,
  (r) =>
    `Rappelez-moi au 06 ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ou au 01 ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)}`,
  (r) => `06${r.digits(8)}, 07${r.digits(8)}, 01${r.digits(8)}`,
  (r) => `call me on +44 20 ${r.digits(4)} ${r.digits(4)} or 07${r.digits(3)} ${r.digits(6)}`,
  (r) => `+33 6 ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)}`,
  (r) =>
    `(${2 + r.below(8)}${r.digits(2)}) ${r.digits(3)}-${r.digits(4)} is my phone, or ${2 + r.below(8)}${r.digits(2)}-${r.digits(3)}-${r.digits(4)}`,
  (r) => `le reçu du ${1 + r.below(28)}/${1 + r.below(12)}/2026 à ${r.pick(merchants)}, ${r.below(900)},${r.digits(2)} €`,
  (r) =>
    `entre le ${1 + r.below(28)}/0${1 + r.below(9)}/2026 et le ${1 + r.below(28)}/1${r.below(3)}/2026, puis le ${1 + r.below(28)}/0${1 + r.below(9)}/2025`,
  (r) => `le 2026-0${1 + r.below(9)}-1${r.below(10)} à 1${r.below(10)}:${1 + r.below(5)}${r.below(10)}:00, 2026-11-0${1 + r.below(9)}`,
  (r) => `Où est ma commande ${r.digits(3)}-${r.digits(7)}-${r.digits(7)} chez Amazon ?`,
  (r) => `order ${1_000_000 + r.below(9_000_000)} and order ${1_000_000 + r.below(9_000_000)}`,
  (r) => `order #${r.digits(2)}-${r.digits(5)}-${r.digits(5)} from eBay`,
  (r) => `mon colis 6A${r.digits(11)} et le colis 8L${r.digits(11)}`,
  (r) => `Chronopost XY${r.digits(9)}FR, Colissimo 8R${r.digits(11)}`,
  (r) => `parcel 1Z${r.digits(3)}AA${r.digits(10)} hasn't come`,
  (r) => `DPD parcel 1${r.digits(13)}`,
  (r) => `Royal Mail ${r.pick(['AB', 'JV', 'QR'])}${r.digits(9)}GB`,
  (r) => `USPS 94${r.digits(20)}`,
  (r) => `FedEx ${r.digits(12)} says delivered`,
  (r) =>
    `J’ai payé ${1 + r.below(9)} ${r.digits(3)},${r.digits(2)} € puis ${1 + r.below(9)} ${r.digits(3)},${r.digits(2)} € et ${r.digits(2)},${r.digits(2)} €`,
  (r) =>
    `payments of £${r.digits(3)}.${r.digits(2)}, £${r.digits(2)}.${r.digits(2)}, £${r.digits(1)}.${r.digits(2)} and $1,${r.digits(3)},${r.digits(3)}.00`,
  (r) => `12 ${r.digits(2)} 34 ${r.digits(2)} ? ${r.digits(3)} ${r.digits(3)} €`,
  (r) => `sort code ${r.digits(2)}-${r.digits(2)}-${r.digits(2)} account ${r.digits(8)}`,
  (r) => `mon numéro client est ${r.digits(10)}, agence ${r.digits(5)}`,
  (r) => `ma carte se termine par ${r.digits(4)}, l’autre par ${r.digits(4)}`,
  (r) => `card ending ${r.digits(4)} expires ${1 + r.below(12)}/${26 + r.below(5)}`,
  (r) => `facture EDF ${r.digits(11)} du mois de ${r.pick(['mars', 'mai', 'août'])}`,
  (r) => `référence ${r.pick(['AB', 'FR', 'DE', 'BE'])}${r.digits(2)} ${r.pick(merchants)} ${r.digits(6)}`,
  (r) => `de 12 à 15 h le ${1 + r.below(28)} novembre chez ${r.pick(merchants)} 75011 Paris`,
  (r) => `my last ${1 + r.below(30)} transactions at ${r.pick(merchants)} since March ${1 + r.below(28)}`,
  (r) => `combien chez ${r.pick(merchants)} en 2024, 2025 et 2026 ?`,
  (r) => `PNR ${r.pick(['QXJ', 'RTB'])}${r.digits(3)}, dossier ${r.digits(9)}`,
  (r) => `1) ${r.digits(4)} 2) ${r.digits(4)} 3) ${r.digits(4)}`,
  (r) => `les comptes ${r.digits(4)}, ${r.digits(4)} et ${r.digits(4)}`,
  (r) => `n° de sécu 1 85 12 75 ${r.digits(3)} ${r.digits(3)} ${r.digits(2)}`,
  (r) => `SIREN ${r.digits(3)} ${r.digits(3)} ${r.digits(3)}, TVA FR${r.digits(11)}`,
  (r) =>
    `virement de ${r.digits(3)} € le ${1 + r.below(28)}, ${r.digits(3)} € le ${1 + r.below(28)}, ${r.digits(3)} € le ${1 + r.below(28)}`,
  (r) => `My balance was 1${r.digits(3)}.${r.digits(2)} at ${10 + r.below(10)}:${10 + r.below(49)} on ${10 + r.below(18)}.11.2026`,
  (r) => `le code postal ${r.digits(5)}, puis ${r.digits(5)}`,
  (r) => `transaction 20261${r.below(10)}${r.digits(2)}${r.digits(6)}`,
]; // prettier-ignore

describe('redaction, over generated texts', () => {
  test('finds at least 99 % of card numbers, of every scheme, however they are written', () => {
    const texts = makeCards(createRandom(1), 3_000);
    const missed = texts.filter((text) => redact(text).found.join() !== 'card');
    expect(missed.slice(0, 5)).toEqual([]);
    expect(missed.length / texts.length).toBeLessThanOrEqual(0.01);
  });

  test('finds at least 99.5 % of the IBANs of 30 countries', () => {
    const texts = makeIbans(createRandom(2), 3_200);
    const missed = texts.filter((text) => redact(text).found.join() !== 'iban');
    expect(missed.slice(0, 5)).toEqual([]);
    expect(missed.length / texts.length).toBeLessThanOrEqual(0.005);
  });

  test('leaves nothing of them behind', () => {
    const texts = [...makeCards(createRandom(3), 1_000), ...makeIbans(createRandom(4), 1_000)];
    const left = texts.filter((text) =>
      /\p{Nd}(\P{L}{0,4}\p{Nd}){8}/u.test(redact(text).text.replaceAll(/\d{1,2}\/\d{1,2}(\/\d{4})?|\d+,\d+/g, '')),
    );
    expect(left.slice(0, 3)).toEqual([]);
  });

  test('takes at most 1 of 1 000 ordinary sentences for one', () => {
    const random = createRandom(5);
    const texts = Array.from({ length: 4_000 }, (_unused, index) => (ordinary[index % ordinary.length] ?? random.pick(ordinary))(random));
    const alarms = texts.filter((text) => redact(text).found.length > 0);
    expect(alarms.slice(0, 5)).toEqual([]);
    expect(alarms.length / texts.length).toBeLessThanOrEqual(0.001);
  });

  test.each([
    ['digits', '4111111111111112'.repeat(6_250)],
    ['single digits', '4 '.repeat(50_000)],
    ['groups', '4111 '.repeat(20_000)],
    ['letters', 'FR76'.repeat(25_000)],
    ['zero-width signs', '4\u200B'.repeat(50_000)],
    ['separators', '4'.concat(' .-'.repeat(33_000))],
    ['digits of another script', '٤١'.repeat(50_000)],
  ])('takes a time in proportion to the length: %s', async (_name, text) => {
    // A square would be a hundred.
    expect(await growthOf((size) => redact(text.slice(0, size)), { from: 10_000, to: 100_000 })).toBeLessThan(50);
  });
});

describe('maskNumbers', () => {
  test('leaves the last four signs', () => {
    expect(maskNumbers('CB 4970 1012 3456 7893 chez Fnac, VIR FR7630006000011234567890189')).toBe('CB ···· 7893 chez Fnac, VIR ···· 0189');
  });
});
