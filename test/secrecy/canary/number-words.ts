/** Whose words: of France, of Switzerland and Belgium, English. */
export const tongues = ['fr', 'ch', 'en'] as const;
export type Tongue = (typeof tongues)[number];

const french =
  'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf'.split(' ');
const english =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens: Readonly<Record<Tongue, readonly string[]>> = {
  // Soixante-dix is sixty and ten: a ten that is missing is counted from the one before.
  fr: ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', '', 'quatre_vingt', ''],
  ch: ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'septante', 'huitante', 'nonante'],
  en: ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'],
};
const scales: Readonly<Record<Tongue, readonly [hundred: string, thousand: string, million: string]>> = {
  fr: ['cent', 'mille', 'million'],
  ch: ['cent', 'mille', 'million'],
  en: ['hundred', 'thousand', 'million'],
};

function belowHundred(value: number, tongue: Tongue): string {
  const small = (tongue === 'en' ? english : french)[value];
  if (small !== undefined) return small;
  const ten = Math.floor(value / 10);
  const own = tens[tongue][ten] ?? '';
  const [word, rest] = own === '' ? [tens[tongue][ten - 1], (value % 10) + 10] : [own, value % 10];
  return rest === 0 ? `${word}` : `${word} ${belowHundred(rest, tongue)}`;
}

function above(value: number, tongue: Tongue, [size, word]: readonly [number, string]): string {
  const [many, rest] = [Math.floor(value / size), value % size];
  const isPlain = many === 1 && tongue !== 'en' && size < 1_000_000;
  return [...(isPlain ? [] : [spelt(many, tongue)]), word, ...(rest === 0 ? [] : [spelt(rest, tongue)])].join(' ');
}

function spelt(value: number, tongue: Tongue): string {
  const [hundred, thousand, million] = scales[tongue];
  if (value < 100) return belowHundred(value, tongue);
  if (value < 1_000) return above(value, tongue, [100, hundred]);
  return value < 1_000_000 ? above(value, tongue, [1_000, thousand]) : above(value, tongue, [1_000_000, million]);
}

/** A whole number below a billion in words, one a token: without hyphens, “et” and “and”, and in the singular. */
export function numberWords(value: number, tongue: Tongue): readonly string[] {
  return spelt(value, tongue).split(/[ _]/);
}

/** 1 234 as “twelve hundred and thirty-four”; undefined where nobody says that. */
export function hundredWords(value: number): readonly string[] | undefined {
  if (value < 1_100 || value > 1_999 || value % 100 === 0) return undefined;
  return [...numberWords(Math.floor(value / 100), 'en'), 'hundred', ...numberWords(value % 100, 'en')];
}

/** Digits one by one: “one two three”. */
export function digitWords(digits: string, tongue: Tongue): readonly string[] {
  return Array.from(digits).flatMap((digit) => numberWords(Number(digit), tongue));
}

/** Every token that `numberWords` can make. */
export const numberTokens: ReadonlySet<string> = new Set(
  [...french, ...english, ...Object.values(tens).flat(), ...Object.values(scales).flat()]
    .flatMap((word) => word.split('_'))
    .filter(Boolean),
);
