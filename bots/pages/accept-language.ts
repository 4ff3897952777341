import { type Language, languages } from '../../i18n/language.ts';

/** The language of ours that a browser likes best (RFC 9110 §12.5.4); English where it knows none of them. */
export function languageFrom(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').slice(0, 500).split(',').map(readWish);
  const [best] = wishes.filter(({ weight }) => weight > 0).sort((first, second) => second.weight - first.weight);
  return best?.language ?? 'en';
}

function readWish(range: string): { readonly language: Language | undefined; readonly weight: number } {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((value) => value !== undefined);
  const language = languages.find((known) => tag === known || tag.startsWith(`${known}-`));
  return { language, weight: language === undefined ? 0 : Number(quality ?? 1) };
}
