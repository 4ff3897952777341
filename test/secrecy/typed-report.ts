import type { Redacted } from '../../secrecy/redact.ts';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import { createRandom } from '../support/random.ts';
import { makeTypedCards } from './typed-cards.ts';
import { makeTypedIbans } from './typed-ibans.ts';
import { askingSentences, knownSentences, makeOrdinary } from './typed-ordinary.ts';
import { makeTypedPhrases } from './typed-phrases.ts';
import first from './typed-phrasings.json' with { type: 'json' };
import later from './typed-phrasings-later.json' with { type: 'json' };

/** How many texts of a set were looked at, and which of them were judged wrongly. */
export interface Figure {
  readonly of: string;
  readonly count: number;
  readonly wrong: readonly string[];
}

/** A text with what has to be gone from it afterwards. */
export interface GivenAway {
  readonly text: string;
  readonly secrets: readonly string[];
  readonly kind: string;
}

/** Digits of any script as 0 to 9, without anything between them. */
const digitsOf = (text: string): string =>
  Array.from(text.normalize('NFKC'))
    .flatMap((sign) => (/\p{Nd}/u.test(sign) ? [String(Number(sign) || asciiDigit(sign))] : []))
    .join('');

function asciiDigit(sign: string): number {
  const point = sign.codePointAt(0) ?? 0;
  const zero = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50].find((first) => point >= first && point < first + 10) ?? point;
  return point - zero;
}

/** Written sentences with their secrets in braces. */
function unbrace(lists: typeof first): GivenAway[] {
  return [lists.fr, lists.en].flatMap((language) =>
    Object.entries(language).flatMap(([kind, phrases]) =>
      phrases.map((phrase) => ({
        kind,
        text: phrase.replaceAll(/[{}]/g, ''),
        secrets: [...phrase.matchAll(/\{([^}]*)\}/g)].map(([, secret = '']) => secret),
      })),
    ),
  );
}

/** The two hundred ways to give a secret away that were written before anything read them. */
export const firstPhrases = (): GivenAway[] => unbrace(first);
/** Those that were written afterwards, to find what was missed. */
export const laterPhrases = (): GivenAway[] => unbrace(later);

const isGone = ({ text, found }: Redacted, secrets: readonly string[]): boolean =>
  found.length > 0 && secrets.every((secret) => !text.includes(secret));

function measurePhrases(of: string, phrases: readonly GivenAway[]): Figure {
  // What only may be a linking code is taken out in the turn, where it is known that none is awaited.
  const wrong = phrases.filter(({ text, secrets }) => !isGone(redactTyped(text, 'never'), secrets)).map(({ text }) => text);
  return { of, count: phrases.length, wrong };
}

function measureAlarms(of: string, texts: readonly string[]): Figure {
  return { of, count: texts.length, wrong: texts.filter((text) => redactTyped(text, 'never').found.length > 0) };
}

function measureCards(): Figure {
  const cards = makeTypedCards(createRandom(11), 6_000);
  const isLeft = (number: string, text: string): boolean =>
    [number.slice(0, 8), number.slice(4, 12), number.slice(-8)].some((part) => digitsOf(text).includes(part));
  const wrong = cards.filter(({ number, text }) => {
    const { text: clean, found } = redactTyped(text);
    return found.length === 0 || isLeft(number, clean);
  });
  return { of: 'card numbers', count: cards.length, wrong: wrong.map(({ scheme, text }) => `${scheme}: ${text}`) };
}

/** Every card number in two messages, wherever it is cut: of each, at most seven digits may stay. */
function measureHalves(): Figure {
  const cards = makeTypedCards(createRandom(12), 3_000).filter(({ number }) => number.length >= 14 && number.length <= 16);
  const random = createRandom(13);
  const wrong = cards.flatMap(({ number }) => {
    const cut = random.pick([4, 5, 6, 7, 8, 8, 8, 9, 10, 11, 12]);
    const halves = [number.slice(0, cut), number.slice(cut)].map((half) => random.pick([half, half.replaceAll(/.{4}(?=.)/g, '$& ')]));
    const left = halves.map((half) => digitsOf(redactTyped(half).text));
    return left.some((digits) => digits.length > 7) ? [halves.join(' | ')] : [];
  });
  return { of: 'card numbers in two messages', count: cards.length, wrong };
}

function measureIbans(): Figure {
  const ibans = makeTypedIbans(createRandom(21), 4_000);
  const wrong = ibans.filter(({ text }) => !redactTyped(text).found.includes('iban'));
  return { of: 'IBANs', count: ibans.length, wrong: wrong.map(({ country, text }) => `${country}: ${text}`) };
}

/** Everything that the redaction of typed texts is held to. */
export function measureTyped(): Readonly<
  Record<'cards' | 'halves' | 'ibans' | 'first' | 'later' | 'made' | 'ordinary' | 'known' | 'asking', Figure>
> {
  const made = makeTypedPhrases(createRandom(31), 2_000).map(({ secret, ...phrase }) => ({ ...phrase, secrets: [secret] }));
  return {
    cards: measureCards(),
    halves: measureHalves(),
    ibans: measureIbans(),
    first: measurePhrases('phrases written first', firstPhrases()),
    later: measurePhrases('phrases written later', laterPhrases()),
    made: measurePhrases('phrases made by chance', made),
    ordinary: measureAlarms('false alarms, sentences with numbers', makeOrdinary(createRandom(41), 7_000)),
    known: measureAlarms('false alarms, sentences of the dialogs and of the evaluation', knownSentences()),
    asking: measureAlarms('false alarms, sentences about codes', askingSentences()),
  };
}

// `node test/secrecy/typed-report.ts` prints the figures.
if (import.meta.main) {
  for (const { of, count, wrong } of Object.values(measureTyped())) {
    console.log(`${of}: ${wrong.length} of ${count} wrong`);
    for (const text of wrong) console.log(`  ${JSON.stringify(text)}`);
  }
}
