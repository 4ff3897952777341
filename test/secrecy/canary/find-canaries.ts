import { decodings } from './decodings.ts';
import { type Figure, figuresIn } from './figures.ts';
import { wholesOf, wordSpellings, wordStretches } from './spellings.ts';

/** What must not be found. */
export interface Canaries {
  /** Amounts in minor units, unsigned. */
  readonly amounts: ReadonlySet<string>;
  /** IBANs, account and card numbers: letters and digits only, upper case. */
  readonly numbers: readonly string[];
  /** Names of customers and of shops. */
  readonly names: readonly string[];
}

/** A canary that was found, and as what. */
export interface Found {
  readonly canary: string;
  readonly written: string;
}

export type FindCanaries = (text: string) => readonly Found[];

/** Parts of what leaves that are new each time and hold digits by chance. */
const nonces =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\/(?:booth|link)\/[\w-]+|"(?:mac|hash|previous|signature|trace|conversation|epoch|process|key)\\*":\\*"[^"\\]*/g;

const reversed = (text: string): string => Array.from(text).toReversed().join('');
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const squeezed = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** From each way to say an amount without cents, or in words, to the amount. */
interface Spellings {
  readonly wholes: ReadonlyMap<string, string>;
  readonly words: ReadonlyMap<string, string>;
}

function spellingsOf(amounts: ReadonlySet<string>): Spellings {
  return {
    wholes: new Map([...amounts].flatMap((minor) => wholesOf(minor).map((units) => [String(units), minor] as const))),
    words: new Map([...amounts].flatMap((minor) => wordSpellings(minor).map((way) => [way, minor] as const))),
  };
}

function createNameFinder(names: readonly string[]): FindCanaries {
  const known = names.map((name) => ({
    name,
    words: ` ${folded(name).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `,
    run: squeezed(folded(name)),
  }));
  return (text) => {
    const plain = folded(text);
    const words = ` ${plain.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
    const run = squeezed(plain);
    const back = reversed(run);
    // A short name may stand in the letters of others.
    return known.flatMap((each) =>
      words.includes(each.words) || (each.run.length >= 8 && (run.includes(each.run) || back.includes(each.run)))
        ? [{ canary: each.name, written: each.name }]
        : [],
    );
  };
}

function createNumberFinder(numbers: readonly string[]): FindCanaries {
  return (text) => {
    const plain = squeezed(text.toUpperCase());
    return numbers
      .filter((number) => plain.includes(number) || plain.includes(reversed(number)))
      .map((canary) => ({ canary, written: canary }));
  };
}

const mostRemembered = 50_000;

/** Texts are often the same but for their nonces. */
function remembering(find: FindCanaries): FindCanaries {
  const known = new Map<string, readonly Found[]>();
  return (text) => {
    const plain = text.replaceAll(nonces, ' ');
    const before = known.get(plain);
    if (before) return before;
    const found = find(plain);
    if (known.size >= mostRemembered) known.clear();
    known.set(plain, found);
    return found;
  };
}

/** Finds canaries in a text, whatever they are written like. */
export function createFinder({ amounts, numbers, names }: Canaries): FindCanaries {
  const spellings = spellingsOf(amounts);
  const [nameIn, numberIn] = [createNameFinder(names), createNumberFinder(numbers)];
  const amountIn = ({ readings, isWhole, written }: Figure): Found[] => {
    const canary = isWhole ? spellings.wholes.get(readings[0] ?? '') : readings.find((reading) => amounts.has(reading));
    return canary === undefined ? [] : [{ canary, written }];
  };
  const wordsIn = (text: string): Found[] =>
    [...wordStretches(text)].flatMap((written) => {
      const canary = spellings.words.get(written);
      return canary === undefined ? [] : [{ canary, written }];
    });
  return remembering((text) => {
    const found = [...decodings(text)].flatMap((decoded) => [
      ...figuresIn(decoded).flatMap(amountIn),
      ...wordsIn(decoded),
      ...nameIn(decoded),
      ...numberIn(decoded),
    ]);
    return [...new Map(found.map((each) => [`${each.canary} ${each.written}`, each])).values()];
  });
}
