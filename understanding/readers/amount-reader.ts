import { hundredthsToDecimal, readHundredths, writtenNumber } from './decimal.ts';
import type { Found } from './found.ts';
import { numberFromWords, numberWord } from './number-words.ts';

/** An amount or a range of amounts, unsigned decimal strings, both ends included. */
export interface Amount {
  readonly min?: string;
  readonly max?: string;
  readonly currency?: string;
}

export interface AmountReader {
  /** The first amount in a folded text; `expected` when the customer was asked for one, so that a bare number is read too. */
  read(folded: string, expected: boolean): Found<Amount> | undefined;
}

const currencies: readonly (readonly [string, RegExp])[] = [
  ['EUR', /^(?:€|eur|euros?|balles|roros|e|eruos?|euors?|erous?)$/],
  ['GBP', /^(?:£|gbp|pounds?|quids?|livres? sterling|livres|sterling|ponds?|pouns?)$/],
  ['USD', /^(?:\$|usd|dollars?|bucks?|dolars?|dollers?)$/],
  ['CHF', /^(?:chf|francs?(?: suisses?)?)$/],
];
const words =
  '(?:euros?|eur|eruos?|euors?|erous?|balles|roros|gbp|pounds?|ponds?|pouns?|quids?|livres? sterling|livres|sterling|usd|dollars?|dolars?|dollers?|bucks?|chf|francs?(?: suisses?)?)(?![a-z])';
const sign = '[€£$]';
/** Bank notes by their British names, in hundredths. */
const noteValues: Readonly<Record<string, bigint>> = { fiver: 500n, tenner: 1000n };
const notes = Object.keys(noteValues).join('|');
const cents = '(?:cents?|centimes?|cts?|pence|p)(?![a-z])';
const comparators: readonly (readonly [Comparison, string])[] = [
  [
    'least',
    "plus d[e'']|plus grande?s? qu[e']|superieure?s? a|au[- ]dessus d[e']|au moins|minimum|a partir de|more than|over|above|at least|greater than|bigger than|larger than|higher than|exceed(?:ing|s)?|beyond|depass(?:e|ent|ant|er)|upwards of|min|>=?",
  ],
  [
    'most',
    "moins d[e']|plus petite?s? qu[e']|inferieure?s? a|en[- ]dessous d[e']|au plus|maximum|jusqu'a|less than|under|below|at most|up to|smaller than|lower than|no more than|max|<=?",
  ],
  [
    'about',
    "environ|a peu pres|autour d[e']|aux alentours d[e']|dans les|vers les|presque|une? (?=(?:vingt|trent|quarant|cinquant|soixant|cent)aine)|about|around|roughly|approximately|approx\\.?|nearly|almost|circa|some|~|ish",
  ],
];

type Comparison = 'least' | 'most' | 'about' | 'exact';

/** Makes the reader of amounts: "plus de 50 €", "under £20", "entre 20 et 100 euros", "cinquante euros", "about 30 bucks". */
export function createAmountReader(): AmountReader {
  const grammar = createGrammar();
  return { read: (folded, expected) => readRange(folded, grammar) ?? readSingle(folded, grammar, expected) };
}

interface Grammar {
  readonly range: RegExp;
  /** "between 20 and 30" at the end of what is said: without a currency it could go on to be days. */
  readonly between: RegExp;
  readonly priced: RegExp;
  readonly compared: RegExp;
  readonly bare: RegExp;
  readonly paid: RegExp;
}

function createGrammar(): Grammar {
  const spoken = `(?:${numberWord})(?:[ -](?:et |and )?(?:${numberWord})){0,6}`;
  const rounded = "(?:dizaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine) d[e']";
  const number = `(?:(?:${writtenNumber})k?|${spoken})`;
  const unit = `(?:${sign}|${words})`;
  const priced = `(?:(?:${sign} ?|(?:eur|gbp|usd|chf) )(?:${writtenNumber})k?|(?:${writtenNumber}) ?(?:€|£|\\$|euros?|e(?![a-z])) ?\\d{2}(?!\\d)|${rounded} ?${unit}|(?:une? )?(?:${writtenNumber})k? ?${unit}|(?:une? )?(?:${spoken}) ?(?:€|${words})|(?:an? )?(?:${notes})(?![a-z])|(?:${writtenNumber}) ?${cents})`;
  const some = `(?:${priced}|${number})`;
  const compare = comparators.map(([, source]) => source).join('|');
  const edge = '(?<![a-z0-9.,])';
  return {
    range: new RegExp(
      `${edge}(?:(?:entre|between|betwen|from|de) )?(${some}) ?(?:et|and|a|to|-) ?(${priced})|${edge}(?:entre|between) (${priced}) (?:et|and) (${number})(?![a-z0-9])`,
      'g',
    ),
    between: new RegExp(`${edge}(?:entre|between) (${writtenNumber}) (?:et|and) (${writtenNumber})(?= *$| *[?.!,;])`, 'g'),
    priced: new RegExp(`(?:(?<![a-z])(${compare}) ?)?${edge}-?(${priced})(-ish|ish)?`, 'g'),
    compared: new RegExp(`(?<![a-z])(${compare}) ?((?:${writtenNumber})k?)(?! ?(?:[a-z%/:]|\\d))`, 'g'),
    bare: new RegExp(`${edge}(${writtenNumber}|${spoken})(?![a-z0-9%/])`, 'g'),
    paid: new RegExp(
      `(?<=(?:paiement|achat|transaction|virement|prelevement|retrait|debit|ticket|recu|facture|depense|payment|charge|purchase|transfer|withdrawal|receipt|invoice) (?:de |d'|of |for |a |pour ))(\\d{1,6}(?:[.,]\\d{1,2})?k?)(?! ?(?:[a-z%/:.,-]?\\d|jan|fev|feb|mar|avr|apr|mai|may|jui|jun|jul|aou|aug|sep|oct|nov|dec))(?=$| ?[?.!,;]| )|(?<![\\d.,/:-])(\\d{1,3}(?:[ .,']\\d{3})*[.,]\\d{2}|\\d{4,6}[.,]\\d{2})(?![\\d.,/:-])`,
      'g',
    ),
  };
}

function readRange(folded: string, { range, between }: Grammar): Found<Amount> | undefined {
  for (const match of [...folded.matchAll(range), ...folded.matchAll(between)]) {
    const low = valueOf(match[1] ?? match[3] ?? '');
    const high = valueOf(match[2] ?? match[4] ?? '');
    if (!low || !high || low.hundredths > high.hundredths) continue;
    const currency = high.currency ?? low.currency;
    const value = { min: hundredthsToDecimal(low.hundredths), max: hundredthsToDecimal(high.hundredths), ...(currency && { currency }) };
    return { value, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

function readSingle(folded: string, grammar: Grammar, expected: boolean): Found<Amount> | undefined {
  for (const match of folded.matchAll(grammar.priced)) {
    const found = toFound(match, match[2], match[3] ? 'about' : comparisonOf(match[1]));
    if (found) return found;
  }
  for (const match of folded.matchAll(grammar.compared)) {
    const found = toFound(match, match[2], comparisonOf(match[1]));
    if (found) return found;
  }
  for (const match of folded.matchAll(grammar.paid)) {
    const found = toFound(match, match[1] ?? match[2], 'exact');
    if (found) return found;
  }
  const numbers = expected ? [...folded.matchAll(grammar.bare)] : [];
  return numbers[0] && numbers.length === 1 ? toFound(numbers[0], numbers[0][1], 'exact') : undefined;
}

function toFound(match: RegExpExecArray, written: string | undefined, comparison: Comparison): Found<Amount> | undefined {
  const amount = valueOf(written ?? '');
  if (!amount) return undefined;
  const rounded = /aine d/.test(written ?? '');
  const value = bounds(amount.hundredths, rounded && comparison === 'exact' ? 'about' : comparison);
  const start = match.index;
  return { value: { ...value, ...(amount.currency && { currency: amount.currency }) }, start, end: start + match[0].length };
}

function bounds(hundredths: bigint, comparison: Comparison): Amount {
  const exact = hundredthsToDecimal(hundredths);
  if (comparison === 'least') return { min: exact };
  if (comparison === 'most') return { max: exact };
  if (comparison === 'exact') return { min: exact, max: exact };
  // "About" is taken as a tenth more or less.
  return { min: hundredthsToDecimal((hundredths * 9n) / 10n), max: hundredthsToDecimal((hundredths * 11n) / 10n) };
}

const wholeComparators = comparators.map(([comparison, source]) => [comparison, new RegExp(`^(?:${source})$`)] as const);

function comparisonOf(text: string | undefined): Comparison {
  if (!text) return 'exact';
  return wholeComparators.find(([, pattern]) => pattern.test(text.trim()))?.[0] ?? 'about';
}

interface Value {
  readonly hundredths: bigint;
  readonly currency?: string;
}

const inCents = new RegExp(`^(\\d+) ?${cents}$`);
const inNotes = new RegExp(`^(?:an? )?(${notes})$`);
const withUnit = new RegExp(`^(${sign}|(?:eur|gbp|usd|chf) )?(.*?)(${sign}|${words}|(?<=\\d) ?e)?$`);

function valueOf(written: string): Value | undefined {
  const text = written.trim();
  const split = /^(\d[\d .,']*?) ?(€|£|\$|euros?|e) ?(\d{2})$/.exec(text);
  if (split) return withCurrency(readHundredths(`${split[1]},${split[3]}`), split[2]);
  const small = inCents.exec(text);
  if (small) return withCurrency(readHundredths(`0,${(small[1] ?? '').padStart(2, '0')}`), undefined);
  const note = inNotes.exec(text)?.[1];
  if (note) return { hundredths: noteValues[note] ?? 0n, currency: 'GBP' };
  const parts = withUnit.exec(text);
  const amount = (parts?.[2] ?? '').trim();
  return withCurrency(hundredthsOf(amount), (parts?.[1] ?? parts?.[3])?.trim());
}

const rounds: Readonly<Record<string, bigint>> = { diz: 10n, qui: 15n, vin: 20n, tre: 30n, qua: 40n, cin: 50n, soi: 60n, cen: 100n };

function hundredthsOf(text: string): bigint | undefined {
  const round = /^(?:une? )?(\w{3})\w*aine d[e']?$/.exec(text);
  if (round) return (rounds[round[1] ?? ''] ?? 0n) * 100n || undefined;
  const thousand = /^(\d{1,4}(?:[.,]\d{1,2})?)k$/.exec(text);
  if (thousand) return (readHundredths(thousand[1] ?? '') ?? 0n) * 1000n || undefined;
  if (/^\d/.test(text)) return readHundredths(text);
  const number = numberFromWords(text);
  return number === undefined ? undefined : BigInt(number) * 100n;
}

function withCurrency(hundredths: bigint | undefined, unit: string | undefined): Value | undefined {
  if (hundredths === undefined) return undefined;
  const currency = currencies.find(([, pattern]) => pattern.test(unit ?? ''))?.[0];
  return { hundredths, ...(currency && { currency }) };
}
