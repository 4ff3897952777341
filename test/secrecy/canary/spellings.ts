import { digitWords, hundredWords, numberTokens, numberWords, tongues } from './number-words.ts';

/** Stands for the decimal point, or for the currency that is said in its place. */
const point = '¤';
const points = new Set(['virgule', 'point', 'comma', 'euro', 'pound', 'dollar', 'livre', 'eur', 'gbp', 'usd', '€', '£', '$']);
const linking = new Set(['et', 'and']);
const longest = 24;

interface Amount {
  readonly units: number;
  /** Two digits. */
  readonly cents: string;
}

function amountOf(minor: string): Amount {
  return { units: Number(minor.slice(0, -2)), cents: minor.slice(-2) };
}

/** Bands end at 1, 2 and 5 of each power of ten; an amount rounded to one of those is told by level 2. */
function isBandEnd(units: number): boolean {
  return /^[125]0*$/.test(String(units));
}

/** What an amount is without its cents, cut off or rounded, to the unit and to ten; not where that says next to nothing. */
export function wholesOf(minor: string): readonly number[] {
  const exact = Number(minor) / 100;
  const wholes = new Set([Math.floor(exact), Math.round(exact), ...(exact >= 1_000 ? [Math.round(exact / 10) * 10] : [])]);
  return [...wholes].filter((units) => units >= 100 && !isBandEnd(units));
}

/** The ways to say an amount, each as its tokens with spaces between. */
export function wordSpellings(minor: string): readonly string[] {
  const { units, cents } = amountOf(minor);
  return tongues.flatMap((tongue) => {
    const whole = numberWords(units, tongue);
    const hundreds = tongue === 'en' ? hundredWords(units) : undefined;
    const ways = [whole, digitWords(String(units), tongue), ...(hundreds ? [hundreds] : [])];
    const parts = [numberWords(Number(cents), tongue), digitWords(cents, tongue)];
    const inWhole = wholesOf(minor).flatMap((rounded) => [[...numberWords(rounded, tongue), point]]);
    const inCents = numberWords(Number(minor), tongue);
    return [
      ...ways.flatMap((way) => parts.map((part) => [...way, point, ...part])),
      ...inWhole,
      ...(inCents.length >= 4 ? [inCents] : []),
    ].map((tokens) => tokens.join(' '));
  });
}

function tokenOf(word: string): string {
  const single = word.length > 3 ? word.replace(/s$/, '') : word;
  if (points.has(word) || points.has(single)) return point;
  return numberTokens.has(word) ? word : single;
}

/** Runs of tokens that may be an amount in words, without what only links them. */
function runsIn(text: string): string[][] {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([€£$])/g, ' $1 ')
    .split(/[^a-z€£$]+/);
  const runs: string[][] = [[]];
  for (const word of words) {
    if (linking.has(word)) continue;
    const token = tokenOf(word);
    if (token === point || numberTokens.has(token)) runs.at(-1)?.push(token);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs.filter((run) => run.length >= 2);
}

/** Every stretch of a text that may be an amount in words, as `wordSpellings` writes them. */
export function* wordStretches(text: string): Generator<string> {
  for (const run of runsIn(text))
    for (let from = 0; from < run.length; from += 1)
      for (let to = from + 2; to <= Math.min(run.length, from + longest); to += 1) yield run.slice(from, to).join(' ');
}
