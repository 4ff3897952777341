const units: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  nonante: 90,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  quarente: 40,
  cinquente: 50,
  soissante: 60,
  fivty: 50,
  ninty: 90,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const hundreds = new Set(['cent', 'cents', 'hundred']);
const thousands = new Set(['mille', 'thousand']);

/** From this length on an "s" too many is forgiven: "cinquantes euros". */
const shortestPlural = 4;

/** Alternatives of a regular expression for one number word, longest first. */
export const numberWord = [...Object.keys(units), ...hundreds, ...thousands]
  .sort((first, second) => second.length - first.length)
  .map((word) => (word.length < shortestPlural ? word : `${word}s?`))
  .join('|');

function valueOf(word: string): number | undefined {
  const singular = Object.hasOwn(units, word) ? word : word.replace(/s$/, '');
  return Object.hasOwn(units, singular) ? units[singular] : undefined;
}

const articles = new Set(['a', 'an', 'un', 'une']);

/** "A fifty" is fifty: an article counts only before a hundred, a thousand, or alone. */
function withoutArticle(words: readonly string[]): readonly string[] {
  const [first = '', second] = words;
  const counts = second === undefined || hundreds.has(second) || thousands.has(second);
  return articles.has(first) && !counts ? words.slice(1) : words;
}

/** The number that the words say ("vingt-cinq", "two hundred and fifty"); undefined when they say none. Words are folded. */
export function numberFromWords(text: string): number | undefined {
  let total = 0;
  let group = 0;
  const words = text.split(/[\s-]+/).filter((word) => word !== '' && word !== 'et' && word !== 'and');
  for (const word of withoutArticle(words)) {
    const unit = valueOf(word);
    if (unit !== undefined) {
      // "quatre-vingts" multiplies, "vingt-quatre" adds.
      group = unit === 20 && group === 4 ? 80 : group + unit;
    } else if (hundreds.has(word)) {
      group = Math.max(group, 1) * 100;
    } else if (thousands.has(word)) {
      total += Math.max(group, 1) * 1000;
      group = 0;
    } else {
      return undefined;
    }
  }
  const value = total + group;
  return value > 0 ? value : undefined;
}

/** A number in digits or in words; undefined when it is neither. */
export function readInteger(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : numberFromWords(text);
}
