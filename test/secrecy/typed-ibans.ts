import { countrySpecs, isValidIBAN } from 'ibantools';
import type { Random } from '../support/random.ts';
import { frames, inGroups, scripts } from './typed-random.ts';

/** An IBAN in a text, and its country. */
export interface TypedIban {
  readonly number: string;
  readonly text: string;
  readonly country: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const countries = Object.entries(countrySpecs).flatMap(([country, { chars, bban_regexp: form }]) =>
  chars && form ? [{ country, form }] : [],
);

/** By big integers, unlike the code under test. */
function checkDigits(country: string, bban: string): string {
  const written = Array.from(`${bban}${country}00`)
    .map((sign) => (/\d/.test(sign) ? sign : String(letters.indexOf(sign) + 10)))
    .join('');
  return String(98n - (BigInt(written) % 97n)).padStart(2, '0');
}

/** The account part by ibantools' own pattern of the country: rows of classes, each with its count. */
function makeBban(random: Random, form: string): string {
  const parts = [...form.matchAll(/\[([^\]]+)\]\{(\d+)\}/g)];
  return parts
    .map(([, signs = '', count]) => {
      const pool = `${signs.includes('0-9') ? '0123456789' : ''}${signs.includes('A-Z') ? letters : ''}`;
      return Array.from({ length: Number(count) }, () => random.pick(Array.from(pool))).join('');
    })
    .join('');
}

const tries = 300;

/** An IBAN that ibantools calls valid; where a country has check digits of its own and chance finds none, one whose IBAN check is right. */
function makeIban(random: Random, { country, form }: (typeof countries)[number]): string {
  let iban = '';
  for (let tried = 0; tried < tries; tried += 1) {
    const bban = makeBban(random, form);
    iban = `${country}${checkDigits(country, bban)}${bban}`;
    if (isValidIBAN(iban)) return iban;
  }
  return iban;
}

const gaps = ['', ' ', ' ', ' ', '\u00A0', '\u202F', '-', '.', '_', '/', '  ', '\n', '\u200B', ' - '];
const own: readonly ((iban: string) => string)[] = [
  (iban) => `mon iban est ${iban}`,
  (iban) => `IBAN ${iban} BIC AGRIFRPP882`,
  (iban) => `virement de 50 € vers ${iban} svp`,
  (iban) => `send £200 to ${iban} please`,
  (iban) => `iban:${iban}`,
  (iban) => `RIB\n${iban}\nM. Martin`,
];

/** IBANs of every country that ibantools knows, spaced and cased in every way, amid words. */
export function makeTypedIbans(random: Random, count: number): TypedIban[] {
  return Array.from({ length: count }, (_unused, index) => {
    const country = countries[index % countries.length] ?? random.pick(countries);
    const number = makeIban(random, country);
    const cased = random.below(3) === 0 ? number.toLowerCase() : number;
    const spaced = inGroups(cased, [4], random.pick(gaps));
    const written = random.below(8) === 0 ? random.pick(scripts)(spaced) : spaced;
    return { number, country: country.country, text: random.pick([...frames, ...own])(written) };
  });
}
