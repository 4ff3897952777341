import { createCatalogue } from '../../i18n/catalogue.ts';
import { type Language, localeFor } from '../../i18n/language.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

export type TextKey = keyof typeof fr;

/** The sentences of the sign-in pages in one language. */
export interface Texts {
  readonly language: Language;
  text(key: TextKey, values?: Readonly<Record<string, string | number>>): string;
}

/** The language a browser asks for; French unless it names English first. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', quality] = part.trim().split(';q=');
    return { language: tag.slice(0, 2).toLowerCase(), weight: quality === undefined ? 1 : Number(quality) };
  });
  const known = wanted.filter(({ language, weight }) => (language === 'fr' || language === 'en') && weight > 0);
  return known.sort((first, second) => second.weight - first.weight)[0]?.language === 'en' ? 'en' : 'fr';
}

export function textsIn(language: Language): Texts {
  const catalogue = createCatalogue({ signIn: { fr, en } });
  return { language, text: (key, values) => catalogue.format(localeFor(language), `signIn.${key}`, values) };
}
