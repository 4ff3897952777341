/** Something in a text that may be an amount of money. */
export interface Figure {
  readonly written: string;
  /** What it may be, without zeros in front: in minor units; in units where `isWhole`. */
  readonly readings: readonly string[];
  /** Without decimals, beside a currency. */
  readonly isWhole: boolean;
}

/** Digits that stand together, with what is before them and what follows. */
interface Group {
  readonly digits: string;
  readonly before: string;
  readonly after: string;
}

const between = String.raw`[\s.,'’_*|\u00B7€£$-]{0,3}`;
/** Digits with what people put between them; a sign of a currency may stand in the place of the decimal point. */
const sequence = new RegExp(String.raw`\d(?:${between}\d)*`, 'gu');
const decimalPoint = /[.,€£$\u00B7]/;
const currencyBefore = /(?:[€£$]|EUR|GBP|USD)\s?$/i;
const currencyAfter = /^\s?(?:[€£$]|EUR|GBP|USD|euros?\b|pounds?\b|dollars?\b|livres?\b)/i;
const mostDigits = 11;

function groupsOf(text: string, from: number, written: string): Group[] {
  return [...written.matchAll(/\d+/g)].map((match) => {
    const start = from + match.index;
    const end = start + match[0].length;
    return { digits: match[0], before: text.slice(Math.max(0, start - 5), start), after: text.slice(end, end + 9) };
  });
}

/** 1 234 567: up to three digits, then threes. */
function isGrouped(groups: readonly Group[]): boolean {
  const [first, ...rest] = groups;
  if (!first) return false;
  return rest.length === 0 || (first.digits.length <= 3 && rest.every(({ digits }) => digits.length === 3));
}

/** Whether a figure goes on to the left: 345,67 in 12 345,67 is no figure of its own. */
function goesOnBefore(groups: readonly Group[], from: number): boolean {
  const [previous, first] = [groups[from - 1], groups[from]];
  if (!previous || !first || first.digits.length !== 3 || previous.digits.length > 3) return false;
  return /\d[\s.,'’\u00B7]$/u.test(first.before);
}

type Stretch = readonly Group[];
const joined = (stretch: Stretch): string => stretch.map(({ digits }) => digits).join('');
/** What is between a group and the one before. */
const gapBefore = ({ before }: Group): string => before.replace(/^.*\d/su, '');
const pointAfter = (stretch: Stretch, index: number): boolean =>
  stretch.slice(index + 1, index + 2).some((next) => decimalPoint.test(gapBefore(next)));

/** 1 234,56 */
function isDecimal(stretch: Stretch): boolean {
  return (
    stretch.length > 1 && stretch.at(-1)?.digits.length === 2 && pointAfter(stretch, stretch.length - 2) && isGrouped(stretch.slice(0, -1))
  );
}

/** 65,4321 */
function isReversedDecimal(stretch: Stretch): boolean {
  return stretch.length > 1 && stretch[0]?.digits.length === 2 && pointAfter(stretch, 0) && joined(stretch).length >= 4;
}

/** 684f00308d0 is an id, whose digits say nothing. */
function isWithinWord(stretch: Stretch): boolean {
  return /[a-z]$/i.test(stretch[0]?.before ?? '') && /^[a-z]/i.test(stretch.at(-1)?.after ?? '');
}

/** 1 2 3 4 . 5 6 */
function isSpaced(groups: readonly Group[], from: number, to: number): boolean {
  const alone = (index: number): boolean => groups[index]?.digits.length === 1;
  if (to - from < 3 || alone(from - 1) || alone(to)) return false;
  const stretch = groups.slice(from, to);
  return stretch.every(({ digits }) => digits.length === 1) && (stretch.length >= 5 || pointAfter(stretch, stretch.length - 3));
}

function isWhole(groups: readonly Group[], from: number, to: number): boolean {
  const stretch = groups.slice(from, to);
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (!first || !last || !isGrouped(stretch) || goesOnBefore(groups, from)) return false;
  // In 1234€56 and in 1234.56 € the cents follow.
  if (/^[.,]\d|^[€£$]\d\d(?!\d)/.test(last.after)) return false;
  return currencyBefore.test(first.before) || currencyAfter.test(last.after);
}

function readingsOf(groups: readonly Group[], from: number, to: number): readonly string[] {
  const stretch = groups.slice(from, to);
  const digits = joined(stretch);
  const backwards = Array.from(digits).toReversed().join('');
  const isAll = to === from + 1 || (from === 0 && to === groups.length);
  if ((isAll && digits.length >= 5 && !isWithinWord(stretch)) || isSpaced(groups, from, to))
    return [digits, backwards].filter((reading) => !reading.startsWith('0'));
  return [...(isDecimal(stretch) && !goesOnBefore(groups, from) ? [digits] : []), ...(isReversedDecimal(stretch) ? [backwards] : [])];
}

function figuresOf(groups: readonly Group[]): Figure[] {
  const figures: Figure[] = [];
  for (let from = 0; from < groups.length; from += 1) {
    for (let to = from + 1; to <= groups.length; to += 1) {
      const stretch = groups.slice(from, to);
      const digits = joined(stretch);
      if (digits.length > mostDigits) break;
      const written = stretch.map((group, index) => (index === 0 ? '' : gapBefore(group)) + group.digits).join('');
      const readings = readingsOf(groups, from, to).map((reading) => reading.replace(/^0+/, ''));
      if (readings.length > 0) figures.push({ written, readings, isWhole: false });
      if (isWhole(groups, from, to)) figures.push({ written, readings: [digits], isWhole: true });
    }
  }
  return figures;
}

/** Everything in a decoded text that may be an amount, in each way in which it may be read. */
export function figuresIn(text: string): readonly Figure[] {
  return [...text.matchAll(sequence)].flatMap((match) => figuresOf(groupsOf(text, match.index, match[0])));
}
