import type { Transaction } from '../domain/transaction.ts';
import { lookUp } from '../look-up.ts';
import { foldText } from './fold-text.ts';

/** Categories a sentence can select on; `other` where nothing is known. */
export type Category =
  | 'groceries'
  | 'restaurant'
  | 'transport'
  | 'fuel'
  | 'travel'
  | 'clothing'
  | 'electronics'
  | 'health'
  | 'beauty'
  | 'utilities'
  | 'insurance'
  | 'subscription'
  | 'rent'
  | 'salary'
  | 'transfer'
  | 'cash'
  | 'fee'
  | 'refund'
  | 'other';

/** Ranges of ISO 18245 merchant category codes, both ends included. */
const codeRanges: readonly (readonly [from: number, to: number, category: Category])[] = [
  [3000, 3999, 'travel'],
  [4011, 4011, 'transport'],
  [4111, 4112, 'transport'],
  [4119, 4119, 'health'],
  [4121, 4131, 'transport'],
  [4411, 4411, 'travel'],
  [4511, 4511, 'travel'],
  [4722, 4723, 'travel'],
  [4784, 4789, 'transport'],
  [4812, 4816, 'subscription'],
  [4829, 4829, 'transfer'],
  [4899, 4899, 'subscription'],
  [4900, 4900, 'utilities'],
  [5045, 5045, 'electronics'],
  [5122, 5122, 'health'],
  [5137, 5139, 'clothing'],
  [5309, 5309, 'travel'],
  [5411, 5499, 'groceries'],
  [5541, 5542, 'fuel'],
  [5552, 5552, 'fuel'],
  [5611, 5699, 'clothing'],
  [5722, 5722, 'electronics'],
  [5732, 5735, 'electronics'],
  [5811, 5814, 'restaurant'],
  [5815, 5818, 'subscription'],
  [5912, 5912, 'health'],
  [5942, 5942, 'electronics'],
  [5946, 5946, 'electronics'],
  [5968, 5968, 'subscription'],
  [5975, 5976, 'health'],
  [5977, 5977, 'beauty'],
  [5983, 5983, 'fuel'],
  [5994, 5994, 'electronics'],
  [6010, 6011, 'cash'],
  [6300, 6399, 'insurance'],
  [6513, 6513, 'rent'],
  [6536, 6540, 'transfer'],
  [7011, 7012, 'travel'],
  [7230, 7230, 'beauty'],
  [7297, 7298, 'beauty'],
  [7512, 7519, 'travel'],
  [7523, 7523, 'transport'],
  [7997, 7997, 'subscription'],
  [8011, 8099, 'health'],
];

/** What statement lines say, in French and English; the first that fits decides. `sign` keeps a rule to one direction. */
const lineRules: readonly { readonly pattern: RegExp; readonly category: Category; readonly sign?: 'in' | 'out' }[] = [
  { pattern: /\b(?:salaire|salary|payroll|wages|paie|paye|remuneration)\b/, category: 'salary', sign: 'in' },
  { pattern: /\b(?:rembours\w*|refund\w*|avoir|reversal)\b/, category: 'refund', sign: 'in' },
  { pattern: /\b(?:loyer|rent|landlord)\b/, category: 'rent', sign: 'out' },
  { pattern: /\b(?:retrait|dab|gab|atm|cash withdrawal|withdrawal)\b/, category: 'cash' },
  { pattern: /\b(?:frais|fees?|cotisation|commission|agios|interest charged|overdraft charge)\b/, category: 'fee', sign: 'out' },
  { pattern: /\b(?:netflix|spotify|disney|deezer|canal|abonnement|abo|subscription|membership)\b/, category: 'subscription', sign: 'out' },
  { pattern: /\b(?:orange|sfr|bouygues|free mobile|vodafone|verizon)\b/, category: 'subscription', sign: 'out' },
  { pattern: /\b(?:edf|engie|british gas|octopus energy|thames water|con edison)\b/, category: 'utilities', sign: 'out' },
  { pattern: /\b(?:assurances?|maif|macif|matmut|axa|aviva|geico|insurance)\b(?! vie)/, category: 'insurance', sign: 'out' },
  { pattern: /\b(?:vir|virement|transfer|standing order|faster payment|bank giro|zelle|ach)\b/, category: 'transfer' },
  { pattern: /\b(?:to|into|from|vers|depuis) (?:\w+ ){0,3}(?:saver|savings|livret|epargne)\b/, category: 'transfer' },
];

/** ISO 20022 category purposes that are one of our categories. */
const purposes: Readonly<Record<string, Category>> = { SALA: 'salary', PENS: 'salary', BONU: 'salary', RENT: 'rent', TREA: 'transfer' };

function categoryOfCode(code: string | undefined): Category | undefined {
  if (code === undefined) return undefined;
  const number = Number(code);
  return codeRanges.find(([from, to]) => number >= from && number <= to)?.[2];
}

/** What an entry was for: by the bank's purpose code, the merchant category code, or the words of the statement line. */
export function categoryOf(transaction: Transaction): Category {
  const direction = transaction.amount.minor < 0n ? 'out' : 'in';
  const byPurpose = lookUp(purposes, transaction.purposeCode);
  if (byPurpose) return byPurpose;
  // Money that comes from a shop went there before.
  if (direction === 'in' && transaction.merchant) return 'refund';
  const byCode = categoryOfCode(transaction.merchant?.categoryCode);
  if (byCode) return byCode;
  const line = foldText(`${transaction.label} ${transaction.merchant?.name ?? ''}`);
  return lineRules.find(({ pattern, sign }) => (sign === undefined || sign === direction) && pattern.test(line))?.category ?? 'other';
}
