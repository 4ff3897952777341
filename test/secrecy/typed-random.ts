/** A written form cut into groups of these sizes; the last one is repeated. */
export function inGroups(number: string, sizes: readonly number[], separator: string): string {
  const groups: string[] = [];
  for (let at = 0, index = 0; at < number.length; index += 1) {
    const size = sizes[Math.min(index, sizes.length - 1)] ?? number.length;
    groups.push(number.slice(at, at + size));
    at += size;
  }
  return groups.join(separator);
}

const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7f6];

/** Digits of other scripts, and what makes emojis of digits. */
export const scripts: readonly ((number: string) => string)[] = [
  ...zeros.map((zero) => (number: string) => number.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))),
  (number) => number.replaceAll(/\d/g, (digit) => `${digit}\uFE0F\u20E3`),
  (number) => number.replaceAll(/\d/g, (digit) => `${digit}\u200B`),
  (number) => number.replaceAll(/\d(?=\d)/g, (digit) => `${digit}\u2060`),
];

/** What people put between the groups of a number. */
export const separators = [
  '',
  ' ',
  '-',
  '.',
  '_',
  '/',
  ',',
  ' - ',
  '  ',
  '\u00A0',
  '\u202F',
  '\u2009',
  '\u3000',
  '\u200B',
  '\u00AD',
  '\u2011',
  '–',
  '—',
  '·',
  '•',
  '|',
  '*',
  ':',
  ';',
  '+',
  '~',
  '\\',
  "'",
  '’',
  '\n',
  '\t',
  ' . ',
  ' / ',
  '…',
  '&',
  '^',
  '`',
  '°',
  '"',
  '=',
  '→',
  '›',
  '⁃',
  '⋅',
  '▪',
  '❖',
]; // prettier-ignore

/** Words around a number, as customers write them. */
export const frames: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => ` ${number} `,
  (number) => `Bonjour, voici ma carte : ${number}. Merci`,
  (number) => `Bonjour, mon numéro c'est ${number} et j'attends votre retour`,
  (number) => `je viens de payer avec ${number} mais c'est refusé`,
  (number) => `n°${number}`,
  (number) => `(${number})`,
  (number) => `«${number}»`,
  (number) => `my card ${number} got declined at Tesco on 12/11/2026 for £45.20`,
  (number) => `can you check ${number}? it was charged twice`,
  (number) => `card number:${number}`,
  (number) => `carte=${number};exp=12/28`,
  (number) => `Salut\n${number}\nça marche pas`,
  (number) => `👉${number}👈`,
  (number) => `numero${number}ok`,
  (number) => `le 3 novembre 2026 j'ai utilisé ${number}`,
  (number) => `${number} is my card, blocked since Monday`,
  (number) => `les 2 cartes : ${number} et l'autre`,
  (number) => `appelez-moi au 06 12 34 56 78, ma carte est ${number}`,
  (number) => `J’ai 1 250,00 € dessus ; ${number}`,
];
