import type { Language } from '../i18n/language.ts';
import { functionWordsOf } from './text/function-words.ts';

export interface LanguageDetector {
  /** The language of a folded text; `prior` is the conversation's, kept unless the text clearly speaks the other one. */
  detect(words: readonly string[], prior: Language | undefined): Language;
}

/** What a text in each language looks like; the dialogs' own examples serve. Folded words. */
export interface LanguageSamples {
  readonly fr: readonly (readonly string[])[];
  readonly en: readonly (readonly string[])[];
}

/**
 * Nothing told and nothing to go by ("ok", a name, a number): French, the language of the bank's house.
 * The first clear word changes it.
 */
export const undecidedLanguage: Language = 'fr';

/** Words that each language borrows from the other or shares: they prove nothing. */
const shared = new Set(
  'ok okay oki cool top tip super stop weekend week end shopping email mail sms parking ciao cash bus taxi pizza restaurant hotel internet web site messenger bot robot menu options option transaction transactions balance service client code login logout tracking tracker iban pin euro euros visa credit total agent fraude fraud excellent parfait perfect exact dispute important possible test no non'.split(
    ' ',
  ),
);
/**
 * Civilities that the other language borrows readily: a hint for a first message ("hello" alone is answered in English),
 * never enough to change the language of a conversation.
 */
const hints: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(['merci', 'salut']),
  en: new Set('hello hi hey bye thanks thx thank please pls plz help sorry yo lol'.split(' ')),
};
const hintWeight = 0.8;
/** No single word counts for more than this, and a word beyond doubt counts for that much. */
const strongest = 3;
/** How much a conversation's language weighs: more than what one ordinary word can prove, less than two. */
const priorWeight = 2.5;
const decided = 0.6;
const longestGram = 4;

/** Learns the two languages from samples: whole words first, runs of characters for words never seen. */
export function createLanguageDetector(samples: LanguageSamples): LanguageDetector {
  const words = { fr: new Map<string, number>(), en: new Map<string, number>() };
  const grams = { fr: new Map<string, number>(), en: new Map<string, number>() };
  for (const language of ['fr', 'en'] as const) {
    for (const word of samples[language].flat()) {
      increase(words[language], word);
      for (const gram of gramsOf(word)) increase(grams[language], gram);
    }
  }
  const model = { words: ratioOf(words), grams: ratioOf(grams) };
  return { detect: (text, prior) => decide(evidence(text, model), prior) };
}

type LogRatio = (key: string) => number;
interface LanguageModel {
  /** Positive for French, negative for English, 0 when unknown. */
  readonly words: LogRatio;
  readonly grams: LogRatio;
}

function decide(score: number, prior: Language | undefined): Language {
  if (prior === undefined) return Math.abs(score) < decided ? undecidedLanguage : score > 0 ? 'fr' : 'en';
  const weighed = score + (prior === 'fr' ? priorWeight : -priorWeight);
  return weighed > 0 ? 'fr' : 'en';
}

/** Sum of what each word proves; long messages prove no more than ten words. */
function evidence(text: readonly string[], model: LanguageModel): number {
  let score = 0;
  for (const word of text) if (!isHint(word) && !shared.has(word)) score += evidenceOf(word, model);
  return clip(score + hintOf(text), 10 * strongest);
}

function isHint(word: string): boolean {
  return hints.fr.has(word) || hints.en.has(word);
}

function hintOf(text: readonly string[]): number {
  const french = text.some((word) => hints.fr.has(word)) ? hintWeight : 0;
  const english = text.some((word) => hints.en.has(word)) ? hintWeight : 0;
  return french - english;
}

function evidenceOf(word: string, { words, grams }: LanguageModel): number {
  if (/\d/.test(word)) return 0;
  if (functionWordsOf.fr.has(word)) return word.length > 1 ? strongest - 1 : 1;
  if (functionWordsOf.en.has(word)) return word.length > 1 ? 1 - strongest : -1;
  const known = words(word);
  if (known !== 0) return clip(known, strongest);
  const parts = gramsOf(word);
  const mean = parts.reduce((sum, part) => sum + grams(part), 0) / Math.max(parts.length, 1);
  // What only looks like a language proves half of what a known word does.
  return word.length < 3 ? 0 : clip(1.5 * mean, strongest / 2);
}

function clip(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

function gramsOf(word: string): readonly string[] {
  const bounded = `<${word.slice(0, 30)}>`;
  const grams: string[] = [];
  for (let length = 2; length <= longestGram; length += 1) {
    for (let start = 0; start + length <= bounded.length; start += 1) grams.push(bounded.slice(start, start + length));
  }
  return grams;
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Logarithm of how much more frequent a key is in French than in English, smoothed; 0 for a key never seen. */
function ratioOf(counts: Readonly<Record<Language, ReadonlyMap<string, number>>>): LogRatio {
  const total = (language: Language): number => [...counts[language].values()].reduce((sum, count) => sum + count, 0);
  const sizes = { fr: total('fr'), en: total('en') };
  const ratios = new Map<string, number>();
  for (const key of new Set([...counts.fr.keys(), ...counts.en.keys()])) {
    const french = ((counts.fr.get(key) ?? 0) + 0.2) / (sizes.fr + 1);
    const english = ((counts.en.get(key) ?? 0) + 0.2) / (sizes.en + 1);
    ratios.set(key, Math.log(french / english));
  }
  return (key) => ratios.get(key) ?? 0;
}

const wishes: readonly (readonly [Language, RegExp])[] = [
  [
    'en',
    /(?:^| )(?:in english|en anglais|english please|speak english|parle[rz]? anglais|(?:anglais|english|eng) (?:svp|stp|s il|please)|(?:switch|change) to english|english version)(?: |$)|^(?:english|anglais)$/,
  ],
  [
    'fr',
    /(?:^| )(?:en francais|in french|(?:francais|fr) (?:svp|stp|s il|please)|french please|parle[rz]? (?:en )?francais|speak french|(?:switch|change) to french|passe[rz]? (?:en|au) francais)(?: |$)|^(?:francais|french)$/,
  ],
];

/** "in English please", "en français svp": asked for in so many words. Folded words. */
export function explicitWish(words: readonly string[]): Language | undefined {
  const text = words.slice(0, 40).join(' ');
  return wishes.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Whether a message asks for a language and for nothing else. */
export function isOnlyLanguageWish(words: readonly string[]): boolean {
  return words.length <= 8 && explicitWish(words) !== undefined && words.every((word) => wishWords.has(word));
}

const wishWords = new Set(
  'in en mets mettez mettre met now maintenant fr eng english anglais french francais please pls svp stp s il vous te plait can could we you speak parler parle parlez parlons vous on peut pouvez continue continuer switch change to passe passez au version merci thanks the i want would like je veux voudrais d prefere prefer l le language langue'.split(
    ' ',
  ),
);
