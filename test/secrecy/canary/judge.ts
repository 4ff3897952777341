import type { DisclosureLevel } from '../../../secrecy/grant.ts';
import { createByteSearch } from './byte-search.ts';
import { createFinder, type Found } from './find-canaries.ts';
import { wordStretches } from './spellings.ts';
import type { StageCustomer } from './stage.ts';

/** A canary where it must not be. */
export interface Leak {
  readonly level: DisclosureLevel | 'any';
  /** `meta`, `simulator`, `log`, `ledger`, `store`. */
  readonly where: string;
  readonly customer: string;
  readonly found: readonly string[];
  /** What was said last. */
  readonly after: string;
}

/** To whom something was said, at which level, and what they had typed so far: that may be said again. */
export interface Said {
  readonly customer: string;
  readonly level: DisclosureLevel;
  readonly typed: readonly string[];
}

export interface Judge {
  /** What of a text may not be in it; and how many canaries are where they may be. */
  said(text: string, said: Said): { readonly forbidden: readonly Found[]; readonly allowed: number };
  /** What of a line of a log or a ledger may not be in it: everything. */
  kept(line: string): readonly Found[];
  /** The same of the bytes of a store. */
  stored(bytes: Buffer): readonly string[];
}

/** Figures of ours that are no figures of the bank: times, sizes, counts; also in a text within a text, as a line of the log holds a link of the ledger. */
const measures =
  /\d{4}-\d\d-\d\dT[\d:.]+Z|\\*"(?:time|ms|bytes|number|port|calls|level|score|seq|attempts?|length|status|outcome|afterMs|waited\w*|links|policy|wording|pid|missing|file)\\*":\\*"?-?[\d.]+"?/g;

/** A text of ours without them. */
export function withoutMeasures(text: string): string {
  return text.replaceAll(measures, '');
}

/** A balance of so many digits is nobody else's sum by chance. */
const tellingDigits = 6;

function createTypedCheck(typed: readonly string[]): (found: Found) => boolean {
  const text = typed.join(' \n ').toLowerCase();
  const digits = new Set((text.match(/\d[\d.,\s]*/g) ?? []).map((each) => each.replaceAll(/\D/g, '')));
  let stretches: ReadonlySet<string> | undefined;
  return ({ written, canary }) => {
    const plain = written.replaceAll(/\D/g, '');
    if (plain !== '') return digits.has(plain) || (plain.endsWith('00') && digits.has(plain.slice(0, -2)));
    stretches ??= new Set(wordStretches(text));
    return stretches.has(written) || text.includes(canary.toLowerCase());
  };
}

/** Decides over what was found, by whose it is and what the level lets out (docs/secrecy.md). */
export function createJudge(customers: readonly StageCustomer[]): Judge {
  const all = customers.map(({ canaries }) => canaries);
  const numbers = all.flatMap((each) => each.numbers);
  const people = all.flatMap((each) => each.people);
  const never = new Set([...numbers, ...people]);
  const shops = all.flatMap((each) => each.shops);
  const balances = new Set(all.flatMap((each) => each.balances).filter((minor) => minor.length >= tellingDigits));
  const amounts = new Set(all.flatMap((each) => [...each.amounts]));
  const find = createFinder({ amounts, numbers, names: [...people, ...shops] });
  const search = createByteSearch([...never, ...shops, ...[...balances].flatMap(plainSpellings)]);

  function isForbidden({ canary }: Found, level: DisclosureLevel, own: StageCustomer | undefined): boolean {
    if (never.has(canary)) return true;
    const isOwn = own !== undefined && (own.canaries.amounts.has(canary) || own.canaries.shops.includes(canary));
    if (level !== 'shown') return true;
    // The sum of somebody's payments may by chance be a payment of another; a shop or a balance is nobody else's.
    return !isOwn && (shops.includes(canary) || balances.has(canary));
  }

  return {
    said(text, { customer, level, typed }) {
      const found = find(text);
      if (found.length === 0) return { forbidden: [], allowed: 0 };
      const own = customers.find(({ id }) => id === customer);
      const wasTyped = createTypedCheck(typed);
      const forbidden = found.filter((each) => isForbidden(each, level, own) && !wasTyped(each));
      return { forbidden, allowed: found.length - forbidden.length };
    },
    kept: (line) => find(withoutMeasures(line)),
    stored: search,
  };
}

/** The few ways in which a program would keep an amount. */
function plainSpellings(minor: string): readonly string[] {
  const [units, cents] = [minor.slice(0, -2), minor.slice(-2)];
  return [minor, `${units}.${cents}`, `${units},${cents}`, `${units.slice(0, -3)} ${units.slice(-3)},${cents}`];
}
